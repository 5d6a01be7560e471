package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.LoggedText;
import dev.hephaestus.server.ingest.Thrown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Exceptions of which it is known what bug they are of: those that tests of real projects died of,
 * where the project's developers wrote several tests for one bug, and so reach it on several ways.
 *
 * <p><i>Shape:</i> {@code PROJECT/trigger_tests/BUG}, as Defects4J has them: for each test a line
 * {@code --- CLASS::METHOD} and its stack trace. What is kept of a stack is what the project's own
 * code did; the test and what ran it are cut off. Tests that died of an assertion tell nothing.
 *
 * <p><i>Source:</i> Just, Jalali and Ernst, "Defects4J", ISSTA 2014.
 */
final class DeveloperTests {
  private static final Map<String, List<String>> PACKAGES =
      Map.ofEntries(
          Map.entry("Chart", List.of("org.jfree")),
          Map.entry("Cli", List.of("org.apache.commons.cli", "org.apache.commons.cli2")),
          Map.entry("Closure", List.of("com.google.javascript")),
          Map.entry("Codec", List.of("org.apache.commons.codec")),
          Map.entry("Collections", List.of("org.apache.commons.collections4")),
          Map.entry("Compress", List.of("org.apache.commons.compress")),
          Map.entry("Csv", List.of("org.apache.commons.csv")),
          Map.entry("Gson", List.of("com.google.gson")),
          Map.entry("JacksonCore", List.of("com.fasterxml.jackson.core")),
          Map.entry("JacksonDatabind", List.of("com.fasterxml.jackson.databind")),
          Map.entry("JacksonXml", List.of("com.fasterxml.jackson.dataformat.xml")),
          Map.entry("Jsoup", List.of("org.jsoup")),
          Map.entry("JxPath", List.of("org.apache.commons.jxpath")),
          Map.entry("Lang", List.of("org.apache.commons.lang", "org.apache.commons.lang3")),
          Map.entry("Math", List.of("org.apache.commons.math", "org.apache.commons.math3")),
          Map.entry("Mockito", List.of("org.mockito")),
          Map.entry("Time", List.of("org.joda.time")));

  /** What a test says of a result that was wrong; nothing was thrown by what it tests. */
  private static final Pattern ASSERTED =
      Pattern.compile(".*(AssertionFailedError|AssertionError|ComparisonFailure|opentest4j.*)");

  private DeveloperTests() {}

  /**
   * A test's exception.
   *
   * @param project the node that it would be of
   * @param packages the project's own
   */
  record Died(String project, List<String> packages, LabelledRecord labelled) {}

  static List<Died> read(Path folder) throws IOException {
    List<Died> all = new ArrayList<>();
    for (String project : PACKAGES.keySet().stream().sorted().toList()) {
      try (Stream<Path> bugs = Files.list(folder.resolve(project).resolve("trigger_tests"))) {
        for (Path bug : bugs.sorted().toList()) {
          // Messages of tests may hold any bytes.
          String text = Files.readString(bug, StandardCharsets.ISO_8859_1);
          for (String test : text.split("(?m)^--- ", -1)) {
            died(project, project + "-" + bug.getFileName(), test).ifPresent(all::add);
          }
        }
      }
    }
    return all;
  }

  private static Optional<Died> died(String project, String bug, String test) {
    int end = test.indexOf('\n');
    if (end < 0) {
      return Optional.empty();
    }
    String name = test.substring(0, end).strip();
    Thrown thrown = LoggedText.of(test.substring(end + 1)).thrown();
    if (thrown == null || ASSERTED.matcher(thrown.className()).matches()) {
      return Optional.empty();
    }
    List<String> packages = PACKAGES.getOrDefault(project, List.of());
    Thrown cut = cut(thrown, List.of(), name.split("::", 2)[0]);
    boolean own =
        cut.chain().stream()
            .flatMap(link -> link.frames().stream())
            .anyMatch(frame -> Libraries.isWithin(frame.className(), packages));
    LogRecord record = LogRecord.of(Instant.EPOCH, Level.ERROR, "l", "failed", cut);
    return own
        ? Optional.of(new Died(project, packages, new LabelledRecord(bug, name, record)))
        : Optional.empty();
  }

  /** Without the test and what called it, and with what a cause shares with its wrapper. */
  private static Thrown cut(Thrown thrown, List<Frame> around, String test) {
    List<Frame> whole = new ArrayList<>(thrown.frames());
    int common = Math.min(Math.max(thrown.framesInCommon(), 0), around.size());
    whole.addAll(around.subList(around.size() - common, around.size()));
    List<Frame> frames = whole.stream().takeWhile(frame -> !isOf(frame.className(), test)).toList();
    Thrown cause = thrown.cause();
    return new Thrown(
        thrown.className(),
        thrown.message(),
        frames,
        0,
        cause == null ? null : cut(cause, whole, test),
        List.of());
  }

  private static boolean isOf(String className, String test) {
    return className.equals(test) || className.startsWith(test + "$");
  }
}
