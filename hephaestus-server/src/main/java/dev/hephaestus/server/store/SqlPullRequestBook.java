package dev.hephaestus.server.store;

import dev.hephaestus.server.github.GitHubRepository;
import dev.hephaestus.server.github.OurPullRequest;
import dev.hephaestus.server.github.OurPullRequest.Phase;
import dev.hephaestus.server.github.PullRequestBook;
import dev.hephaestus.server.github.PullRequestCaps;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Our pull requests, in SQL; that one is active at a time is an index's doing. */
final class SqlPullRequestBook implements PullRequestBook {
  private static final String SAME_FAULT =
      "host = :host and lower(owner) = lower(:owner) and lower(name) = lower(:name)"
          + " and fingerprint = :fingerprint and base = :base";

  private final Sql sql;

  SqlPullRequestBook(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Intent intend(OurPullRequest fresh, PullRequestCaps caps, Instant stale) {
    if (fresh.phase() != Phase.INTENDED) {
      throw new IllegalArgumentException("no intent: " + fresh);
    }
    return sql.write(
        handle -> {
          Optional<OurPullRequest> own = ofSolution(handle, fresh.solutionId());
          if (own.filter(known -> known.phase() != Phase.ABANDONED).isPresent()) {
            return new Intent.Ours(touched(handle, own.get(), fresh.changed()));
          }
          abandonStale(handle, fresh, stale);
          Optional<OurPullRequest> active = active(handle, fresh);
          if (active.isPresent()) {
            return new Intent.Anothers(active.get());
          }
          return tooMany(handle, fresh, caps)
              .<Intent>map(capped -> capped)
              .orElseGet(
                  () ->
                      insert(handle, own.map(gone -> gone.revived(fresh.changed())).orElse(fresh)));
        });
  }

  /** Whoever goes on with it is there, and it is not stale. */
  private static OurPullRequest touched(Handle handle, OurPullRequest own, Instant now) {
    if (own.phase() != Phase.INTENDED && own.phase() != Phase.BRANCHED) {
      return own;
    }
    handle.execute(
        "update pull_request set changed_ms = ? where solution_id = ?",
        now.toEpochMilli(),
        own.solutionId());
    return own.at(own.head(), now);
  }

  /** Another server may insert between our look and this: then it is the one that stands. */
  private static Intent insert(Handle handle, OurPullRequest fresh) {
    handle.execute("delete from pull_request where solution_id = ?", fresh.solutionId());
    int inserted =
        PullRequestRows.bind(
                handle.createUpdate(
                    "insert into pull_request ("
                        + PullRequestRows.COLUMNS
                        + ") values ("
                        + PullRequestRows.PARAMETERS
                        + ") on conflict do nothing"),
                fresh)
            .execute();
    return inserted == 1
        ? new Intent.Ours(fresh)
        : active(handle, fresh)
            .<Intent>map(Intent.Anothers::new)
            .orElseGet(() -> new Intent.Ours(fresh));
  }

  private static void abandonStale(Handle handle, OurPullRequest fresh, Instant stale) {
    PullRequestRows.bind(
            handle.createUpdate(
                "update pull_request set phase = 'ABANDONED' where "
                    + SAME_FAULT
                    + " and phase in ('INTENDED', 'BRANCHED') and changed_ms < :stale"),
            fresh)
        .bind("stale", stale.toEpochMilli())
        .execute();
  }

  private static Optional<OurPullRequest> active(Handle handle, OurPullRequest like) {
    return PullRequestRows.bind(
            select(handle, SAME_FAULT + " and phase in (" + names(Phase.active()) + ")"), like)
        .map(PullRequestRows::read)
        .findOne();
  }

  private static Optional<Intent.TooMany> tooMany(
      Handle handle, OurPullRequest fresh, PullRequestCaps caps) {
    String repository =
        "host = :host and lower(owner) = lower(:owner) and lower(name) = lower(:name)";
    String here = fresh.repository().fullName();
    return Stream.of(
            capped(handle, fresh, repository, here, caps.perHour(), PullRequestCaps.HOUR),
            capped(handle, fresh, repository, here, caps.perDay(), PullRequestCaps.DAY),
            capped(
                handle, fresh, "node_id = :node", "its node", caps.perHour(), PullRequestCaps.HOUR),
            capped(
                handle, fresh, "node_id = :node", "its node", caps.perDay(), PullRequestCaps.DAY))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The cap is reached while the one that was its last but none ago is within the time. */
  private static Optional<Intent.TooMany> capped(
      Handle handle, OurPullRequest fresh, String where, String who, int most, Duration within) {
    Instant since = fresh.intended().minus(within);
    return PullRequestRows.bind(
            handle.createQuery(
                "select intended_ms from pull_request where "
                    + where
                    + " and phase <> 'ABANDONED' and intended_ms > :since"
                    + " order by intended_ms desc limit 1 offset :others"),
            fresh)
        .bind("since", since.toEpochMilli())
        .bind("others", most - 1)
        .mapTo(long.class)
        .findOne()
        .map(
            oldest ->
                new Intent.TooMany(
                    who
                        + " has had "
                        + most
                        + (most == 1 ? " pull request" : " pull requests")
                        + " within "
                        + within.toHours()
                        + " h, as many as it may",
                    Instant.ofEpochMilli(oldest).plus(within)));
  }

  @Override
  public boolean update(OurPullRequest changed) {
    List<Phase> before =
        Stream.of(Phase.values()).filter(phase -> phase.leadsTo(changed.phase())).toList();
    return sql.write(
        handle ->
            PullRequestRows.bind(
                        handle.createUpdate(
                            "update pull_request set branch = :branch, phase = :phase,"
                                + " number = :number, link = :link, head = :head,"
                                + " changed_ms = :changed where solution_id = :solution"
                                + " and phase in ("
                                + names(before)
                                + ")"),
                        changed)
                    .execute()
                > 0);
  }

  @Override
  public boolean reopen(String solutionId, Instant now) {
    return sql.write(
        handle -> {
          Optional<OurPullRequest> known = ofSolution(handle, solutionId);
          if (known.isEmpty() || known.get().number() == 0) {
            return false;
          }
          Optional<OurPullRequest> active = active(handle, known.get());
          if (active.isPresent()) {
            return active.get().solutionId().equals(solutionId);
          }
          return handle.execute(
                  "update pull_request set phase = 'OPEN', changed_ms = ?"
                      + " where solution_id = ? and phase = 'CLOSED'",
                  now.toEpochMilli(),
                  solutionId)
              > 0;
        });
  }

  @Override
  public Optional<OurPullRequest> ofSolution(String solutionId) {
    return sql.read(handle -> ofSolution(handle, solutionId));
  }

  private static Optional<OurPullRequest> ofSolution(Handle handle, String solutionId) {
    return select(handle, "solution_id = :solution")
        .bind("solution", solutionId)
        .map(PullRequestRows::read)
        .findOne();
  }

  @Override
  public Optional<OurPullRequest> byNumber(String host, GitHubRepository repository, long number) {
    return sql.read(
        handle ->
            inRepository(handle, host, repository, "number = :number")
                .bind("number", number)
                .map(PullRequestRows::read)
                .findFirst());
  }

  @Override
  public Optional<OurPullRequest> byBranch(
      String host, GitHubRepository repository, String branch) {
    return sql.read(
        handle ->
            inRepository(handle, host, repository, "branch = :branch")
                .bind("branch", branch)
                .map(PullRequestRows::read)
                .findFirst());
  }

  private static Query inRepository(
      Handle handle, String host, GitHubRepository repository, String condition) {
    return select(
            handle,
            "host = :host and lower(owner) = lower(:owner) and lower(name) = lower(:name) and "
                + condition
                + " order by intended_ms desc, solution_id desc")
        .bind("host", host)
        .bind("owner", repository.owner())
        .bind("name", repository.name());
  }

  @Override
  public List<OurPullRequest> open() {
    return sql.read(
        handle ->
            select(handle, "phase = 'OPEN' order by intended_ms, solution_id")
                .map(PullRequestRows::read)
                .list());
  }

  @Override
  public List<OurPullRequest> ofIncident(String incidentId) {
    return sql.read(
        handle ->
            select(handle, "incident_id = :incident order by intended_ms, solution_id")
                .bind("incident", incidentId)
                .map(PullRequestRows::read)
                .list());
  }

  private static Query select(Handle handle, String condition) {
    return handle.createQuery(
        "select " + PullRequestRows.COLUMNS + " from pull_request where " + condition);
  }

  private static String names(Collection<Phase> phases) {
    return phases.stream().map(phase -> "'" + phase.name() + "'").collect(Collectors.joining(", "));
  }
}
