package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.Booking;
import dev.hephaestus.server.incident.Facts;
import dev.hephaestus.server.incident.Findings;
import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Fingerprinter;
import dev.hephaestus.server.incident.Fix;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.incident.Sighting;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.StoredRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Books what was found in a page of records, within one transaction. */
final class IncidentBooking {
  private final PendingTriggers pending;
  private final NodeReleases releases;
  private final IncidentCap cap;
  private final Supplier<String> ids;
  private final Clock clock;

  IncidentBooking(Clock clock, Supplier<String> ids, int kept) {
    this.pending = new PendingTriggers(clock);
    this.releases = new NodeReleases(clock);
    this.cap = new IncidentCap(kept);
    this.ids = ids;
    this.clock = clock;
  }

  /** What a booking has led to so far. */
  private static final class Result {
    final List<Incident> made = new ArrayList<>();
    final List<Incident> woken = new ArrayList<>();
    final List<Booking.Return> returned = new ArrayList<>();
  }

  /** What of a known incident a sighting can change. */
  private record Known(
      String id,
      IncidentState state,
      long count,
      Instant first,
      Instant last,
      Facts facts,
      Handling handling) {}

  static long position(Handle handle) {
    return handle
        .createQuery("select value from counter where name = 'detected'")
        .mapTo(long.class)
        .one();
  }

  Booking book(Handle handle, Findings findings) {
    long booked = position(handle);
    Result result = new Result();
    for (List<Sighting> alike : alike(findings.sightings(), booked)) {
      book(handle, alike, result);
    }
    if (!findings.sightings().isEmpty()) {
      pending.forgetOld(handle);
    }
    LearnedTemplates.keep(handle, findings.learned());
    handle.execute(
        "update counter set value = ? where name = 'detected'",
        Math.max(booked, findings.position()));
    return new Booking(result.made, result.woken, result.returned);
  }

  /** The sightings above the position, those of one node and fingerprint together. */
  private static Collection<List<Sighting>> alike(List<Sighting> sightings, long position) {
    Map<List<String>, List<Sighting>> groups = new LinkedHashMap<>();
    for (Sighting sighting : sightings) {
      // Booked before a crash and read again after it: counted already.
      if (sighting.record().position() > position) {
        List<String> key =
            List.of(sighting.record().session().nodeId(), sighting.fingerprint().hex());
        groups.computeIfAbsent(key, k -> new ArrayList<>()).add(sighting);
      }
    }
    return groups.values();
  }

  private void book(Handle handle, List<Sighting> alike, Result result) {
    String nodeId = alike.get(0).record().session().nodeId();
    Fingerprint fingerprint = alike.get(0).fingerprint();
    releases.note(handle, alike);
    Optional<Known> known =
        handle
            .createQuery(
                "select i.id, i.state, i.occurrences, i.first_seen, i.last_seen, i.facts,"
                    + " i.handling from incident_fingerprint f join incident i"
                    + " on i.id = f.incident_id"
                    + " where f.node_id = :node and f.fingerprint = :fingerprint")
            .bind("node", nodeId)
            .bind("fingerprint", fingerprint.hex())
            .map(
                (row, context) ->
                    new Known(
                        row.getString("id"),
                        IncidentState.valueOf(row.getString("state")),
                        row.getLong("occurrences"),
                        Instant.parse(row.getString("first_seen")),
                        Instant.parse(row.getString("last_seen")),
                        FactsDocument.read(row.getString("facts")),
                        Handling.read(row.getString("handling"))))
            .findOne();
    if (known.isPresent()) {
      raise(handle, nodeId, known.get(), alike, result);
    } else {
      pending
          .add(handle, nodeId, fingerprint, alike)
          .ifPresent(reached -> result.made.add(make(handle, alike, reached)));
    }
  }

  private void raise(
      Handle handle, String nodeId, Known known, List<Sighting> alike, Result result) {
    Instant first = known.first;
    Instant last = known.last;
    for (Sighting sighting : alike) {
      Instant time = sighting.record().record().time();
      first = time.isBefore(first) ? time : first;
      last = time.isAfter(last) ? time : last;
    }
    Facts facts = known.facts.plus(alike, clock.instant());
    long count = known.count + alike.size();
    boolean wakes = known.state == IncidentState.MUTED && isOver(handle, nodeId, known, alike);
    handle
        .createUpdate(
            "update incident set occurrences = :count, first_seen = :first, last_seen = :last,"
                + " facts = :facts, state = :state, handling = :handling where id = :id")
        .bind("count", count)
        .bind("first", first.toString())
        .bind("last", last.toString())
        .bind("facts", FactsDocument.write(facts))
        .bind("state", (wakes ? IncidentState.ONGOING : known.state).name())
        .bind("handling", (wakes ? known.handling.unmuted() : known.handling).write())
        .bind("id", known.id)
        .execute();
    samples(handle, known, alike);
    if (wakes) {
      IncidentRows.find(handle, known.id).ifPresent(result.woken::add);
    } else if (known.state.hasFix() && known.handling.fix().isPresent()) {
      returned(handle, nodeId, known.id, known.handling.fix().get(), facts, result);
    }
  }

  private boolean isOver(Handle handle, String nodeId, Known known, List<Sighting> alike) {
    return known
        .handling
        .mute()
        .map(
            mute ->
                mute.isOver(
                    clock.instant(),
                    known.count + alike.size(),
                    releases.anySince(handle, nodeId, alike, mute.since())))
        .orElse(true);
  }

  private void returned(
      Handle handle, String nodeId, String id, Fix fix, Facts facts, Result result) {
    for (Facts.Seen seen : facts.releases()) {
      boolean isAfter = seen.last().isAfter(fix.at());
      if (!seen.judged() && isAfter) {
        Instant since = releases.firstSeen(handle, nodeId, seen.release()).orElse(seen.first());
        IncidentRows.find(handle, id)
            .ifPresent(
                incident ->
                    result.returned.add(new Booking.Return(incident, seen.release(), since, fix)));
      }
    }
  }

  /** The last, and the worst where one of these is worse than those before. */
  private static void samples(Handle handle, Known known, List<Sighting> alike) {
    LogRecord last = alike.get(alike.size() - 1).record().record();
    IncidentRows.keepSample(handle, known.id, "last", last);
    int worst = known.facts.worst();
    LogRecord worse = null;
    for (Sighting sighting : alike) {
      int rank = Facts.rank(sighting.record().record());
      if (rank > worst) {
        worst = rank;
        worse = sighting.record().record();
      }
    }
    if (worse != null) {
      IncidentRows.keepSample(handle, known.id, "worst", worse);
    }
  }

  private Incident make(Handle handle, List<Sighting> alike, PendingTriggers.Reached reached) {
    StoredRecord sample = reached.sample();
    Sighting sighting = alike.get(0);
    Incident incident =
        new Incident(
            ids.get(),
            sample.session().nodeId(),
            sighting.fingerprint(),
            sighting.title(),
            IncidentState.NEW,
            reached.count(),
            reached.first(),
            reached.last(),
            sample.resource(),
            sample.record());
    Facts facts = Facts.NONE.plus(alike, clock.instant());
    IncidentRows.insert(handle, incident, facts, Fingerprinter.RULES);
    if (alike.size() > 1) {
      samples(
          handle,
          new Known(
              incident.id(),
              IncidentState.NEW,
              0,
              reached.first(),
              reached.last(),
              Facts.NONE.plus(List.of(sighting), clock.instant()),
              Handling.NONE),
          alike);
    }
    cap.made(handle, incident.nodeId());
    return incident;
  }
}
