package dev.hephaestus.server.store;

import static dev.hephaestus.server.store.TestObjects.NOON;
import static dev.hephaestus.server.store.TestObjects.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.incident.Sighting;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.node.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of incidents does. */
abstract class IncidentStoreContract {
  private static final Threshold THREE_A_MINUTE =
      new Threshold(Level.ERROR, 3, Duration.ofMinutes(1));

  abstract IncidentStore store();

  /** The store as it is after the server was ended and started again. */
  abstract IncidentStore reopened();

  @Test
  void theFirstSightingMakesAnIncidentWithEveryField() {
    LogRecord record = TestObjects.full();
    Sighting sighting =
        new Sighting(
            new StoredRecord(5, TestObjects.SESSION, 9, RESOURCE, record),
            fingerprint('a'),
            "NullPointerException \u0000 here",
            Threshold.DEFAULT);

    List<Incident> made = store().book(List.of(sighting), 6);

    assertThat(made).hasSize(1);
    Incident incident = made.get(0);
    assertThat(incident)
        .isEqualTo(
            new Incident(
                incident.id(),
                "node-1",
                fingerprint('a'),
                "NullPointerException \u0000 here",
                IncidentState.NEW,
                1,
                record.time(),
                record.time(),
                RESOURCE,
                record));
    assertThat(store().find(incident.id())).contains(incident);
    assertThat(store().position()).isEqualTo(6);
  }

  @Test
  void moreOfTheSameRaiseTheCountAndMakeNoIncident() {
    Incident incident = store().book(List.of(at(1, 10), at(2, 20)), 2).get(0);

    assertThat(store().book(List.of(at(3, 5), at(4, 40)), 4)).isEmpty();

    Incident raised = store().find(incident.id()).orElseThrow();
    assertThat(raised.count()).isEqualTo(4);
    assertThat(raised.firstSeen()).isEqualTo(NOON.plusSeconds(5));
    assertThat(raised.lastSeen()).isEqualTo(NOON.plusSeconds(40));
    assertThat(store().list(Optional.empty(), "", 10)).hasSize(1);
  }

  @Test
  void anIncidentIsOneForEachNodeAndFingerprint() {
    List<Incident> made =
        store()
            .book(
                List.of(
                    sighting("n1", 1, 0, 'a', Threshold.DEFAULT),
                    sighting("n2", 2, 0, 'a', Threshold.DEFAULT),
                    sighting("n1", 3, 0, 'b', Threshold.DEFAULT),
                    sighting("n1", 4, 0, 'a', Threshold.DEFAULT)),
                4);

    assertThat(made).extracting(Incident::nodeId).containsExactly("n1", "n2", "n1");
    assertThat(made).extracting(Incident::count).containsExactly(2L, 1L, 1L);
    assertThat(made).extracting(Incident::id).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aThresholdIsReachedByEnoughWithinTheWindowAlsoAfterARestart() {
    assertThat(store().book(List.of(below(1, 0)), 1)).isEmpty();
    assertThat(store().book(List.of(below(2, 30)), 2)).isEmpty();

    List<Incident> made = reopened().book(List.of(below(3, 59)), 3);

    assertThat(made).extracting(Incident::count).containsExactly(3L);
    assertThat(made.get(0).firstSeen()).isEqualTo(NOON);
    assertThat(made.get(0).lastSeen()).isEqualTo(NOON.plusSeconds(59));
  }

  @Test
  void triggersOutsideTheWindowDoNotCount() {
    store().book(List.of(below(1, 0), below(2, 30)), 2);

    assertThat(store().book(List.of(below(3, 60)), 3)).isEmpty();
    // Now 30, 60 and 70 are within a minute.
    assertThat(store().book(List.of(below(4, 70)), 4))
        .extracting(Incident::count)
        .containsExactly(3L);
  }

  @Test
  void aLateTriggerCountsWhereItWasLogged() {
    store().book(List.of(below(1, 600), below(2, 610)), 2);

    assertThat(store().book(List.of(below(3, 10)), 3)).isEmpty();
    assertThat(store().book(List.of(below(4, 605)), 4)).hasSize(1);
  }

  @Test
  void aThresholdReachedInTheMiddleOfABookingCountsTheRest() {
    List<Incident> made =
        store()
            .book(List.of(below(1, 0), below(2, 1), below(3, 2), below(4, 600), below(5, 601)), 5);

    assertThat(made).extracting(Incident::count).containsExactly(5L);
    assertThat(made.get(0).lastSeen()).isEqualTo(NOON.plusSeconds(601));
  }

  @Test
  void sightingsThatWereBookedBeforeACrashAreNotBookedAgain() {
    Incident incident = store().book(List.of(at(1, 0), at(2, 0)), 2).get(0);

    IncidentStore after = reopened();
    assertThat(after.position()).isEqualTo(2);
    assertThat(after.book(List.of(at(1, 0), at(2, 0), at(3, 0)), 3)).isEmpty();

    assertThat(after.find(incident.id()).orElseThrow().count()).isEqualTo(3);
  }

  @Test
  void timesAtTheEndsOfTimeAreBookedLikeOthers() {
    List<Sighting> sightings = new ArrayList<>();
    for (Instant time : List.of(Instant.MIN, Instant.MAX, NOON)) {
      long position = sightings.size() + 1L;
      LogRecord record = LogRecord.of(time, Level.ERROR, "l", "m", null);
      sightings.add(
          new Sighting(
              new StoredRecord(position, TestObjects.SESSION, position, RESOURCE, record),
              fingerprint('a'),
              "title",
              THREE_A_MINUTE));
    }
    assertThat(store().book(sightings, 3)).isEmpty();

    assertThat(store().book(List.of(at(4, 0)), 4)).hasSize(1);
  }

  @Test
  void thePositionNeverGoesBack() {
    store().book(List.of(), 10);
    store().book(List.of(), 4);

    assertThat(store().position()).isEqualTo(10);
  }

  @Test
  void listsNewestFirstPageByPageAndByNode() {
    List<Sighting> sightings = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sightings.add(
          sighting(i % 2 == 0 ? "even" : "odd", i + 1, 0, (char) ('a' + i), Threshold.DEFAULT));
    }
    List<String> ids = store().book(sightings, 5).stream().map(Incident::id).toList();

    List<Incident> first = store().list(Optional.empty(), "", 3);
    assertThat(first).extracting(Incident::id).containsExactly(ids.get(4), ids.get(3), ids.get(2));
    assertThat(store().list(Optional.empty(), first.get(2).id(), 3))
        .extracting(Incident::id)
        .containsExactly(ids.get(1), ids.get(0));
    assertThat(store().list(Optional.of("odd"), "", 10))
        .extracting(Incident::id)
        .containsExactly(ids.get(3), ids.get(1));
  }

