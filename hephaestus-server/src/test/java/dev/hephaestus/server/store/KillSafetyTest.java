package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.RecordStore;
import dev.hephaestus.server.ingest.StoredRecord;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
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
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path").replace(';', File.pathSeparatorChar),
                Writer.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = writer.inputReader(StandardCharsets.UTF_8)) {
      long last = -1;
      for (int i = 0; i < marks; i++) {
        last = number(output.readLine(), last);
      }
      writer.destroyForcibly();
      // What it printed before it died was given out too.
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        last = number(line, last);
      }
      return last;
    } finally {
      writer.destroyForcibly();
      assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static long number(String line, long otherwise) {
    // A line that was cut by the kill has no end mark; other lines are the log's.
    return line != null && line.matches("mark \\d+ end")
        ? Long.parseLong(line.split(" ")[1])
        : otherwise;
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
