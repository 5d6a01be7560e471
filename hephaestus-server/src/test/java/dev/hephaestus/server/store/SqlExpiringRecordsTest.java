package dev.hephaestus.server.store;

import static dev.hephaestus.server.store.TestObjects.RESOURCE;
import static dev.hephaestus.server.store.TestObjects.SESSION;
import static dev.hephaestus.server.store.TestObjects.batch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.testkit.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlExpiringRecordsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir private Path directory;
  private final MutableClock clock = new MutableClock(NOON);
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(directory, clock);
    database.records().open(SESSION, RESOURCE);
    for (int i = 0; i < 100; i++) {
      database.records().append(batch(SESSION, 1 + 3 * i, 3));
      clock.advance(Duration.ofMinutes(1));
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void nothingGoesThatWasNotRead() {
    assertThat(database.expiringRecords().expire(clock.instant(), 1)).isFalse();
    read(4);

    all(clock.instant(), 1);

    // The second batch, of the records 4 to 6, was only read in part.
    assertThat(positions()).first().isEqualTo(4L);
  }

  @Test
  void whatIsOldGoesInBoundedSteps() {
    read(300);
    Instant after90 = NOON.plus(Duration.ofMinutes(90));

    assertThat(database.expiringRecords().expire(after90, Long.MAX_VALUE)).isTrue();
    assertThat(positions()).hasSize(300 - 64 * 3);
    all(after90, Long.MAX_VALUE);

    assertThat(positions()).hasSize(30).first().isEqualTo(271L);
  }

  @Test
  void theOldestGoWhenThereAreTooMany() {
    read(300);
    long half = bytes() / 2;

    all(Instant.EPOCH, half);

    assertThat(bytes()).isLessThanOrEqualTo(half).isGreaterThan(half - half / 10);
    assertThat(positions()).last().isEqualTo(300L);
  }

  @Test
  void theBytesAreCountedWithWhatIsStoredRemovedAndExpired() {
    read(300);
    all(NOON.plus(Duration.ofMinutes(50)), Long.MAX_VALUE);
    assertThat(bytes()).isEqualTo(sum());

    database.nodes().remove(SESSION.nodeId());

    assertThat(bytes()).isZero();
  }

  @Test
  void aMarkOutlivesItsRecordsAndAnUnusedSessionIsForgottenMuchLater() {
    read(300);
    all(clock.instant(), Long.MAX_VALUE);
    assertThat(database.records().open(SESSION, RESOURCE)).isEqualTo(300);
    database.records().append(batch(SESSION, 301, 1));
    SessionKey other = new SessionKey("node-1", "pod-z", 1);
    database.records().open(other, RESOURCE);
    clock.advance(Duration.ofDays(40));

    assertThat(database.expiringRecords().forgetSessions(clock.instant())).isTrue();

    assertThat(database.records().append(batch(SESSION, 302, 1))).isEqualTo(302);
    assertThat(database.expiringRecords().forgetSessions(clock.instant())).isFalse();
  }

  private void all(Instant before, long bytes) {
    while (database.expiringRecords().expire(before, bytes)) {
      // One step after the other.
    }
  }

  private void read(long position) {
    database.incidents().book(List.of(), position);
  }

  private List<Long> positions() {
    return database.records().after(0, 1_000).stream().map(StoredRecord::position).toList();
  }

  private long bytes() {
    return one("select value from counter where name = 'record_bytes'");
  }

  private long sum() {
    return one("select sum(length(body)) from record_batch");
  }

  private long one(String query) {
    return database.sql().read(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }
}
