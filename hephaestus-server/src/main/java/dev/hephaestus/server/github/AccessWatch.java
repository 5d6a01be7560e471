package dev.hephaestus.server.github;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, while there is work on a repository and a little longer, whether we may still read it, and
 * ends the work where we may not: within a minute, and without any webhook.
 *
 * <p>A look is one conditional call, which does not count against GitHub's limit where nothing has
 * changed.
 *
 * <p><i>Threads:</i> one at a time.
 */
public final class AccessWatch {
  private static final Logger log = LoggerFactory.getLogger(AccessWatch.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(20);
  private static final Duration AFTER_WORK = Duration.ofMinutes(2);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(8);
  private static final Set<Integer> GONE = Set.of(401, 403, 404, 410, 451);

  private final List<Account> accounts;
  private final Supplier<? extends Collection<RepositoryLocation>> work;
  private final Findings findings;
  private final Clock clock;
  private final Map<Watched, Seen> watched = new HashMap<>();

  /** Told of what is found. */
  public interface Findings {

    /**
     * A repository may not be read any more.
     *
     * @param reason why, for people
     */
    void lost(GitHubHost host, GitHubRepository repository, String reason);

    /** A repository is called otherwise now: GitHub sends on who asks for it. */
    void renamed(GitHubRepository from, GitHubRepository to);
  }

  private record Account(GitHubLife.Account account, GitHubHttp http) {}

  private record Watched(Account account, GitHubRepository repository) {
    GitHubWire wire() {
      return new GitHubWire(account.http(), repository, account.account().tokens());
    }
  }

  /** What is known of one that is looked at. */
  private static final class Seen {
    private final GitHubWire wire;
    private String etag = "";
    private Instant looked;
    private Instant worked;
    private GitHubRepository called;

    Seen(GitHubWire wire, Instant now) {
      this.wire = wire;
      this.called = wire.repository();
      this.looked = now;
      this.worked = now;
    }
  }

  /**
   * Creates one.
   *
   * @param work gives the repositories that are worked on now
   * @param findings ends all that is done where we may not read, and removes what is kept
   */
  public AccessWatch(
      List<GitHubLife.Account> accounts,
      Supplier<? extends Collection<RepositoryLocation>> work,
      Findings findings,
      Clock clock) {
    this.accounts =
        accounts.stream()
            .map(each -> new Account(each, new GitHubHttp(each.host(), CALL_TIMEOUT, clock)))
            .toList();
    this.work = work;
    this.findings = findings;
    this.clock = clock;
  }

  /** Looks at those that it is time to look at; to be called each second or so. */
  public void turn() {
    Instant now = clock.instant();
    work.get().forEach(location -> note(location, now));
    watched.values().removeIf(seen -> seen.worked.plus(AFTER_WORK).isBefore(now));
    List.copyOf(watched.entrySet()).stream()
        .filter(each -> !each.getValue().looked.plus(BETWEEN_LOOKS).isAfter(now))
        .forEach(each -> look(each.getKey(), each.getValue()));
  }

  private void note(RepositoryLocation location, Instant now) {
    for (Account account : accounts) {
      Optional<GitHubRepository> repository =
          account.account().host().repository(location).filter(account.account().tokens()::covers);
      if (repository.isPresent()) {
        Watched one = new Watched(account, repository.get());
        watched.computeIfAbsent(one, any -> new Seen(one.wire(), now)).worked = now;
      }
    }
  }

  private void look(Watched one, Seen seen) {
    seen.looked = clock.instant();
    try {
      GitHubReply reply = seen.wire.get("", seen.etag);
      if (!reply.isUnchanged()) {
        seen.etag = reply.etag();
        named(one.repository(), seen, reply);
      }
    } catch (RefusedException e) {
      if (GONE.contains(e.status())) {
        watched.remove(one);
        log.warn("{}; work on it ends", e.sentence());
        findings.lost(one.account().account().host(), one.repository(), e.sentence());
      }
    } catch (TryAgainException e) {
      log.debug("{}; looked at again soon", e.sentence());
    }
  }

  /** Said once while it is worked on. */
  private void named(GitHubRepository known, Seen seen, GitHubReply reply) {
    Optional<GitHubRepository> now =
        GitHubRepository.named(reply.body().path("full_name").asText(""));
    if (now.isPresent() && !now.get().is(seen.called)) {
      seen.called = now.get();
      findings.renamed(known, now.get());
    }
  }
}
