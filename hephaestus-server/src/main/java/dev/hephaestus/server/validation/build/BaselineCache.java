package dev.hephaestus.server.validation.build;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is known of trees that were built, so that the next fault in the same tree starts at
 * once: the compiled classes and how the tests ended.
 *
 * <p><i>Shape:</i> one folder for each tree, module and way to build, made elsewhere and moved into
 * place, so that a server which dies leaves nothing half; the sandbox never sees it. The least
 * recently used go when there are too many.
 *
 * <p><i>Errors:</i> one that cannot be read or written is as good as none.
 *
 * <p><i>Threads:</i> safe for use by many at once, and by several processes.
 */
final class BaselineCache {
  private static final Logger LOG = LoggerFactory.getLogger(BaselineCache.class);
  private static final String FORMAT = "2";
  private static final String RECORD = "record.json";
  private static final int KEY_BYTES = 16;
  private static final int MAX_ENTRIES = 40;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  BaselineCache(Path folder) {
    this.folder = folder;
  }

  /** By what a baseline is known: all files, and everything else that can make a difference. */
  static String key(Snapshot snapshot, List<String> settings) {
    List<String> parts = new ArrayList<>(settings);
    parts.add(FORMAT);
    snapshot.files().stream()
        .sorted(Comparator.comparing(SourceFile::path))
        .map(file -> file.path() + "\0" + file.blobId())
        .forEach(parts::add);
    return digest(parts);
  }

  /** A name for a list of texts. */
  static String digest(List<String> parts) {
    MessageDigest digest = sha256();
    parts.forEach(part -> digest.update((part + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest(), 0, KEY_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** What is known; the classes are laid out below a folder. */
  Optional<BuildRecord> load(String key, Path output) {
    Path entry = folder.resolve(key);
    try {
      if (!Files.isRegularFile(entry.resolve(RECORD))) {
        return Optional.empty();
      }
      BuildRecord record =
          JSON.readValue(Files.readAllBytes(entry.resolve(RECORD)), BuildRecord.class);
      List<String> libraries = new ArrayList<>();
      for (String library : record.libraries()) {
        libraries.add(library.startsWith("/") ? library : brought(entry, library, output));
      }
      if (!libraries.stream().allMatch(library -> Files.exists(Path.of(library)))) {
        return Optional.empty();
      }
      List<String> main = new ArrayList<>();
      for (String classes : record.mainClasses()) {
        main.add(brought(entry, classes, output));
      }
      List<String> test = new ArrayList<>();
      for (String classes : record.testClasses()) {
        test.add(brought(entry, classes, output));
      }
      Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
      return Optional.of(record.with(main, test, libraries));
    } catch (IOException e) {
      LOG.debug("the baseline {} cannot be read: {}", key, e.getMessage());
      return Optional.empty();
    }
  }

  private static String brought(Path entry, String name, Path output) throws IOException {
    Path target = output.resolve(name);
    ClassFolders.link(entry.resolve(name), target);
    return target.toString();
  }

  /** Keeps what is known, and the folders of classes below the output folder that it names. */
  void keep(String key, BuildRecord record, Path output) {
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempDirectory(folder, "draft");
      BuildRecord relative =
          record.with(
              taken(record.mainClasses(), output, draft),
              taken(record.testClasses(), output, draft),
              taken(record.libraries(), output, draft));
      Files.write(draft.resolve(RECORD), JSON.writeValueAsBytes(relative));
      if (Files.exists(folder.resolve(key))) {
        remove(folder.resolve(key));
      }
      Files.move(draft, folder.resolve(key));
      bound();
    } catch (IOException e) {
      LOG.debug("the baseline {} cannot be kept: {}", key, e.getMessage());
    }
  }

  /** Folders of the output are taken along and named from there; all else stays where it is. */
  private static List<String> taken(List<String> paths, Path output, Path draft)
      throws IOException {
    List<String> names = new ArrayList<>();
    for (String path : paths) {
      if (Path.of(path).startsWith(output)) {
        String name = output.relativize(Path.of(path)).toString();
        ClassFolders.link(Path.of(path), draft.resolve(name));
        names.add(name);
      } else {
        names.add(path);
      }
    }
    return names;
  }

  /** Removes all that is known. */
  void clear() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.list(folder)) {
      for (Path entry : all.toList()) {
        remove(entry);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("what is kept of builds in {} cannot be removed: {}", folder, e.getMessage());
    }
  }

  private void bound() throws IOException {
    List<Path> entries;
    try (Stream<Path> all = Files.list(folder)) {
      entries = all.sorted(Comparator.comparing(BaselineCache::used)).toList();
    }
    for (Path old : entries.subList(0, Math.max(0, entries.size() - MAX_ENTRIES))) {
      remove(old);
    }
  }

  private static FileTime used(Path entry) {
    try {
      return Files.getLastModifiedTime(entry);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static void remove(Path entry) throws IOException {
    try (Stream<Path> paths = Files.walk(entry)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
