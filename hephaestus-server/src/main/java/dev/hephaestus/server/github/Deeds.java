package dev.hephaestus.server.github;

import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.AuditLog;
import java.util.Map;

/** Does what was decided on: each deed once, though it may be begun often. */
final class Deeds {
  private final PullRequestWatches watches;
  private final Revising revising;
  private final AuditLog audit;

  Deeds(PullRequestWatches watches, Revising revising, AuditLog audit) {
    this.watches = watches;
    this.revising = revising;
    this.audit = audit;
  }

  /** Does it, or goes on with it. */
  void work(Reaction reaction, WatchedPull pull, PullRequestApi api)
      throws TryAgainException, RefusedException {
    switch (reaction.deed()) {
      case Reaction.Say say -> say(reaction, say, api);
      case Reaction.Close() -> {
        api.close();
        done(reaction, "pull_request.closing", "");
      }
      case Reaction.Rewrite(String body) -> rewrite(reaction, body, api);
      case Reaction.Revise revise -> watches.update(revising.proceed(reaction, revise, pull, api));
    }
  }

  private void say(Reaction reaction, Reaction.Say say, PullRequestApi api)
      throws TryAgainException, RefusedException {
    // Whoever tried before may have been cut off when it was there already.
    if (reaction.tries() > 0 && api.isSaid(say, reaction.created())) {
      done(reaction, "pull_request.commented", "");
      return;
    }
    watches.update(reaction.tried());
    done(reaction.tried(), "pull_request.commented", api.say(say));
  }

  /** What people made of the text is theirs: without our mark it is left as it is. */
  private void rewrite(Reaction reaction, String body, PullRequestApi api)
      throws TryAgainException, RefusedException {
    String standing = PullState.of(api.pull("").body()).body();
    if (standing.equals(body) || !standing.contains(Comment.OURS)) {
      watches.update(reaction.in(Reaction.State.DONE));
      return;
    }
    api.rewrite(body);
    done(reaction, "pull_request.rewritten", "");
  }

  private void done(Reaction reaction, String action, String link) {
    audit.record(
        new AuditEvent(
            "server", "", action, reaction.pullId(), Map.of("cause", reaction.id(), "link", link)));
    watches.update(reaction.in(Reaction.State.DONE));
  }
}
