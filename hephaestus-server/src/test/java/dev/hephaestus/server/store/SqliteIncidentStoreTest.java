package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.incident.Findings;
import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentFilter;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.incident.LearnedTemplate;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
    SqlIncidentStore small = small();
    String kept = "";
    for (int i = 1; i <= 40; i++) {
      String id = small.book(List.of(of(i, i, Threshold.DEFAULT)), i).get(0).id();
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

  @Test
  void ofMoreThanThereIsRoomForOnlyThoseThatAreKeptAreHandedOn() {
    SqlIncidentStore small = small();
    List<Sighting> many =
        IntStream.rangeClosed(1, 35).mapToObj(i -> of(i, i, Threshold.DEFAULT)).toList();

    List<Incident> made = small.book(many, 35);

    assertThat(made).hasSize(10);
    assertThat(made).allMatch(incident -> small.find(incident.id()).isPresent());
    assertThat(small.others(TestObjects.SESSION.nodeId()))
        .isEqualTo(new IncidentStore.Others(25, 25));
    // One that is still kept counts on; one that was let go is an incident again.
    assertThat(small.book(List.of(of(36, 35, Threshold.DEFAULT)), 36)).isEmpty();
    assertThat(small.find(made.getLast().id()).orElseThrow().count()).isEqualTo(2);
    assertThat(small.book(List.of(of(37, 1, Threshold.DEFAULT)), 37)).hasSize(1);
  }

  @Test
  void runsThatLedNowhereGoNextAndThoseThatAreOpenOrSolvedStay() {
    SqlIncidentStore small = small();
    List<String> ids = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      ids.add(small.book(List.of(of(i, i, Threshold.DEFAULT)), i).get(0).id());
      database.runs().addIfNoneOpen(TestObjects.run("r" + i, ids.getLast(), RunState.QUEUED));
      if (i > 2) {
        database.runs().update(TestObjects.run("r" + i, ids.getLast(), RunState.FAILED));
      }
    }
    database.runs().keep("r3", TestObjects.solution("s3"));

    List<Incident> made = small.book(List.of(of(11, 11, Threshold.DEFAULT)), 11);

    // The fourth is the oldest that has neither an open run nor a solution.
    assertThat(ids).filteredOn(id -> small.find(id).isEmpty()).containsExactly(ids.get(3));
    assertThat(database.runs().find("r4")).isEmpty();
    assertThat(small.find(made.get(0).id())).isPresent();
  }

  @Test
  void aBookingThatWasRolledBackIsBookedWholeTheNextTime() {
    SqlIncidentStore small = small();
    Sighting one = of(1, 1, Threshold.DEFAULT);
    LearnedTemplate broken = new LearnedTemplate("n", "l", "f", "t");
    database.sql().write(handle -> handle.execute("alter table learned_template rename to hidden"));
    Findings findings = Findings.of(List.of(one), 1);
    Findings failing = new Findings(findings.groups(), List.of(broken), 1);
    assertThatThrownBy(() -> small.book(failing)).isInstanceOf(RuntimeException.class);
    database.sql().write(handle -> handle.execute("alter table hidden rename to learned_template"));
    assertThat(small.position()).isZero();

    assertThat(small.book(failing).made()).extracting(Incident::count).containsExactly(1L);
    assertThat(rows("node_release")).isEqualTo(1);
  }

  @Test
  void triggersThatWaitForTheirLikeAreBounded() {
    SqlIncidentStore small = small();
    Threshold two = new Threshold(Level.ERROR, 2, Duration.ofHours(1));
    for (int i = 1; i <= 200; i++) {
      small.book(List.of(of(i, i, two)), i);
    }
    assertThat(rows("pending_trigger")).isBetween(20, 25);
    // The newest are those that are kept.
    assertThat(small.book(List.of(of(201, 200, two)), 201)).hasSize(1);
    assertThat(small.book(List.of(of(202, 1, two)), 202)).isEmpty();
  }

  private int rows(String table) {
    return database
        .sql()
        .read(
            handle ->
                handle.createQuery("select count(*) from " + table).mapTo(Integer.class).one());
  }

  private SqlIncidentStore small() {
    return new SqlIncidentStore(database.sql(), Clock.systemUTC(), database.ids()::next, 10, 20);
  }

  private static Sighting of(int position, int fault, Threshold threshold) {
    LogRecord record =
        LogRecord.of(TestObjects.NOON.plusSeconds(position), Level.ERROR, "l", "m", null);
    StoredRecord stored =
        new StoredRecord(position, TestObjects.SESSION, position, TestObjects.RESOURCE, record);
    return new Sighting(stored, new Fingerprint(String.format("%032x", fault)), "t", threshold);
  }

  private static Sighting sighting(StoredRecord record, Threshold threshold) {
    return new Sighting(record, new Fingerprint("f".repeat(32)), "title", threshold);
  }
}
