package dev.hephaestus.server.github;

import dev.hephaestus.server.github.WatchedPull.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of our pull requests on one GitHub after they were opened: looks at those that it is
 * time to look at or that something was told of, and does what was decided on.
 *
 * <p>All of it is kept: what broke off anywhere goes on at the next turn, also of another process.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class PullRequestLife {
  private static final Logger log = LoggerFactory.getLogger(PullRequestLife.class);
  private static final int AT_A_TURN = 50;
  private static final int RARER_WHERE_TOLD = 12;
  private static final Duration UNTIL_MERGEABLE = Duration.ofMinutes(1);

  private final GitHubHost host;
  private final PullRequestWatches watches;
  private final PullRequestBook book;
  private final PullRequestLook look;
  private final Deeds deeds;
  private final LostAccess lostAccess;
  private final RepositoryChanges changes;
  private final Function<GitHubRepository, GitHubWire> wires;
  private final LifeLimits limits;
  private final RandomGenerator random;
  private final Clock clock;
  private final Map<String, Instant> told = new HashMap<>();
  private final Map<String, Instant> quiet = new HashMap<>();
  private final Set<String> looked = new HashSet<>();
  private Instant tidied = Instant.EPOCH;

  PullRequestLife(
      GitHubHost host,
      PullRequestWatches watches,
      PullRequestBook book,
      PullRequestLook look,
      Deeds deeds,
      LostAccess lostAccess,
      RepositoryChanges changes,
      Function<GitHubRepository, GitHubWire> wires,
      LifeLimits limits,
      RandomGenerator random,
      Clock clock) {
    this.host = host;
    this.watches = watches;
    this.book = book;
    this.look = look;
    this.deeds = deeds;
    this.lostAccess = lostAccess;
    this.changes = changes;
    this.wires = wires;
    this.limits = limits;
    this.random = random;
    this.clock = clock;
  }

  /** Does what is due by now; to be called after what was told by now was worked off. */
  void turn() {
    Instant now = clock.instant();
    watches.due(now, AT_A_TURN).forEach(this::lookAgain);
    watches.reactionsDue(clock.instant(), AT_A_TURN).forEach(this::react);
    looked.clear();
    if (tidied.isBefore(now.minus(Duration.ofHours(1)))) {
      // Those that another version opened, or that a crash came between.
      book.open().stream()
          .filter(ours -> ours.host().equals(host.host()))
          .forEach(ours -> watches.add(WatchedPull.of(ours, now)));
      quiet.values().removeIf(until -> until.isBefore(now));
      told.values().removeIf(when -> when.isBefore(now.minus(limits.toldWithin())));
      tidied = now;
    }
  }

  /** Looks at what a notice is about. */
  void workOff(Notice notice) throws TryAgainException {
    for (String name : notice.repositories()) {
      Optional<GitHubRepository> repository = GitHubRepository.named(name);
      if (repository.isPresent()) {
        workOff(notice, repository.get());
      }
    }
  }

  private void workOff(Notice notice, GitHubRepository repository) throws TryAgainException {
    told.put(key(repository), clock.instant());
    switch (notice.kind()) {
      case PULL_REQUEST, CHECKS -> {
        for (WatchedPull pull : watches.of(repository)) {
          // What was told by now is seen by one look, however often it was told.
          if (isMeant(notice, pull) && !looked.contains(pull.id())) {
            visit(pull, true);
            looked.add(pull.id());
          }
        }
      }
      case PUSH -> {
        changes.changed(repository);
        // GitHub works out only then whether they can still be merged.
        Instant soon = clock.instant().plus(UNTIL_MERGEABLE);
        for (WatchedPull pull : watches.of(repository)) {
          if (pull.state() == State.OPEN && pull.due().isAfter(soon)) {
            watches.update(pull.dueAt(soon));
          }
        }
      }
      case REPOSITORY -> {
        Optional<GitHubRepository> before = GitHubRepository.named(notice.formerly());
        if (before.isPresent()) {
          lostAccess.follow(before.get(), wires.apply(before.get()));
        }
        changes.changed(repository);
      }
      case LOST -> lostAccess.verify(repository, wires.apply(repository));
      case NOTHING -> log.debug("nothing to do about webhook {}", notice.delivery());
    }
  }

  private static boolean isMeant(Notice notice, WatchedPull pull) {
    return notice.numbers().contains(pull.number())
        || (!notice.commit().isEmpty() && notice.commit().equals(pull.seen().head()));
  }

  private void lookAgain(WatchedPull pull) {
    Instant until = quiet.getOrDefault(key(pull.repository()), Instant.MIN);
    if (until.isAfter(clock.instant())) {
      watches.update(pull.dueAt(until));
      return;
    }
    try {
      visit(pull, false);
    } catch (TryAgainException e) {
      log.info("{}; looked at again later", e.sentence());
      watches.update(pull.dueAt(clock.instant().plus(e.asked().orElse(betweenLooks(pull)))));
    } catch (RuntimeException e) {
      log.warn("pull request {} could not be looked at", pull.id(), e);
      watches.update(pull.dueAt(clock.instant().plus(betweenLooks(pull))));
    }
  }

  /** Looks at a pull request, and keeps when the next time is. */
  private void visit(WatchedPull pull, boolean something) throws TryAgainException {
    GitHubWire wire = wires.apply(pull.repository());
    try {
      WatchedPull seen = look.look(pull, new PullRequestApi(wire, pull.number()), something);
      if (!seen.id().equals(pull.id())) {
        watches.renamed(pull.repository(), seen.repository());
      }
      WatchedPull counted = seen.with(seen.seen().counted(seen.seen().turn() + 1));
      watches.update(
          seen.due().equals(pull.due())
              ? counted.dueAt(clock.instant().plus(betweenLooks(pull)))
              : counted);
    } catch (TryAgainException e) {
      e.asked().ifPresent(wait -> hush(pull, wait));
      throw e;
    } catch (RefusedException e) {
      lostAccess.refused(pull, wire, e, clock.instant().plus(betweenLooks(pull)));
    }
  }

  /** A limit holds for all that one token may ask. */
  private void hush(WatchedPull pull, Duration wait) {
    quiet.put(key(pull.repository()), clock.instant().plus(wait));
  }

  private void react(Reaction reaction) {
    Optional<WatchedPull> pull = watches.find(reaction.pullId());
    if (pull.isEmpty()) {
      watches.update(reaction.in(Reaction.State.GIVEN_UP));
      return;
    }
    Instant until = quiet.getOrDefault(key(pull.get().repository()), Instant.MIN);
    if (until.isAfter(clock.instant())) {
      watches.update(reaction.dueAt(until));
      return;
    }
    try {
      GitHubWire wire = wires.apply(pull.get().repository());
      deeds.work(reaction, pull.get(), new PullRequestApi(wire, pull.get().number()));
    } catch (TryAgainException e) {
      e.asked().ifPresent(wait -> hush(pull.get(), wait));
      again(reaction, e.asked(), e.sentence());
    } catch (RefusedException e) {
      log.warn("{} is given up: {}", reaction.id(), e.sentence());
      watches.update(reaction.in(Reaction.State.GIVEN_UP));
      // Whether more than this is refused, the next look finds.
      watches.find(reaction.pullId()).ifPresent(now -> watches.update(now.dueAt(clock.instant())));
    } catch (RuntimeException e) {
      log.warn("{} failed", reaction.id(), e);
      again(reaction, Optional.empty(), "a fault of ours");
    }
  }

  private void again(Reaction reaction, Optional<Duration> asked, String reason) {
    Reaction tried = watches.reaction(reaction.id()).orElse(reaction);
    if (tried.tries() == reaction.tries()) {
      tried = tried.tried();
    }
    if (tried.tries() >= Tries.MOST) {
      log.warn("{} is given up: {}", reaction.id(), reason);
      watches.update(tried.in(Reaction.State.GIVEN_UP));
      return;
    }
    Duration wait = asked.orElse(Tries.pause(tried.tries()));
    watches.update(tried.dueAt(clock.instant().plus(wait)));
  }

  /** Spread, so that not all are asked for at once; rarer where GitHub tells by itself. */
  private Duration betweenLooks(WatchedPull pull) {
    Instant heard = told.getOrDefault(key(pull.repository()), Instant.MIN);
    boolean tells = heard.isAfter(clock.instant().minus(limits.toldWithin()));
    Duration usual =
        tells ? limits.betweenLooks().multipliedBy(RARER_WHERE_TOLD) : limits.betweenLooks();
    return usual.plusMillis(random.nextLong(Math.max(1, usual.toMillis() / 5)));
  }

  private static String key(GitHubRepository repository) {
    return repository.fullName().toLowerCase(Locale.ROOT);
  }
}
