package dev.hephaestus.server.store;

import static dev.hephaestus.server.store.TestObjects.RESOURCE;
import static dev.hephaestus.server.store.TestObjects.SESSION;
import static dev.hephaestus.server.store.TestObjects.batch;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.RecordBatch;
import dev.hephaestus.server.ingest.StorageException;
import dev.hephaestus.server.ingest.StoredRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite's own limits stand for a disk's: its errors are the same. */
final class StorageFaultTest {
  @TempDir private Path directory;
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(directory);
    database.records().open(SESSION, RESOURCE);
    database.records().append(batch(SESSION, 1, 3));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aFullDiskIsSaidAndNothingOfTheBatchIsThere() {
    pragma("max_page_count = 1");

    assertThat(failure(large(4)).reason()).isEqualTo(StorageException.Reason.DISK_FULL);

    assertThat(database.records().after(0, 100)).hasSize(3);
    assertThat(database.records().open(SESSION, RESOURCE)).isEqualTo(3);
  }

  @Test
  void itGoesOnByItselfWhenThereIsSpaceAgain() {
    pragma("max_page_count = 1");
    failure(large(4));

    // The limit was the connection's: it was thrown away with it.
    assertThat(database.records().append(large(4))).isEqualTo(103);
    assertThat(database.records().after(0, 1_000))
        .extracting(StoredRecord::sequence)
        .doesNotHaveDuplicates()
        .hasSize(103);
  }

  @Test
  void aReadOnlyDiskIsSaid() {
    pragma("query_only = true");

    assertThat(failure(batch(SESSION, 4, 1)).reason()).isEqualTo(StorageException.Reason.READ_ONLY);
    assertThat(database.records().append(batch(SESSION, 4, 1))).isEqualTo(4);
  }

  @Test
  void aConnectionThatFailedIsNotUsedAgain() {
    pragma("query_only = true");
    failure(batch(SESSION, 4, 1));

    assertThat(
            database
                .sql()
                .<Integer>write(h -> h.createQuery("pragma query_only").mapTo(Integer.class).one()))
        .isZero();
  }

  private StorageException failure(RecordBatch batch) {
    StorageException failure =
        catchThrowableOfType(StorageException.class, () -> database.records().append(batch));
    assertThat(failure).isNotNull();
    return failure;
  }

  private void pragma(String setting) {
    try (Connection connection = database.writer().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("pragma " + setting);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static String noise(Random random) {
    return random.ints(3_000, ' ', '~').mapToObj(Character::toString).collect(joining());
  }

  /** Records that need more pages than there are. */
  private static RecordBatch large(long first) {
    Random random = new Random(1);
    List<LogRecord> records =
        IntStream.range(0, 100).mapToObj(i -> TestObjects.record(noise(random))).toList();
    return new RecordBatch(SESSION, first, records);
  }
}
