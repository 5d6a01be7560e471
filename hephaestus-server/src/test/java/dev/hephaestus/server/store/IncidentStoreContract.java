package dev.hephaestus.server.store;

import static dev.hephaestus.server.store.TestObjects.NOON;
import static dev.hephaestus.server.store.TestObjects.RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.incident.Booking;
import dev.hephaestus.server.incident.Facts;
import dev.hephaestus.server.incident.Findings;
import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Fingerprinter;
import dev.hephaestus.server.incident.Fix;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentDetails;
import dev.hephaestus.server.incident.IncidentFilter;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.incident.LearnedTemplate;
import dev.hephaestus.server.incident.Mute;
import dev.hephaestus.server.incident.Rules;
import dev.hephaestus.server.incident.Sighting;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.node.Threshold;
import dev.hephaestus.server.security.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    assertThat(store().list(Scope.LOCAL, ofNode(Optional.empty()), "", 10)).hasSize(1);
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

    List<Incident> first = store().list(Scope.LOCAL, ofNode(Optional.empty()), "", 3);
    assertThat(first).extracting(Incident::id).containsExactly(ids.get(4), ids.get(3), ids.get(2));
    assertThat(store().list(Scope.LOCAL, ofNode(Optional.empty()), first.get(2).id(), 3))
        .extracting(Incident::id)
        .containsExactly(ids.get(1), ids.get(0));
    assertThat(store().list(Scope.LOCAL, ofNode(Optional.of("odd")), "", 10))
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

  @Test
  void factsAreKeptOverTime() {
    String id = store().book(List.of(at(1, 0), at(2, 61), in("1.5", 3, 7_300)), 3).get(0).id();
    store().book(List.of(in("1.5", 4, 90_000)), 4);

    IncidentDetails details = store().details(id).orElseThrow();
    Facts facts = details.facts();
    assertThat(facts.counts().minutes()).hasSize(1);
    assertThat(facts.counts().hours().values()).containsExactly(2L, 1L, 1L);
    assertThat(facts.counts().days().values()).containsExactly(3L, 1L);
    assertThat(facts.releases()).extracting(Facts.Seen::count).containsExactly(2L, 2L);
    assertThat(facts.hosts()).containsEntry("host-1", 4L);
    assertThat(details.last().message()).isEqualTo("at 4");
    assertThat(details.incident().sample().message()).isEqualTo("at 1");
  }

  @Test
  void theWorstRecordIsKeptToo() {
    String id = store().book(List.of(at(1, 0)), 1).get(0).id();
    LogRecord fatal = LogRecord.of(NOON, Level.FATAL, "l", "worst", TestObjects.thrown());
    store().book(List.of(sighting("n", 2, 'a', RESOURCE, fatal), at(3, 1)), 3);

    IncidentDetails details = store().details(id).orElseThrow();
    assertThat(details.worst().message()).isEqualTo("worst");
    assertThat(details.last().message()).isEqualTo("at 3");
  }

  @Test
  void manyReleasesAndHostsAreBounded() {
    List<Sighting> sightings = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      Resource resource = new Resource("s", "1." + i, "", "h" + i, Map.of());
      LogRecord record = LogRecord.of(NOON.plusSeconds(i), Level.ERROR, "l", "m", null);
      sightings.add(sighting("n", i, 'a', resource, record));
    }
    String id = store().book(sightings, 100).get(0).id();

    Facts facts = store().details(id).orElseThrow().facts();
    assertThat(facts.releases()).hasSize(Facts.MOST);
    assertThat(facts.releases().getLast().release().version()).isEqualTo("1.100");
    assertThat(facts.hosts()).hasSize(Facts.MOST);
    assertThat(facts.otherHosts()).isEqualTo(80);
  }

  @Test
  void anIncidentThatIsMutedWakesAfterSoManyMore() {
    String id = store().book(List.of(at(1, 0)), 1).get(0).id();
    assertThat(store().mute(id, new Mute(NOON, Optional.empty(), 3, false))).isTrue();

    assertThat(store().book(Findings.of(List.of(at(2, 1)), 2)).woken()).isEmpty();
    assertThat(store().find(id).orElseThrow().state()).isEqualTo(IncidentState.MUTED);
    Booking booking = store().book(Findings.of(List.of(at(3, 2)), 3));
    assertThat(booking.woken()).extracting(Incident::state).containsExactly(IncidentState.ONGOING);
    assertThat(store().details(id).orElseThrow().mute()).isEmpty();
  }

  @Test
  void anIncidentThatIsMutedWakesInANewRelease() {
    String id = store().book(List.of(at(1, 0)), 1).get(0).id();
    store().mute(id, new Mute(NOON.plusSeconds(10), Optional.empty(), 0, true));

    assertThat(store().book(Findings.of(List.of(at(2, 20)), 2)).woken()).isEmpty();
    assertThat(store().book(Findings.of(List.of(in("2.0", 3, 30)), 3)).woken()).hasSize(1);
  }

  @Test
  void anIncidentThatIsMutedForGoodOrForATimeSleeps() {
    String id = store().book(List.of(at(1, 0)), 1).get(0).id();
    Instant past = NOON.minusSeconds(1);
    store().mute(id, new Mute(NOON, Optional.empty(), 0, false));
    assertThat(store().book(Findings.of(List.of(at(2, 1)), 2)).woken()).isEmpty();

    store().mute(id, new Mute(NOON, Optional.of(past), 0, false));
    assertThat(store().book(Findings.of(List.of(at(3, 1)), 3)).woken()).hasSize(1);
  }

  @Test
  void anIncidentWithAFixReturnsOnceForEachRelease() {
    String id = store().book(List.of(at(1, 0)), 1).get(0).id();
    Fix fix = new Fix("", "2.0", NOON.plusSeconds(10));
    assertThat(store().move(id, IncidentState.RESOLVED, fix)).isTrue();

    List<Booking.Return> old = store().book(Findings.of(List.of(at(2, 20)), 2)).returned();
    assertThat(old).extracting(seen -> seen.release().version()).containsExactly("1.4.2");
    assertThat(store().judge(old.get(0), false)).isEmpty();
    assertThat(store().book(Findings.of(List.of(at(3, 21)), 3)).returned()).isEmpty();

    List<Booking.Return> fixed = store().book(Findings.of(List.of(in("2.0", 4, 30)), 4)).returned();
    assertThat(fixed.get(0).since()).isEqualTo(NOON.plusSeconds(30));
    assertThat(store().judge(fixed.get(0), true))
        .map(Incident::state)
        .contains(IncidentState.REGRESSED);
    assertThat(store().unworked("", 9)).extracting(Incident::id).containsExactly(id);
    assertThat(store().judge(fixed.get(0), true)).isEmpty();
  }

  @Test
  void listsByState() {
    String id = store().book(List.of(at(1, 0), sightingOf('b', 2)), 2).get(0).id();
    store().move(id, IncidentState.ONGOING);

    assertThat(
            store()
                .list(
                    Scope.LOCAL,
                    new IncidentFilter(Optional.of("n"), Optional.of(IncidentState.ONGOING)),
                    "",
                    9))
        .extracting(Incident::id)
        .containsExactly(id);
  }

  @Test
  void anIncidentIsFoundByWhatLaterRulesCallItToo() {
    String id = store().book(List.of(at(1, 0)), 1).get(0).id();
    assertThat(store().ofOlderRules(Fingerprinter.RULES, "", 9)).isEmpty();
    assertThat(store().ofOlderRules(Fingerprinter.RULES + 1, "", 9)).hasSize(1);
    store().alias(id, fingerprint('e'), Fingerprinter.RULES + 1);

    assertThat(store().book(List.of(sightingOf('e', 2)), 2)).isEmpty();
    assertThat(store().find(id).orElseThrow().count()).isEqualTo(2);
    assertThat(store().ofOlderRules(Fingerprinter.RULES + 1, "", 9)).isEmpty();
  }

  @Test
  void twoFingerprintsOfOneIncidentInOneBookingCountTogether() {
    String id = store().book(List.of(at(1, 0)), 1).get(0).id();
    store().alias(id, fingerprint('e'), Fingerprinter.RULES + 1);

    assertThat(store().book(List.of(at(2, 5), sightingOf('e', 3), at(4, 6)), 4)).isEmpty();

    assertThat(store().find(id).orElseThrow().count()).isEqualTo(4);
    assertThat(store().details(id).orElseThrow().facts().hosts()).containsEntry("host-1", 4L);
  }

  @Test
  void whatWasLearnedIsKeptWithTheBooking() {
    LearnedTemplate one = new LearnedTemplate("n", "l", "no ann", "no ann");
    LearnedTemplate wider = new LearnedTemplate("n", "l", "no ann", "no <*>");
    LearnedTemplate two = new LearnedTemplate("n", "l", "b", "b");
    store().book(new Findings(List.of(), List.of(one, two), 1));
    store().book(new Findings(List.of(), List.of(wider), 2));

    assertThat(reopened().learned()).containsExactly(wider, two);
  }

  @Test
  void rulesAreKept() {
    Rules rules =
        new Rules(
            List.of(new Rules.LoggerThreshold("shop", THREE_A_MINUTE)),
            List.of(new Rules.Ignored(Rules.By.MESSAGE, "a.*b", Optional.of(NOON))));
    assertThat(store().rules("n")).isEqualTo(Rules.NONE);
    store().setRules("n", rules);

    assertThat(reopened().rules("n")).isEqualTo(rules);
  }

  private static Sighting in(String version, long position, int second) {
    return sighting(
        "n",
        position,
        'a',
        new Resource("s", version, "", "host-1", Map.of()),
        LogRecord.of(NOON.plusSeconds(second), Level.ERROR, "l", "at " + position, null));
  }

  private static Sighting sightingOf(char fingerprint, long position) {
    return sighting("n", position, 0, fingerprint, Threshold.DEFAULT);
  }

  private static Sighting sighting(
      String node, long position, char fingerprint, Resource resource, LogRecord record) {
    return new Sighting(
        new StoredRecord(position, new SessionKey(node, "i", 1), position, resource, record),
        fingerprint(fingerprint),
        "title",
        Threshold.DEFAULT);
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

  private static IncidentFilter ofNode(Optional<String> node) {
    return new IncidentFilter(node, Optional.empty());
  }
}
