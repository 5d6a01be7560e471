package dev.hephaestus.server.github;

import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.AuditLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether a repository may still be read, and ends all work on one that may not. */
final class LostAccess {
  private static final Logger log = LoggerFactory.getLogger(LostAccess.class);
  private static final Set<Integer> GONE = Set.of(401, 403, 404, 410, 451);

  private final PullRequestWatches watches;
  private final Endings endings;
  private final RepositoryChanges changes;
  private final AuditLog audit;

  LostAccess(
      PullRequestWatches watches, Endings endings, RepositoryChanges changes, AuditLog audit) {
    this.watches = watches;
    this.endings = endings;
    this.changes = changes;
    this.audit = audit;
  }

  /** GitHub says that the repository may be gone; it is asked whether it is. */
  void verify(GitHubRepository repository, GitHubWire wire) throws TryAgainException {
    try {
      wire.get("");
      changes.changed(repository);
    } catch (RefusedException e) {
      lost(repository, e.sentence());
    }
  }

  /**
   * GitHub says that a repository is called otherwise now; it is asked whether its old name leads
   * anywhere else. Who is told a name alone could be led to a repository of anybody's.
   */
  void follow(GitHubRepository before, GitHubWire wire) throws TryAgainException {
    try {
      Optional<GitHubRepository> now =
          GitHubRepository.named(wire.get("").path("full_name").asText(""))
              .filter(there -> !there.is(before));
      if (now.isPresent()) {
        log.info("repository {} is called {} now", before.fullName(), now.get().fullName());
        watches.renamed(before, now.get());
        audit.record(
            new AuditEvent(
                "server",
                "",
                "repository.renamed",
                before.fullName(),
                Map.of("now", now.get().fullName())));
      }
    } catch (RefusedException e) {
      lost(before, e.sentence());
    }
  }

  /** GitHub refused to show a pull request. */
  void refused(WatchedPull pull, GitHubWire wire, RefusedException refusal, Instant next)
      throws TryAgainException {
    if (!GONE.contains(refusal.status())) {
      log.warn("{}", refusal.sentence());
      watches.update(pull.dueAt(next));
      return;
    }
    try {
      wire.get("");
    } catch (RefusedException e) {
      if (pull.state() != WatchedPull.State.LOST) {
        lost(pull.repository(), e.sentence());
      }
    }
    WatchedPull lost = endings.lost(watches.find(pull.id()).orElse(pull), refusal.sentence());
    watches.update(lost.with(lost.seen().counted(lost.seen().turn() + 1)));
  }

  private void lost(GitHubRepository repository, String reason) {
    List<WatchedPull> pulls = watches.of(repository);
    boolean used = changes.lost(repository, reason);
    if (!used && pulls.isEmpty()) {
      return;
    }
    log.warn("{}; work on it ends", reason);
    pulls.forEach(pull -> watches.update(endings.lost(pull, reason)));
    audit.record(
        new AuditEvent(
            "server", "", "repository.lost", repository.fullName(), Map.of("reason", reason)));
  }
}
