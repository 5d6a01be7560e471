package dev.hephaestus.benchmarks.indexing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Universal Ctags, a process for each part of the tree; names and lines only, no bodies. */
final class CtagsIndexer implements Indexer {

  @Override
  public String name() {
    return "ctags";
  }

  /** Whether it is installed. */
  static boolean isInstalled() {
    try {
      Process process = new ProcessBuilder("ctags", "--version").redirectErrorStream(true).start();
      try (BufferedReader reader = reader(process)) {
        String said = String.valueOf(reader.readLine());
        return process.waitFor(10, TimeUnit.SECONDS) && said.contains("Universal Ctags");
      }
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public long index(SourceTree tree) {
    int processors = Runtime.getRuntime().availableProcessors();
    return tree.parts(processors).parallelStream().mapToLong(CtagsIndexer::count).sum();
  }

  private static long count(List<Path> files) {
    try {
      Path list = Files.createTempFile("ctags", ".files");
      try {
        Files.write(list, files.stream().map(Path::toString).toList());
        ProcessBuilder builder =
            new ProcessBuilder(
                "ctags",
                "-L",
                list.toString(),
                "-f",
                "-",
                "--languages=Java",
                "--kinds-Java=cgim",
                "--fields=+ne",
                "--sort=no");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader reader = reader(process)) {
          return reader.lines().count();
        }
      } finally {
        Files.delete(list);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
  }
}
