package dev.hephaestus.server.repository;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parsed sources of a repository that are kept between runs.
 *
 * <p><i>Shape:</i> a folder of segments; each appears at once under its name and never changes. A
 * name is a hash of what is in it, so processes that share the folder without knowing of each other
 * write the same or do not meet.
 *
 * <p><i>Errors:</i> never: what cannot be read counts as absent, and what cannot be written is not
 * kept.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class SegmentFolder {

  private static final Logger log = LoggerFactory.getLogger(SegmentFolder.class);
  private static final String ENDING = ".sources";
  private static final String UNFINISHED = ".tmp";
  private static final Duration ABANDONED = Duration.ofHours(1);
  private static final int MOST_SEGMENTS = 8;
  private static final long SEGMENT_BYTES = 512L << 20;

  private final Path folder;
  private final Clock clock;
  private volatile Map<Path, Segment> segments = Map.of();

  SegmentFolder(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  Segment.@Nullable Entry find(SourceKey key) {
    for (Segment segment : segments.values()) {
      Segment.Entry entry = segment.find(key);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  /** Opens what was added, by whomever. What was removed can still be read by who had it open. */
  synchronized void refresh() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Map<Path, Segment> open = new LinkedHashMap<>(segments);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path file : files) {
        if (!open.containsKey(file)) {
          open(file, open);
        }
      }
    } catch (IOException | RuntimeException e) {
      log.warn("the index in {} cannot be read, so sources are parsed anew: {}", folder, reason(e));
    }
    segments = open;
  }

  private static void open(Path file, Map<Path, Segment> open) {
    try {
      open.put(file, Segment.open(file));
    } catch (Segment.Unreadable e) {
      log.info("{} is left aside: {}", file, e.getMessage());
      if (e.useless) {
        delete(file);
      }
    } catch (NoSuchFileException mergedByAnother) {
      log.debug("{} is gone", file);
    } catch (IOException | RuntimeException e) {
      log.warn("{} cannot be read, so its sources are parsed anew: {}", file, reason(e));
    }
  }

  /**
   * Keeps sources. When the segments have become too many they are merged, and when most of them is
   * not in use any more, what is not is dropped.
   *
   * @param inUse what recent snapshots are made of
   */
  synchronized void save(Collection<Segment.Entry> added, Supplier<Set<SourceKey>> inUse) {
    try {
      Files.createDirectories(folder);
      removeAbandoned();
      if (segments.size() < MOST_SEGMENTS) {
        write(added);
      } else {
        merge(added, inUse.get());
      }
    } catch (IOException | RuntimeException e) {
      log.warn("the index cannot be kept in {}: {}", folder, reason(e));
    }
  }

  private void merge(Collection<Segment.Entry> added, Set<SourceKey> inUse) throws IOException {
    Map<SourceKey, Segment.Entry> all = new HashMap<>();
    segments.values().forEach(each -> each.entries().forEach(entry -> all.put(entry.key(), entry)));
    added.forEach(entry -> all.put(entry.key(), entry));
    long used =
        all.values().stream()
            .filter(entry -> inUse.contains(entry.key()))
            .mapToLong(entry -> entry.source().length())
            .sum();
    long present = all.values().stream().mapToLong(entry -> entry.source().length()).sum();
    if (present > 2 * used) {
      all.keySet().retainAll(inUse);
    }
    Set<Path> merged = segments.keySet();
    segments = Map.of();
    write(all.values());
    for (Path file : merged) {
      if (!segments.containsKey(file)) {
        delete(file);
      }
    }
  }

  private void write(Collection<Segment.Entry> entries) throws IOException {
    List<Segment.Entry> part = new ArrayList<>();
    long bytes = 0;
    for (Segment.Entry entry : entries) {
      if (bytes + entry.source().length() > SEGMENT_BYTES) {
        writeOne(part);
        part.clear();
        bytes = 0;
      }
      part.add(entry);
      bytes += entry.source().length();
    }
    writeOne(part);
  }

  private void writeOne(List<Segment.Entry> entries) throws IOException {
    if (entries.isEmpty()) {
      return;
    }
    Path file = folder.resolve(name(entries) + ENDING);
    Path unfinished = Files.createTempFile(folder, "new", UNFINISHED);
    try {
      Segment.write(unfinished, entries);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    Map<Path, Segment> open = new LinkedHashMap<>(segments);
    open(file, open);
    segments = open;
  }

  private static String name(List<Segment.Entry> entries) {
    try {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      ByteBuffer keys = ByteBuffer.allocate(16 * entries.size() + 8);
      keys.putInt(SourceCodec.FORMAT).putInt(SourceParser.VERSION);
      entries.stream()
          .map(Segment.Entry::key)
          .sorted()
          .forEach(key -> keys.putLong(key.high()).putLong(key.low()));
      return HexFormat.of().formatHex(hash.digest(keys.array()), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Processes that were killed leave files behind that they were writing. */
  private void removeAbandoned() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file)
            .toInstant()
            .isBefore(clock.instant().minus(ABANDONED))) {
          delete(file);
        }
      }
    } catch (NoSuchFileException finishedByAnother) {
      log.debug("{} is finished", finishedByAnother.getFile());
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.debug("{} cannot be deleted: {}", file, reason(e));
    }
  }

  private static String reason(Exception e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
