package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.server.ingest.RecordStore;
import dev.hephaestus.server.ingest.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mark that was given out is on disk, whenever the process dies. */
final class KillSafetyTest {
  private static final int ROUNDS = 3;
  private static final int BATCH = 7;

  @TempDir private Path directory;

  @Test
  void everyMarkThatWasGivenOutSurvivesAKillAndNothingIsStoredTwice() throws Exception {
    Random random = new Random();
    for (int round = 0; round < ROUNDS; round++) {
      long printed = appendUntilKilled(1 + random.nextInt(60));
      try (Database database = Database.open(directory)) {
        RecordStore records = database.records();
        long mark = records.open(TestObjects.SESSION, TestObjects.RESOURCE);
        List<StoredRecord> stored = records.after(0, Integer.MAX_VALUE);

        assertThat(mark).isGreaterThanOrEqualTo(printed);
        assertThat(stored)
            .extracting(StoredRecord::sequence)
            .containsExactlyElementsOf(LongStream.rangeClosed(1, mark).boxed().toList());
        assertThat(stored)
            .allMatch(record -> record.record().message().equals("" + record.sequence()));
        // A batch whose mark was lost on the way is sent again: it is known.
        assertThat(records.append(TestObjects.batch(TestObjects.SESSION, 1, (int) mark)))
            .isEqualTo(mark);
      }
    }
  }

  /** Runs a writer in a process of its own and returns the last mark that it printed. */
  private long appendUntilKilled(int marks) throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "marks", ".txt");
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                directory.toString())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> marks(output).size() >= marks || !writer.isAlive());
      assertThat(writer.isAlive()).isTrue();
    } finally {
      writer.destroyForcibly();
      assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    return marks(output).getLast();
  }

  /** The marks that were printed whole; other lines are the log's, or were cut by the kill. */
  private static List<Long> marks(Path output) throws IOException {
    try (Stream<String> lines = Files.lines(output)) {
      return lines
          .filter(line -> line.matches("mark \\d+ end"))
          .map(
              line ->
                  Long.valueOf(line.substring("mark ".length(), line.length() - " end".length())))
          .toList();
    }
  }

  /** Appends for ever and prints each mark. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      try (Database database = Database.open(Path.of(arguments[0]))) {
        RecordStore records = database.records();
        long mark = records.open(TestObjects.SESSION, TestObjects.RESOURCE);
        while (true) {
          mark = records.append(TestObjects.batch(TestObjects.SESSION, mark + 1, BATCH));
          System.out.println("mark " + mark + " end");
        }
      }
    }
  }
}
