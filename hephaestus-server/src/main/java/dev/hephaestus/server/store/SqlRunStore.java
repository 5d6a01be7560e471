package dev.hephaestus.server.store;

import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.pipeline.Attempt;
import dev.hephaestus.server.pipeline.Revision;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunStore;
import dev.hephaestus.server.pipeline.RunSuspect;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.security.Scope;
import dev.hephaestus.server.validation.Reproduction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The runs and what came of them in SQL. */
final class SqlRunStore implements RunStore {
  private final Sql sql;
  private final HiddenLogins logins;

  SqlRunStore(Sql sql, HiddenLogins logins) {
    this.sql = sql;
    this.logins = logins;
  }

  @Override
  public Run addIfNoneOpen(Run run) {
    return sql.write(
        handle -> {
          insert(handle, run);
          return handle
              .createQuery("select body from run where incident_id = :incident and not ended")
              .bind("incident", run.incidentId())
              .mapTo(String.class)
              .findOne()
              .map(RunDocument::read)
              .orElse(run);
        });
  }

  @Override
  public Run addIfNoneOpen(Run run, Revision revision) {
    return sql.write(
        handle -> {
          if (insert(handle, run)) {
            handle.execute(
                "insert into run_revision (run_id, body) values (?, ?)",
                run.id(),
                RunDocument.writeRevision(revision));
          }
          return handle
              .createQuery(
                  "select body from run where id = :id or (incident_id = :incident and not ended)"
                      + " order by id = :id desc")
              .bind("id", run.id())
              .bind("incident", run.incidentId())
              .mapTo(String.class)
              .findFirst()
              .map(RunDocument::read)
              .orElse(run);
        });
  }

  private static boolean insert(Handle handle, Run run) {
    int inserted =
        handle
            .createUpdate(
                "insert into run (id, incident_id, ended, body)"
                    + " values (:id, :incident, :ended, :body) on conflict do nothing")
            .bind("id", run.id())
            .bind("incident", run.incidentId())
            .bind("ended", run.state().isFinal())
            .bind("body", RunDocument.write(run))
            .execute();
    return inserted > 0;
  }

  @Override
  public Optional<Revision> revision(String runId) {
    return one(
        "select body from run_revision where run_id = :key", runId, RunDocument::readRevision);
  }

  @Override
  public Optional<Run> find(String id) {
    return one("select body from run where id = :key", id, RunDocument::read);
  }

  @Override
  public void update(Run run) {
    write(
        "update run set ended = :ended, body = :body where id = :id",
        Map.of("id", run.id(), "ended", run.state().isFinal(), "body", RunDocument.write(run)));
  }

  @Override
  public List<Run> open() {
    return sql.read(
        handle ->
            handle
                .createQuery("select body from run where not ended order by id")
                .mapTo(String.class)
                .map(RunDocument::read)
                .list());
  }

  @Override
  public List<Run> list(Optional<String> incidentId, String beforeId, int limit) {
    return page("run", "incident_id", incidentId, beforeId, limit, RunDocument::read);
  }

  @Override
  public List<Run> list(Scope scope, Optional<String> incidentId, String beforeId, int limit) {
    String within =
        "exists (select 1 from incident i where i.id = run.incident_id and "
            + Owners.within(scope, "i.node_id")
            + ")";
    return sql.read(
        handle ->
            Owners.bind(
                    Sql.page(
                        handle, "body", "run", "incident_id", incidentId, beforeId, limit, within),
                    scope)
                .mapTo(String.class)
                .map(RunDocument::read)
                .list());
  }

  @Override
  public void keep(String runId, List<RunSuspect> suspects) {
    write(
        "insert into run_suspects (run_id, body) values (:run, :body)"
            + " on conflict (run_id) do update set body = excluded.body",
        Map.of("run", runId, "body", RunDocument.writeSuspects(suspects)));
  }

  @Override
  public List<RunSuspect> suspects(String runId) {
    return one(
            "select body from run_suspects where run_id = :key", runId, RunDocument::readSuspects)
        .orElse(List.of());
  }

  @Override
  public void cancel(String runId) {
    write("update run set cancelled = true where id = :id", Map.of("id", runId));
  }

  @Override
  public boolean isCancelled(String runId) {
    return sql.read(
        handle ->
            handle
                .createQuery("select cancelled from run where id = :id")
                .bind("id", runId)
                .mapTo(boolean.class)
                .findOne()
                .orElse(false));
  }

  @Override
  public void keep(String runId, Reproduction reproduction) {
    write(
        "insert into run_reproduction (run_id, body) values (:run, :body)"
            + " on conflict (run_id) do update set body = excluded.body",
        Map.of("run", runId, "body", ReproductionDocument.write(reproduction)));
  }

