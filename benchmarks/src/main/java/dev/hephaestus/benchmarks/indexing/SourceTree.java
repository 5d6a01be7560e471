package dev.hephaestus.benchmarks.indexing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Java files to index.
 *
 * @param root the folder that they stand in
 * @param files the files, in the order of their paths
 * @param bytes their size
 */
record SourceTree(Path root, List<Path> files, long bytes) {

  SourceTree {
    files = List.copyOf(files);
  }

  /** Those of a folder. */
  static SourceTree of(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> files =
          walk.filter(path -> path.toString().endsWith(".java") && Files.isRegularFile(path))
              .sorted()
              .toList();
      return new SourceTree(folder, files, files.stream().mapToLong(SourceTree::size).sum());
    }
  }

  /**
   * Those of an archive such as the JDK's src.zip, unpacked into a folder.
   *
   * @param prefix which entries, {@code java.base/}
   */
  static SourceTree unpack(Path archive, String prefix, Path folder) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path target = folder.resolve(entry.getName()).normalize();
        if (entry.getName().startsWith(prefix)
            && entry.getName().endsWith(".java")
            && target.startsWith(folder)) {
          Files.createDirectories(target.getParent());
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, target);
          }
        }
      }
    }
    return of(folder);
  }

  /** The files in so many parts of about the same size. */
  List<List<Path>> parts(int count) {
    List<List<Path>> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new ArrayList<>());
    }
    for (int i = 0; i < files.size(); i++) {
      parts.get(i % count).add(files.get(i));
    }
    return parts;
  }

  double megabytes() {
    return bytes / 1e6;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
