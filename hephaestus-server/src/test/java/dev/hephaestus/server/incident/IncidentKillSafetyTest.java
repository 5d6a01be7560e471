package dev.hephaestus.server.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.RecordBatch;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whenever the process dies, each stored error is counted in its incident once. */
final class IncidentKillSafetyTest {
  private static final SessionKey SESSION = new SessionKey("node-1", "i", 1);
  private static final Resource RESOURCE = new Resource("shop", "1.0", "", "h", Map.of());
  private static final int ROUNDS = 2;
  private static final int FAULTS = 7;
  private static final int BATCH = 50;

  @TempDir private Path directory;

  @Test
  void everyStoredErrorIsCountedOnceWheneverTheServerIsKilled() throws Exception {
    Random random = new Random();
    for (int round = 1; round <= ROUNDS; round++) {
      detectUntilKilled(round * 1_000L + random.nextInt(1_000));
    }
    try (Database database = Database.open(directory)) {
      List<StoredRecord> stored = database.records().after(0, Integer.MAX_VALUE);
      try (IncidentDetector detector = detector(database)) {
        detector.start();
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> database.incidents().position() == stored.size());
      }
      Map<String, Long> expected =
          stored.stream()
              .collect(Collectors.groupingBy(each -> fault(each.record()), Collectors.counting()));
      Map<String, Long> counted =
          database.incidents().unworked("", 100).stream()
              .collect(Collectors.toMap(each -> fault(each.sample()), Incident::count));
      assertThat(expected).hasSize(FAULTS);
      assertThat(counted).isEqualTo(expected);
    }
  }

  /** Runs a server's stages in a process of its own until so many records are booked. */
  private void detectUntilKilled(long position) throws Exception {
    Path output = Files.createTempFile(directory, "output", ".txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Stages.class.getName(),
                directory.toString())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> booked(output) >= position || !process.isAlive());
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly();
      assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static long booked(Path output) throws Exception {
    try (var lines = Files.lines(output)) {
      return lines
          .filter(line -> line.matches("booked \\d+ end"))
          .mapToLong(line -> Long.parseLong(line.split(" ", -1)[1]))
          .max()
          .orElse(0);
    }
  }

  private static String fault(LogRecord record) {
    return String.valueOf(record.thrown()).replaceAll("(?s).*(shop\\.F\\d).*", "$1");
  }

  private static IncidentDetector detector(Database database) {
    return new IncidentDetector(
        database.records(),
        database.incidents(),
        id -> Optional.of(NodeSettings.DEFAULT),
        BuildOrder.UNKNOWN,
        incident -> {},
        Clock.systemUTC(),
        Duration.ofMillis(1));
  }

  /** Stores errors and detects their incidents, at the same time, for ever. */
  static final class Stages {
    private Stages() {}

    public static void main(String[] arguments) {
      try (Database database = Database.open(Path.of(arguments[0]));
          IncidentDetector detector = detector(database)) {
        detector.start();
        long mark = database.records().open(SESSION, RESOURCE);
        while (true) {
          mark = database.records().append(new RecordBatch(SESSION, mark + 1, errors(mark)));
          System.out.println("booked " + database.incidents().position() + " end");
        }
      }
    }

    private static List<LogRecord> errors(long from) {
      List<LogRecord> errors = new ArrayList<>();
      for (long n = from; n < from + BATCH; n++) {
        List<Frame> frames = List.of(Frame.of("shop.F" + n % FAULTS, "total", "F.java", 1));
        errors.add(
            LogRecord.of(
                Instant.ofEpochMilli(n), Level.ERROR, "l", "m", Thrown.of("a.B", "x", frames)));
      }
      return errors;
    }
  }
}