  @Override
  public Optional<Reproduction> reproduction(String runId) {
    return one(
        "select body from run_reproduction where run_id = :key", runId, ReproductionDocument::read);
  }

  @Override
  public void keep(String runId, Proposal.Candidate fix) {
    write(
        "insert into run_fix (run_id, ordinal, body) values (:run,"
            + " (select count(*) from run_fix where run_id = :run), :body)",
        Map.of("run", runId, "body", SolutionDocument.writeFix(fix)));
  }

  @Override
  public List<Proposal.Candidate> plausible(String runId) {
    return ofRun(
        "select body from run_fix where run_id = :run order by ordinal",
        runId,
        SolutionDocument::readFix);
  }

  @Override
  public void keep(String runId, Attempt attempt) {
    write(
        "insert into attempt (run_id, number, body) values (:run, :number, :body)"
            + " on conflict (run_id, number) do update set body = excluded.body",
        Map.of(
            "run", runId, "number", attempt.number(), "body", RunDocument.writeAttempt(attempt)));
  }

  @Override
  public List<Attempt> attempts(String runId) {
    return ofRun(
        "select body from attempt where run_id = :run order by number",
        runId,
        RunDocument::readAttempt);
  }

  @Override
  public Solution keep(String runId, Solution solution) {
    String body = SolutionDocument.write(solution, logins);
    return sql.write(
        handle -> {
          handle
              .createUpdate(
                  "insert into solution (id, run_id, node_id, body)"
                      + " values (:id, :run, :node, :body) on conflict (run_id) do nothing")
              .bind("id", solution.id())
              .bind("run", runId)
              .bind("node", solution.nodeId())
              .bind("body", body)
              .execute();
          return ofRun(handle, runId).orElse(solution);
        });
  }

  @Override
  public Optional<Solution> solutionOfRun(String runId) {
    return sql.read(handle -> ofRun(handle, runId));
  }

  private Solution solutionOf(String body) {
    return SolutionDocument.read(body, logins);
  }

  private Optional<Solution> ofRun(Handle handle, String runId) {
    return handle
        .createQuery("select body from solution where run_id = :run")
        .bind("run", runId)
        .mapTo(String.class)
        .findOne()
        .map(this::solutionOf);
  }

  @Override
  public Optional<Solution> solution(String id) {
    return one("select body from solution where id = :key", id, this::solutionOf);
  }

  @Override
  public List<Solution> solutions(Optional<String> nodeId, String beforeId, int limit) {
    return page("solution", "node_id", nodeId, beforeId, limit, this::solutionOf);
  }

  @Override
  public List<Solution> solutions(
      Scope scope, Optional<String> nodeId, String beforeId, int limit) {
    String within = Owners.within(scope, "solution.node_id");
    return sql.read(
        handle ->
            Owners.bind(
                    Sql.page(
                        handle, "body", "solution", "node_id", nodeId, beforeId, limit, within),
                    scope)
                .mapTo(String.class)
                .map(this::solutionOf)
                .list());
  }

  @Override
  public void keep(String solutionId, Receipt receipt) {
    write(
        "insert into receipt (solution_id, channel, ordinal, link) values (:solution,"
            + " :channel, (select count(*) from receipt where solution_id = :solution),"
            + " :link) on conflict (solution_id, channel)"
            + " do update set link = excluded.link",
        Map.of(
            "solution", solutionId, "channel", receipt.channel().name(), "link", receipt.link()));
  }

  @Override
  public List<Receipt> receipts(String solutionId) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select channel, link from receipt where solution_id = :solution"
                        + " order by ordinal")
                .bind("solution", solutionId)
                .map(
                    (row, context) ->
                        new Receipt(
                            Receipt.Channel.valueOf(row.getString("channel")),
                            row.getString("link")))
                .list());
  }

  private void write(String statement, Map<String, ?> values) {
    sql.write(handle -> handle.createUpdate(statement).bindMap(values).execute());
  }

  private <T> List<T> ofRun(String query, String runId, Function<String, T> read) {
    return sql.read(
        handle ->
            handle.createQuery(query).bind("run", runId).mapTo(String.class).map(read).list());
  }

  private <T> Optional<T> one(String query, String key, Function<String, T> read) {
    return sql.read(
        handle ->
            handle.createQuery(query).bind("key", key).mapTo(String.class).findOne().map(read));
  }

  private <T> List<T> page(
      String table,
      String column,
      Optional<String> owner,
      String beforeId,
      int limit,
      Function<String, T> read) {
    return sql.read(
        handle ->
            Sql.page(handle, "body", table, column, owner, beforeId, limit)
                .mapTo(String.class)
                .map(read)
                .list());
  }
}