  @Test
  void unworkedIncidentsAreThoseStillNewOldestFirst() {
    List<String> ids =
        store()
            .book(
                List.of(
                    sighting("n", 1, 0, 'a', Threshold.DEFAULT),
                    sighting("n", 2, 0, 'b', Threshold.DEFAULT),
                    sighting("n", 3, 0, 'c', Threshold.DEFAULT)),
                3)
            .stream()
            .map(Incident::id)
            .toList();
    store().move(ids.get(1), IncidentState.FIXING);

    assertThat(store().unworked("", 10))
        .extracting(Incident::id)
        .containsExactly(ids.get(0), ids.get(2));
    assertThat(store().unworked(ids.get(0), 10))
        .extracting(Incident::id)
        .containsExactly(ids.get(2));
    assertThat(store().unworked("", 1)).hasSize(1);
  }

  @Test
  void movesAnIncident() {
    String id = store().book(List.of(at(1, 0)), 1).get(0).id();
    assertThat(store().move(id, IncidentState.FIXING)).isTrue();
    assertThat(store().move(id, IncidentState.FIX_PROPOSED)).isTrue();
    assertThat(store().move(id, IncidentState.NEW)).isFalse();
    assertThat(store().move("no-such-incident", IncidentState.ONGOING)).isFalse();

    assertThat(store().find(id).orElseThrow().state()).isEqualTo(IncidentState.FIX_PROPOSED);
  }

  private static Sighting at(long position, int second) {
    return sighting("n", position, second, 'a', Threshold.DEFAULT);
  }

  private static Sighting below(long position, int second) {
    return sighting("n", position, second, 'a', THREE_A_MINUTE);
  }

  private static Sighting sighting(
      String node, long position, int second, char fingerprint, Threshold threshold) {
    LogRecord record =
        LogRecord.of(NOON.plusSeconds(second), Level.ERROR, "l", "at " + position, null);
    return new Sighting(
        new StoredRecord(position, new SessionKey(node, "i", 1), position, RESOURCE, record),
        fingerprint(fingerprint),
        "title",
        threshold);
  }

  private static Fingerprint fingerprint(char digit) {
    return new Fingerprint(Character.toString(digit).repeat(32));
  }
}
