package dev.hephaestus.server.validation.build;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads what the test server wrote in the sandbox, as far as it came.
 *
 * <p><i>Errors:</i> it was written by foreign code. What cannot be read ends the reading, and what
 * was read before it counts.
 */
final class TestResults {
  private static final int MAX_TEXT_BYTES = 128 << 10;
  private static final int MAX_TESTS = 500_000;

  private final Set<String> ran = new TreeSet<>();
  private final Set<String> classes = new TreeSet<>();
  private final Map<String, TestRun.Failure> failures = new TreeMap<>();

  private TestResults() {}

  static TestRun read(Path file, String problem) {
    TestResults results = new TestResults();
    String fault = problem;
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      try (DataInputStream in =
          new DataInputStream(
              new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)))) {
        results.readAll(in);
      } catch (EOFException e) {
        fault = problem.isEmpty() ? "the test results end in the middle" : problem;
      } catch (IOException e) {
        fault = "the test results cannot be read: " + e.getMessage();
      }
    }
    return new TestRun(results.ran, results.failures, fault, results.classes);
  }

  private void readAll(DataInputStream in) throws IOException {
    for (int kind = in.read(); kind >= 0 && ran.size() < MAX_TESTS; kind = in.read()) {
      String name = text(in);
      switch (kind) {
        case 'P' -> ran.add(name);
        case 'C' -> classes.add(name);
        case 'F' -> {
          ran.add(name);
          failures.putIfAbsent(name, new TestRun.Failure(text(in), text(in)));
        }
        default -> throw new IOException("no such entry");
      }
    }
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_TEXT_BYTES) {
      throw new IOException("an entry is too long");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
