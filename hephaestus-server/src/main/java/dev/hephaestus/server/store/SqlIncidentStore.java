package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.incident.Sighting;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.security.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
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

/** The incidents in SQL. */
final class SqlIncidentStore implements IncidentStore {
  private static final String COLUMNS =
      "id, node_id, fingerprint, state, occurrences, first_seen, last_seen, body, sample";

  private final Sql sql;
  private final PendingTriggers pending;
  private final Supplier<String> ids;

  SqlIncidentStore(Sql sql, Clock clock, Supplier<String> ids) {
    this.sql = sql;
    this.pending = new PendingTriggers(clock);
    this.ids = ids;
  }

  @Override
  public long position() {
    return sql.read(SqlIncidentStore::position);
  }

  private static long position(Handle handle) {
    return handle
        .createQuery("select value from counter where name = 'detected'")
        .mapTo(long.class)
        .one();
  }

  @Override
  public List<Incident> book(List<Sighting> sightings, long position) {
    return sql.write(
        handle -> {
          long booked = position(handle);
          List<Incident> made = new ArrayList<>();
          for (List<Sighting> alike : alike(sightings, booked)) {
            book(handle, alike).ifPresent(made::add);
          }
          if (!sightings.isEmpty()) {
            pending.forgetOld(handle);
          }
          handle.execute(
              "update counter set value = ? where name = 'detected'", Math.max(booked, position));
          return made;
        });
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

  private Optional<Incident> book(Handle handle, List<Sighting> alike) {
    String nodeId = alike.get(0).record().session().nodeId();
    Fingerprint fingerprint = alike.get(0).fingerprint();
    Optional<Incident> known =
        handle
            .createQuery(
                "select "
                    + COLUMNS
                    + " from incident where node_id = :node and fingerprint = :fingerprint")
            .bind("node", nodeId)
            .bind("fingerprint", fingerprint.hex())
            .map((row, context) -> incident(row))
            .findOne();
    if (known.isPresent()) {
      raise(handle, known.get(), alike);
      return Optional.empty();
    }
    return pending
        .add(handle, nodeId, fingerprint, alike)
        .map(reached -> make(handle, alike.get(0), reached));
  }

  private static void raise(Handle handle, Incident incident, List<Sighting> alike) {
    Instant first = incident.firstSeen();
    Instant last = incident.lastSeen();
    for (Sighting sighting : alike) {
      Instant time = sighting.record().record().time();
      first = time.isBefore(first) ? time : first;
      last = time.isAfter(last) ? time : last;
    }
    handle
        .createUpdate(
            "update incident set occurrences = occurrences + :more, first_seen = :first,"
                + " last_seen = :last where id = :id")
        .bind("more", alike.size())
        .bind("first", first.toString())
        .bind("last", last.toString())
        .bind("id", incident.id())
        .execute();
  }

  private Incident make(Handle handle, Sighting sighting, PendingTriggers.Reached reached) {
    StoredRecord sample = reached.sample();
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
    handle
        .createUpdate(
            "insert into incident ("
                + COLUMNS
                + ") values (:id, :node, :fingerprint, :state, :count, :first, :last, :body,"
                + " :sample)")
        .bind("id", incident.id())
        .bind("node", incident.nodeId())
        .bind("fingerprint", incident.fingerprint().hex())
        .bind("state", incident.state().name())
        .bind("count", incident.count())
        .bind("first", incident.firstSeen().toString())
        .bind("last", incident.lastSeen().toString())
        .bind("body", IncidentDocument.write(incident))
        .bind("sample", RecordCodec.encode(List.of(incident.sample())))
        .execute();
    return incident;
  }

  @Override
  public Optional<Incident> find(String id) {
    return sql.read(
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from incident where id = :id")
                .bind("id", id)
                .map((row, context) -> incident(row))
                .findOne());
  }

  @Override
  public List<Incident> list(Optional<String> nodeId, String beforeId, int limit) {
    return sql.read(
        handle ->
            Sql.page(handle, COLUMNS, "incident", "node_id", nodeId, beforeId, limit)
                .map((row, context) -> incident(row))
                .list());
  }

  @Override
  public List<Incident> list(Scope scope, Optional<String> nodeId, String beforeId, int limit) {
    String within = Owners.within(scope, "incident.node_id");
    return sql.read(
        handle ->
            Owners.bind(
                    Sql.page(
                        handle, COLUMNS, "incident", "node_id", nodeId, beforeId, limit, within),
                    scope)
                .map((row, context) -> incident(row))
                .list());
  }

  @Override
  public List<Incident> unworked(String afterId, int limit) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from incident where state = 'NEW' and id > :after"
                        + " and not exists"
                        + " (select 1 from run where incident_id = incident.id and ended)"
                        + " order by id limit :limit")
                .bind("after", afterId)
                .bind("limit", limit)
                .map((row, context) -> incident(row))
                .list());
  }

  @Override
  public void move(String id, IncidentState state) {
    sql.write(
        handle -> handle.execute("update incident set state = ? where id = ?", state.name(), id));
  }

  private static Incident incident(ResultSet row) throws SQLException {
    return IncidentDocument.read(
        row.getString("body"),
        new IncidentDocument.Columns(
            row.getString("id"),
            row.getString("node_id"),
            new Fingerprint(row.getString("fingerprint")),
            IncidentState.valueOf(row.getString("state")),
            row.getLong("occurrences"),
            Instant.parse(row.getString("first_seen")),
            Instant.parse(row.getString("last_seen")),
            RecordCodec.decode(row.getBytes("sample")).get(0)));
  }
}
