package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.Booking;
import dev.hephaestus.server.incident.Findings;
import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Fix;
import dev.hephaestus.server.incident.Incident;
import dev.hephaestus.server.incident.IncidentDetails;
import dev.hephaestus.server.incident.IncidentFilter;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.incident.LearnedTemplate;
import dev.hephaestus.server.incident.Mute;
import dev.hephaestus.server.incident.Rules;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.security.Scope;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The incidents in SQL. */
final class SqlIncidentStore implements IncidentStore {
  private final Sql sql;
  private final IncidentBooking booking;

  SqlIncidentStore(Sql sql, Clock clock, Supplier<String> ids) {
    this(sql, clock, ids, IncidentCap.KEPT, PendingTriggers.MOST);
  }

  /**
   * @param kept how many incidents of a node are kept
   * @param mostPending how many triggers below their threshold are kept of a node
   */
  SqlIncidentStore(Sql sql, Clock clock, Supplier<String> ids, int kept, int mostPending) {
    this.sql = sql;
    this.booking = new IncidentBooking(clock, ids, kept, mostPending);
  }

  @Override
  public long position() {
    return sql.read(IncidentBooking::position);
  }

  @Override
  public Booking book(Findings findings) {
    try {
      return sql.write(handle -> booking.book(handle, findings));
    } catch (RuntimeException e) {
      booking.rolledBack();
      throw e;
    }
  }

  @Override
  public Optional<Incident> find(String id) {
    return sql.read(handle -> IncidentRows.find(handle, id));
  }

  @Override
  public Optional<IncidentDetails> details(String id) {
    return sql.read(
        handle ->
            IncidentRows.find(handle, id)
                .map(
                    incident -> {
                      LogRecord first = incident.sample();
                      Handling handling = handling(handle, id);
                      return new IncidentDetails(
                          incident,
                          FactsDocument.read(column(handle, id, "facts")),
                          IncidentRows.sample(handle, id, "last").orElse(first),
                          IncidentRows.sample(handle, id, "worst").orElse(first),
                          handling.mute(),
                          handling.fix());
                    }));
  }

  @Override
  public List<Incident> list(Scope scope, IncidentFilter filter, String beforeId, int limit) {
    StringBuilder text =
        new StringBuilder("select " + IncidentRows.COLUMNS + " from incident where ");
    text.append(Owners.within(scope, "incident.node_id"));
    text.append(filter.nodeId().isPresent() ? " and node_id = :node" : "");
    text.append(filter.state().isPresent() ? " and state = :state" : "");
    text.append(beforeId.isEmpty() ? "" : " and id < :before");
    text.append(" order by id desc limit :limit");
    return sql.read(
        handle -> {
          Query query =
              Owners.bind(handle.createQuery(text.toString()), scope).bind("limit", limit);
          filter.nodeId().ifPresent(node -> query.bind("node", node));
          filter.state().ifPresent(state -> query.bind("state", state.name()));
          if (!beforeId.isEmpty()) {
            query.bind("before", beforeId);
          }
          return query.map((row, context) -> IncidentRows.read(row)).list();
        });
  }

