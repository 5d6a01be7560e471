package dev.hephaestus.server.repository;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The parsed sources of one repository: each content at a path is parsed once, whatever commits it
 * is in and whichever process met it first.
 *
 * <p><i>Threads:</i> safe for use by many at once; of a snapshot that is indexed one does it.
 */
final class SourceStore {

  private static final int RECENT = 16;

  /** A part as small as one of so many is parsed anew rather than written to a file of its own. */
  private static final int WORTH_SAVING = 16;

  private final SegmentFolder segments;
  private final SharedCaches caches;
  private final Function<Language, SourceParser> parsers;
  private final List<WeakReference<SymbolIndex>> recent = new ArrayList<>();

  SourceStore(
      SegmentFolder segments, SharedCaches caches, Function<Language, SourceParser> parsers) {
    this.segments = segments;
    this.caches = caches;
    this.parsers = parsers;
    segments.refresh();
  }

  /** Whether the content belongs to the tests, if that was found out before. */
  @Nullable Boolean test(String blobId, String path) {
    Segment.Entry entry = segments.find(SourceKey.of(blobId, path));
    return entry == null ? null : entry.test();
  }

  /** What was parsed from a file. */
  DecodedSource source(SourceFile file, Function<SourceFile, String> text) {
    EncodedSource encoded =
        caches.encoded.get(
            SourceKey.of(file.blobId(), file.path()), file.size(), () -> encode(file, text));
    return caches.decoded.get(file.path(), encoded);
  }

  private EncodedSource encode(SourceFile file, Function<SourceFile, String> text) {
    Segment.Entry kept = segments.find(SourceKey.of(file.blobId(), file.path()));
    return kept == null ? parse(file, text) : kept.source();
  }

  private EncodedSource parse(SourceFile file, Function<SourceFile, String> text) {
    SourceKey key = SourceKey.of(file.blobId(), file.path());
    String content;
    try {
      content = text.apply(file);
    } catch (RepositoryException unreadable) {
      caches.broken.note(key, Optional.of(SourceFaults.ABSENT));
      return SourceCodec.encode(ParsedSource.none(file.path()));
    }
    ParsedSource parsed = parsers.apply(file.language()).parse(file.path(), content);
    caches.broken.note(key, SourceFaults.of(content, parsed.symbols()));
    return SourceCodec.encode(parsed);
  }

  /** The index of the sources, which is kept when much of it is new. */
  synchronized SymbolIndex index(List<SourceFile> files, Function<SourceFile, String> text) {
    @Nullable SymbolIndex before = latest();
    List<IndexedSource> indexed = new ArrayList<>(files.size());
    List<SourceFile> unknown = new ArrayList<>();
    for (SourceFile file : files) {
      @Nullable IndexedSource known = before == null ? null : before.source(file);
      if (known != null) {
        indexed.add(known);
      } else if (file.isJava()) {
        unknown.add(file);
      }
    }
    indexed.addAll(read(unknown, text));
    boolean saved = save(indexed);
    SymbolIndex index =
        before == null || saved
            ? SymbolIndex.of(saved ? mapped(indexed) : indexed, caches.decoded)
            : before.next(indexed);
    recent.add(new WeakReference<>(index));
    if (recent.size() > RECENT) {
      recent.remove(0);
    }
    return index;
  }

  private @Nullable SymbolIndex latest() {
    for (int i = recent.size() - 1; i >= 0; i--) {
      SymbolIndex index = recent.get(i).get();
      if (index != null) {
        return index;
      }
    }
    return null;
  }

  private List<IndexedSource> read(List<SourceFile> files, Function<SourceFile, String> text) {
    if (files.isEmpty()) {
      return List.of();
    }
    segments.refresh();
    return files.parallelStream().map(file -> new IndexedSource(file, found(file, text))).toList();
  }

  private EncodedSource found(SourceFile file, Function<SourceFile, String> text) {
    SourceKey key = SourceKey.of(file.blobId(), file.path());
    Segment.Entry kept = segments.find(key);
    if (kept != null) {
      return kept.source();
    }
    @Nullable EncodedSource lately = caches.encoded.find(key);
    return lately == null ? parse(file, text) : lately;
  }

  /** Whether so much was new that it was worth a file. */
  private boolean save(List<IndexedSource> sources) {
    List<Segment.Entry> added = new ArrayList<>();
    long bytes = 0;
    long addedBytes = 0;
    for (IndexedSource source : sources) {
      bytes += source.encoded().length();
      // What is broken is read anew each time, so that its fault is known again.
      if (source.encoded().onHeap() && caches.broken.fault(key(source)).isEmpty()) {
        addedBytes += source.encoded().length();
        added.add(new Segment.Entry(key(source), source.file().test(), source.encoded()));
      }
    }
    if (added.isEmpty() || addedBytes * WORTH_SAVING < bytes) {
      return false;
    }
    segments.save(added, () -> inUse(sources));
    return true;
  }

  private Set<SourceKey> inUse(List<IndexedSource> sources) {
    Set<SourceKey> keys = new HashSet<>();
    sources.forEach(source -> keys.add(key(source)));
    for (WeakReference<SymbolIndex> each : recent) {
      SymbolIndex index = each.get();
      if (index != null) {
        index.sources().forEach(source -> keys.add(key(source)));
      }
    }
    return keys;
  }

  private static SourceKey key(IndexedSource source) {
    return SourceKey.of(source.file().blobId(), source.file().path());
  }

  /** What was saved need not stay on the heap; what could not be saved has to. */
  private List<IndexedSource> mapped(List<IndexedSource> sources) {
    List<IndexedSource> mapped = new ArrayList<>(sources.size());
    for (IndexedSource source : sources) {
      Segment.@Nullable Entry kept = source.encoded().onHeap() ? segments.find(key(source)) : null;
      mapped.add(kept == null ? source : new IndexedSource(source.file(), kept.source()));
    }
    return mapped;
  }
}
