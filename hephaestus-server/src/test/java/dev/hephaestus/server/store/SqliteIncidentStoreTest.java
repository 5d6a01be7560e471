package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentFilter;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.incident.Mute;
import dev.hephaestus.server.incident.Sighting;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.RecordBatch;
import dev.hephaestus.server.ingest.RecordStore;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.node.Threshold;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.security.Scope;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteIncidentStoreTest extends IncidentStoreContract {
  @TempDir private Path directory;
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(directory);
    for (String node : List.of(TestObjects.SESSION.nodeId(), "n", "even", "odd")) {
      database
          .sql()
          .write(
              handle ->
                  handle.execute(
                      "insert into node_owner (node_id, tenant, repository) values (?, ?, '')",
                      node,
                      Scope.DEFAULT_TENANT));
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  IncidentStore store() {
    return database.incidents();
  }

  @Override
  IncidentStore reopened() {
    database.close();
    database = Database.open(directory);
    return database.incidents();
  }

  @Test
  void theSampleIsTheFirstTriggerAlsoWhenItWasBookedEarlier() {
    RecordStore records = database.records();
    records.open(TestObjects.SESSION, TestObjects.RESOURCE);
    LogRecord first = TestObjects.full();
    LogRecord second = TestObjects.record("second");
    records.append(new RecordBatch(TestObjects.SESSION, 1, List.of(first, second)));
    List<StoredRecord> stored = records.after(0, 2);
    Threshold two = new Threshold(Level.ERROR, 2, Duration.ofMinutes(5));

    assertThat(store().book(List.of(sighting(stored.get(0), two)), 1)).isEmpty();
    List<Incident> made = store().book(List.of(sighting(stored.get(1), two)), 2);

    assertThat(made).extracting(Incident::sample).containsExactly(first);
  }

  @Test
  void anIncidentThatHasARunIsNotUnworked() {
    Incident incident =
        store()
            .book(
                List.of(
                    sighting(
                        new StoredRecord(
                            1, TestObjects.SESSION, 1, TestObjects.RESOURCE, TestObjects.full()),
                        Threshold.DEFAULT)),
                1)
            .get(0);
    assertThat(store().unworked("", 10)).containsExactly(incident);
    database.runs().addIfNoneOpen(TestObjects.run("r1", incident.id(), RunState.QUEUED));
    assertThat(store().unworked("", 10)).isEmpty();

    database.runs().update(TestObjects.run("r1", incident.id(), RunState.FAILED));
    assertThat(store().unworked("", 10)).isEmpty();
  }

  @Test
  void whereThereIsNoRoomTheOldestThatNobodyTouchedBecomeACount() {
    SqlIncidentStore small =
        new SqlIncidentStore(database.sql(), Clock.systemUTC(), database.ids()::next, 10);
    String kept = "";
    for (int i = 1; i <= 40; i++) {
      LogRecord record = LogRecord.of(TestObjects.NOON.plusSeconds(i), Level.ERROR, "l", "m", null);
      StoredRecord stored =
          new StoredRecord(i, TestObjects.SESSION, i, TestObjects.RESOURCE, record);
      Sighting sighting =
          new Sighting(stored, new Fingerprint(String.format("%032x", i)), "t", Threshold.DEFAULT);
      String id = small.book(List.of(sighting), i).get(0).id();
      if (i == 1) {
        kept = id;
        small.mute(id, new Mute(TestObjects.NOON, Optional.empty(), 0, false));
      }
    }

    List<Incident> left =
        small.list(Scope.LOCAL, new IncidentFilter(Optional.empty(), Optional.empty()), "", 100);
    assertThat(left).hasSize(10);
    assertThat(left.getLast().id()).isEqualTo(kept);
    assertThat(small.others(TestObjects.SESSION.nodeId()))
        .isEqualTo(new IncidentStore.Others(30, 30));
  }

  private static Sighting sighting(StoredRecord record, Threshold threshold) {
    return new Sighting(record, new Fingerprint("f".repeat(32)), "title", threshold);
  }
}
