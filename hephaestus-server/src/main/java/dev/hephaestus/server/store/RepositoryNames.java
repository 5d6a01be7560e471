package dev.hephaestus.server.store;

import dev.hephaestus.server.github.GitHubRepository;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** What repositories on one GitHub were called and are called now, in SQL. */
final class RepositoryNames {

  private RepositoryNames() {}

  /** What it is called now. */
  static GitHubRepository current(Handle handle, String host, GitHubRepository known) {
    return handle
        .createQuery("select now_is from repository_name where host = :host and was = :was")
        .bind("host", host)
        .bind("was", key(known))
        .mapTo(String.class)
        .findOne()
        .map(name -> name.split("/", 2))
        .map(parts -> new GitHubRepository(parts[0], parts[1]))
        .orElse(known);
  }

  /** From now on the one is called as the other, and so are those that were called as the one. */
  static void renamed(Handle handle, String host, GitHubRepository from, GitHubRepository to) {
    handle.execute(
        "update repository_name set now_is = ? where host = ? and lower(now_is) = ?",
        to.fullName(),
        host,
        key(from));
    handle.execute(
        "insert into repository_name (host, was, now_is) values (?, ?, ?)"
            + " on conflict (host, was) do update set now_is = excluded.now_is",
        host,
        key(from),
        to.fullName());
    // It may have had that name before.
    handle.execute("delete from repository_name where host = ? and was = ?", host, key(to));
    book(handle, host, from, to);
  }

  /** What was opened goes along, but for what is open there for the same fault already. */
  private static void book(Handle handle, String host, GitHubRepository from, GitHubRepository to) {
    handle.execute(
        "update pull_request set owner = ?, name = ?"
            + " where host = ? and lower(owner) = ? and lower(name) = ?"
            + " and (phase not in ('INTENDED', 'BRANCHED', 'OPEN') or not exists"
            + " (select 1 from pull_request there where there.host = pull_request.host"
            + " and lower(there.owner) = ? and lower(there.name) = ?"
            + " and there.fingerprint = pull_request.fingerprint"
            + " and there.base = pull_request.base"
            + " and there.phase in ('INTENDED', 'BRANCHED', 'OPEN')))",
        to.owner(),
        to.name(),
        host,
        lower(from.owner()),
        lower(from.name()),
        lower(to.owner()),
        lower(to.name()));
  }

  private static String key(GitHubRepository repository) {
    return lower(repository.fullName());
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