  @Override
  public List<Incident> unworked(String afterId, int limit) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + IncidentRows.COLUMNS
                        + " from incident where state in ('NEW', 'REGRESSED') and id > :after"
                        + " and not exists (select 1 from run where incident_id = incident.id"
                        + " and (not ended or incident.state = 'NEW'))"
                        + " order by id limit :limit")
                .bind("after", afterId)
                .bind("limit", limit)
                .map((row, context) -> IncidentRows.read(row))
                .list());
  }

  @Override
  public boolean move(String id, IncidentState state) {
    return move(id, state, state == IncidentState.ONGOING ? Handling::unmuted : h -> h);
  }

  @Override
  public boolean move(String id, IncidentState state, Fix fix) {
    return move(id, state, handling -> handling.unmuted().with(fix));
  }

  @Override
  public boolean mute(String id, Mute mute) {
    return move(id, IncidentState.MUTED, handling -> handling.with(mute));
  }

  private boolean move(String id, IncidentState state, UnaryOperator<Handling> change) {
    return sql.write(
        handle -> {
          Optional<IncidentState> before =
              handle
                  .createQuery("select state from incident where id = :id")
                  .bind("id", id)
                  .mapTo(String.class)
                  .findOne()
                  .map(IncidentState::valueOf);
          if (before.filter(from -> from.mayBecome(state)).isEmpty()) {
            return false;
          }
          Handling old = handling(handle, id);
          Handling changed = change.apply(old);
          handle.execute(
              "update incident set state = ?, handling = ? where id = ?",
              state.name(),
              changed.write(),
              id);
          if (!old.fix().equals(changed.fix())) {
            handle.execute(
                "update incident set facts = ? where id = ?",
                FactsDocument.write(FactsDocument.read(column(handle, id, "facts")).unjudged()),
                id);
          }
          return true;
        });
  }

  @Override
  public Optional<Incident> judge(Booking.Return seen, boolean hasFix) {
    String id = seen.incident().id();
    return sql.write(
        handle -> {
          Optional<Incident> incident = IncidentRows.find(handle, id);
          if (incident.isEmpty()) {
            return Optional.empty();
          }
          handle.execute(
              "update incident set facts = ? where id = ?",
              FactsDocument.write(
                  FactsDocument.read(column(handle, id, "facts")).judged(seen.release())),
              id);
          boolean returns =
              hasFix
                  && handling(handle, id).fix().equals(Optional.of(seen.fix()))
                  && incident.get().state().hasFix();
          if (!returns) {
            return Optional.empty();
          }
          handle.execute(
              "update incident set state = ? where id = ?", IncidentState.REGRESSED.name(), id);
          return IncidentRows.find(handle, id);
        });
  }

  private static Handling handling(Handle handle, String id) {
    return Handling.read(column(handle, id, "handling"));
  }

  /** The name is put into the statement as it is and must be a constant. */
  private static String column(Handle handle, String id, String name) {
    return handle
        .createQuery("select " + name + " from incident where id = :id")
        .bind("id", id)
        .mapTo(String.class)
        .one();
  }

  @Override
  public List<Incident> ofOlderRules(int rules, String afterId, int limit) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select "
                        + IncidentRows.COLUMNS
                        + " from incident where rules < :rules and id > :after"
                        + " order by id limit :limit")
                .bind("rules", rules)
                .bind("after", afterId)
                .bind("limit", limit)
                .map((row, context) -> IncidentRows.read(row))
                .list());
  }

  @Override
  public void alias(String id, Fingerprint fingerprint, int rules) {
    sql.write(
        handle -> {
          IncidentRows.find(handle, id)
              .ifPresent(
                  incident -> IncidentRows.alias(handle, incident.nodeId(), fingerprint, id));
          return handle.execute("update incident set rules = ? where id = ?", rules, id);
        });
  }

  @Override
  public List<LearnedTemplate> learned() {
    return sql.read(LearnedTemplates::all);
  }

  @Override
  public Rules rules(String nodeId) {
    return sql.read(
        handle ->
            handle
                .createQuery("select body from incident_rules where node_id = :node")
                .bind("node", nodeId)
                .mapTo(String.class)
                .findOne()
                .map(RulesDocument::read)
                .orElse(Rules.NONE));
  }

  @Override
  public void setRules(String nodeId, Rules rules) {
    sql.write(
        handle ->
            handle.execute(
                "insert into incident_rules (node_id, body) values (?, ?)"
                    + " on conflict (node_id) do update set body = excluded.body",
                nodeId,
                RulesDocument.write(rules)));
  }

  @Override
  public Others others(String nodeId) {
    return sql.read(handle -> IncidentCap.others(handle, nodeId));
  }
}
