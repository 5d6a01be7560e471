package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.Alike;
import dev.hephaestus.server.incident.Booking;
import dev.hephaestus.server.incident.Facts;
import dev.hephaestus.server.incident.Findings;
import dev.hephaestus.server.incident.Fingerprinter;
import dev.hephaestus.server.incident.Fix;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.incident.Mark;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.store.KnownIncidents.Known;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Books what was found in records, within one transaction. */
final class IncidentBooking {
  private final PendingTriggers pending;
  private final NodeReleases releases;
  private final IncidentCap cap;
  private final Supplier<String> ids;
  private final Clock clock;

  IncidentBooking(Clock clock, Supplier<String> ids, int kept, int mostPending) {
    this.pending = new PendingTriggers(clock, mostPending);
    this.releases = new NodeReleases(clock);
    this.cap = new IncidentCap(kept);
    this.ids = ids;
    this.clock = clock;
  }

  /** What a booking has led to so far. */
  private static final class Result {
    final IncidentChanges changes = new IncidentChanges();
    final List<Incident> made = new ArrayList<>();
    final Map<String, List<String>> madeOf = new LinkedHashMap<>();
    final List<String> woken = new ArrayList<>();
    final List<Returned> returned = new ArrayList<>();
  }

  private record Returned(String id, Facts.Seen seen, Instant since, Fix fix) {}

  static long position(Handle handle) {
    return handle
        .createQuery("select value from counter where name = 'detected'")
        .mapTo(long.class)
        .one();
  }

  Booking book(Handle handle, Findings findings) {
    long booked = position(handle);
    // Booked before a crash and read again after it: counted already.
    List<Alike> groups =
        findings.groups().stream().flatMap(alike -> alike.after(booked).stream()).toList();
    KnownIncidents known = KnownIncidents.of(handle, groups);
    Result result = new Result();
    List<Alike> others = new ArrayList<>();
    for (Alike alike : groups) {
      releases.note(handle, alike);
      known
          .find(alike)
          .ifPresentOrElse(
              incident -> known.changed(raise(handle, incident, alike, result)),
              () -> others.add(alike));
    }
    if (!groups.isEmpty()) {
      await(handle, others, result);
    }
    result.changes.write(handle, Fingerprinter.RULES);
    makeRoom(handle, result);
    LearnedTemplates.keep(handle, findings.learned());
    handle.execute(
        "update counter set value = ? where name = 'detected'",
        Math.max(booked, findings.position()));
    return booking(handle, result);
  }

  /** A booking was rolled back: what was noted in it is to be noted again. */
  void rolledBack() {
    releases.forget();
  }

  private Known raise(Handle handle, Known known, Alike alike, Result result) {
    Instant first = known.first();
    Instant last = known.last();
    for (Mark mark : alike.marks()) {
      first = mark.time().isBefore(first) ? mark.time() : first;
      last = mark.time().isAfter(last) ? mark.time() : last;
    }
    long count = known.count() + alike.marks().size();
    boolean wakes = known.state() == IncidentState.MUTED && isOver(handle, known, alike, count);
    Known raised =
        new Known(
            known.id(),
            wakes ? IncidentState.ONGOING : known.state(),
            count,
            first,
            last,
            known.facts().plus(alike.marks(), clock.instant()),
            wakes ? known.handling().unmuted() : known.handling());
    result.changes.raise(raised);
    samples(known.id(), known.facts().worst(), alike, result);
    if (wakes) {
      result.woken.add(known.id());
    } else if (raised.state().hasFix() && raised.handling().fix().isPresent()) {
      returned(handle, alike.nodeId(), raised, raised.handling().fix().get(), result);
    }
    return raised;
  }

  private boolean isOver(Handle handle, Known known, Alike alike, long count) {
    return known
        .handling()
        .mute()
        .map(
            mute ->
                mute.isOver(clock.instant(), count, releases.anySince(handle, alike, mute.since())))
        .orElse(true);
  }

  private void returned(Handle handle, String nodeId, Known known, Fix fix, Result result) {
    for (Facts.Seen seen : known.facts().releases()) {
      boolean isAfter = seen.last().isAfter(fix.at());
      if (!seen.judged() && isAfter) {
        Instant since = releases.firstSeen(handle, nodeId, seen.release()).orElse(seen.first());
        result.returned.add(new Returned(known.id(), seen, since, fix));
      }
    }
  }

  /** The last, and the worst where one of these is worse than those before. */
  private static void samples(String id, int worstBefore, Alike alike, Result result) {
    result.changes.keepSample(id, "last", alike.last().record());
    if (alike.worstRank() > worstBefore) {
      result.changes.keepSample(id, "worst", alike.worst().record());
    }
  }

  /** Sightings make incidents when there are enough of their like. */
  private void await(Handle handle, List<Alike> groups, Result result) {
    PendingRows rows = pending.rows(handle, groups);
    for (Alike alike : groups) {
      pending.add(handle, alike, rows).ifPresent(reached -> make(alike, reached, result));
    }
    pending.write(handle, rows);
  }

  private void make(Alike alike, PendingTriggers.Reached reached, Result result) {
    StoredRecord sample = reached.sample();
    Incident incident =
        new Incident(
            ids.get(),
            sample.session().nodeId(),
            alike.fingerprint(),
            alike.title(),
            IncidentState.NEW,
            reached.count(),
            reached.first(),
            reached.last(),
            sample.resource(),
            sample.record());
    result.changes.make(incident, Facts.NONE.plus(alike.marks(), clock.instant()));
    if (alike.marks().size() > 1) {
      samples(incident.id(), Facts.rank(sample.record()), alike, result);
    }
    result.made.add(incident);
    result.madeOf.computeIfAbsent(incident.nodeId(), node -> new ArrayList<>()).add(incident.id());
  }

  private void makeRoom(Handle handle, Result result) {
    Set<String> folded = new HashSet<>();
    result.madeOf.forEach((node, made) -> folded.addAll(cap.made(handle, node, made)));
    // Of more than there is room for, some are let go at once.
    result.made.removeIf(incident -> folded.contains(incident.id()));
  }

  private static Booking booking(Handle handle, Result result) {
    List<Booking.Return> returned = new ArrayList<>();
    for (Returned each : result.returned) {
      IncidentRows.find(handle, each.id)
          .ifPresent(
              incident ->
                  returned.add(
                      new Booking.Return(incident, each.seen.release(), each.since, each.fix)));
    }
    List<Incident> woken =
        result.woken.stream().flatMap(id -> IncidentRows.find(handle, id).stream()).toList();
    return new Booking(result.made, woken, returned);
  }
}
