package dev.hephaestus.server.store;

import dev.hephaestus.server.github.GitHubRepository;
import dev.hephaestus.server.github.PullRequestWatches;
import dev.hephaestus.server.github.Reaction;
import dev.hephaestus.server.github.WatchedPull;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Our pull requests and what is done about them, in SQL. */
final class SqlPullRequestWatches implements PullRequestWatches {
  private final Sql sql;
  private final String host;

  /**
   * @param host whose pull requests these are
   */
  SqlPullRequestWatches(Sql sql, String host) {
    this.sql = sql;
    this.host = host;
  }

  @Override
  public void add(WatchedPull pull) {
    sql.write(handle -> insert(handle, pull));
  }

  private int insert(Handle handle, WatchedPull pull) {
    return handle.execute(
        "insert into watched_pull"
            + " (host, id, repository, number, incident_id, fingerprint, state, due, body)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (host, id) do nothing",
        host,
        pull.id(),
        key(pull.repository()),
        pull.number(),
        pull.incidentId(),
        pull.fingerprint(),
        pull.state().name(),
        pull.due().toEpochMilli(),
        GitHubDocument.write(pull));
  }

  @Override
  public Optional<WatchedPull> find(String id) {
    return sql.read(
        handle ->
            handle
                .createQuery("select body from watched_pull where host = :host and id = :id")
                .bind("host", host)
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(GitHubDocument::readPull));
  }

  @Override
  public void update(WatchedPull pull) {
    sql.write(
        handle ->
            handle.execute(
                "update watched_pull set state = ?, due = ?, body = ? where host = ? and id = ?",
                pull.state().name(),
                pull.due().toEpochMilli(),
                GitHubDocument.write(pull),
                host,
                pull.id()));
  }

  @Override
  public List<WatchedPull> due(Instant now, int limit) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select body from watched_pull where host = :host and due <= :now"
                        + " order by due, id limit :limit")
                .bind("host", host)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .mapTo(String.class)
                .map(GitHubDocument::readPull)
                .list());
  }

  @Override
  public List<WatchedPull> of(GitHubRepository repository) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select body from watched_pull where host = :host and repository = :repository"
                        + " and state in ('OPEN', 'CLOSED') order by id")
                .bind("host", host)
                .bind("repository", key(repository))
                .mapTo(String.class)
                .map(GitHubDocument::readPull)
                .list());
  }

  @Override
  public boolean rests(GitHubRepository repository, String fingerprint) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select 1 from watched_pull p join incident i on i.id = p.incident_id"
                        + " where p.host = :host and p.repository = :repository"
                        + " and p.fingerprint = :fingerprint"
                        + " and p.state = 'CLOSED' and i.state = 'MUTED' limit 1")
                .bind("host", host)
                .bind("repository", key(repository))
                .bind("fingerprint", fingerprint)
                .mapTo(int.class)
                .findOne()
                .isPresent());
  }

  @Override
  public GitHubRepository current(GitHubRepository known) {
    return sql.read(handle -> RepositoryNames.current(handle, host, known));
  }

  @Override
  public void renamed(GitHubRepository from, GitHubRepository to) {
    if (from.is(to)) {
      return;
    }
    sql.write(
        handle -> {
          RepositoryNames.renamed(handle, host, from, to);
          List<WatchedPull> moved =
              handle
                  .createQuery(
                      "select body from watched_pull"
                          + " where host = :host and repository = :repository")
                  .bind("host", host)
                  .bind("repository", key(from))
                  .mapTo(String.class)
                  .map(GitHubDocument::readPull)
                  .list();
          for (WatchedPull pull : moved) {
            WatchedPull there = pull.in(to);
            insert(handle, there);
            move(handle, pull.id(), there.id());
            if (!pull.id().equals(there.id())) {
              handle.execute("delete from watched_pull where host = ? and id = ?", host, pull.id());
            }
          }
          return moved.size();
        });
  }

  private void move(Handle handle, String from, String to) {
    List<Reaction> reactions =
        handle
            .createQuery("select body from pull_reaction where host = :host and pull_id = :pull")
            .bind("host", host)
            .bind("pull", from)
            .mapTo(String.class)
            .map(GitHubDocument::readReaction)
            .list();
    for (Reaction reaction : reactions) {
      Reaction moved = reaction.on(to);
      handle.execute("delete from pull_reaction where host = ? and id = ?", host, reaction.id());
      insert(handle, moved);
    }
  }

  @Override
  public boolean intend(Reaction reaction) {
    return sql.write(handle -> insert(handle, reaction) > 0);
  }

  private int insert(Handle handle, Reaction reaction) {
    return handle.execute(
        "insert into pull_reaction (host, id, pull_id, state, created, due, body)"
            + " values (?, ?, ?, ?, ?, ?, ?) on conflict (host, id) do nothing",
        host,
        reaction.id(),
        reaction.pullId(),
        reaction.state().name(),
        reaction.created().toEpochMilli(),
        reaction.due().toEpochMilli(),
        GitHubDocument.write(reaction));
  }

  @Override
  public Optional<Reaction> reaction(String id) {
    return sql.read(
        handle ->
            handle
                .createQuery("select body from pull_reaction where host = :host and id = :id")
                .bind("host", host)
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(GitHubDocument::readReaction));
  }

  @Override
  public void update(Reaction reaction) {
    sql.write(
        handle ->
            handle.execute(
                "update pull_reaction set state = ?, due = ?, body = ? where host = ? and id = ?",
                reaction.state().name(),
                reaction.due().toEpochMilli(),
                GitHubDocument.write(reaction),
                host,
                reaction.id()));
  }

  @Override
  public List<Reaction> reactionsDue(Instant now, int limit) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select body from pull_reaction where host = :host"
                        + " and state in ('INTENDED', 'WORKING')"
                        + " and due <= :now order by due, created, id limit :limit")
                .bind("host", host)
                .bind("now", now.toEpochMilli())
                .bind("limit", limit)
                .mapTo(String.class)
                .map(GitHubDocument::readReaction)
                .list());
  }

  @Override
  public List<Reaction> reactions(String pullId) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select body from pull_reaction where host = :host and pull_id = :pull"
                        + " order by created, id")
                .bind("host", host)
                .bind("pull", pullId)
                .mapTo(String.class)
                .map(GitHubDocument::readReaction)
                .list());
  }

  private static String key(GitHubRepository repository) {
    return repository.fullName().toLowerCase(Locale.ROOT);
  }
}
