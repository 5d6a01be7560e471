package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.pipeline.Experience;
import dev.hephaestus.server.pipeline.RunStore;
import dev.hephaestus.server.security.AuditLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lives with our pull requests, on a thread of its own: listens, answers, revises, and learns how
 * they end.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class GitHubLife implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GitHubLife.class);
  private static final Duration BETWEEN_TURNS = Duration.ofSeconds(1);
  private static final Duration TO_END_BY_ITSELF = Duration.ofSeconds(2);
  private static final Duration LONGEST_END = Duration.ofSeconds(5);
  private static final int MARK_BYTES = 16;

  private final NoticeDesk desk;
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * What is kept, and where it is found.
   *
   * @param inbox what GitHub told
   * @param watches our pull requests on each GitHub
   * @param book the same, as those who open them keep it
   * @param incidents what they are about
   * @param runs what they come from
   * @param nodes whose they are
   * @param experience what is learned from them
   */
  public record Stores(
      WebhookInbox inbox,
      Function<GitHubHost, PullRequestWatches> watches,
      PullRequestBook book,
      IncidentStore incidents,
      RunStore runs,
      NodeStore nodes,
      Experience experience) {}

  /**
   * What is done elsewhere.
   *
   * @param changes told of what becomes of repositories on each GitHub
   * @param files shows what the repositories ask for
   * @param revalidation judges a fix anew whose base has moved
   * @param report writes the pull requests' text
   * @param queue has a run of an id carried out
   * @param ids for runs
   * @param audit told of all that is done on GitHub
   */
  public record Others(
      Function<GitHubHost, RepositoryChanges> changes,
      RepositoryFiles files,
      Revalidation revalidation,
      EvidenceReport report,
      Consumer<String> queue,
      Supplier<String> ids,
      AuditLog audit) {}

  /**
   * A GitHub.
   *
   * @param tokens for its repositories, each for its own alone
   */
  public record Account(GitHubHost host, GitHubTokens tokens) {}

  /**
   * Nothing is done yet.
   *
   * @param choices how the pull request of a solution is to be
   */
  public GitHubLife(
      List<Account> accounts,
      Function<Solution, PullRequestSettings> choices,
      LifeLimits limits,
      Stores stores,
      Others others,
      Clock clock) {
    this.desk = desk(accounts, choices, limits, stores, others, clock);
    this.thread = Thread.ofPlatform().name("github-life").daemon().unstarted(this::live);
  }

  static NoticeDesk desk(
      List<Account> accounts,
      Function<Solution, PullRequestSettings> choices,
      LifeLimits limits,
      Stores stores,
      Others others,
      Clock clock) {
    List<PullRequestLife> lives =
        accounts.stream()
            .map(account -> life(account, choices, limits, stores, others, clock))
            .toList();
    return new NoticeDesk(stores.inbox(), lives, clock);
  }

  private static PullRequestLife life(
      Account account,
      Function<Solution, PullRequestSettings> choices,
      LifeLimits limits,
      Stores stores,
      Others others,
      Clock clock) {
    SecureRandom random = new SecureRandom();
    GitHubHost host = account.host();
    GitHubHttp http = new GitHubHttp(host, PullRequestSettings.defaults().callTimeout(), clock);
    PullRequestWatches watches = stores.watches().apply(host);
    RepositoryChanges changes = others.changes().apply(host);
    RunStore runs = stores.runs();
    AuditLog audit = others.audit();
    Decisions decisions = new Decisions(watches, limits, () -> mark(random), clock);
    Endings endings =
        new Endings(
            host,
            stores.book(),
            stores.incidents(),
            runs,
            stores.experience(),
            decisions,
            audit,
            clock);
    Revising revising =
        new Revising(
            watches,
            runs,
            stores.nodes(),
            others.queue(),
            others.ids(),
            decisions,
            endings,
            fix -> new JudgedHere(fix, choices.apply(fix), others.files(), others.revalidation()),
            fix -> others.report().pullRequest(fix, fix.baseCommit(), choices.apply(fix).issue()),
            audit,
            clock);
    Map<GitHubRepository, GitHubWire> wires = new HashMap<>();
    return new PullRequestLife(
        host,
        watches,
        stores.book(),
        new PullRequestLook(
            new Listening(decisions, endings, runs::solution),
            new Checks(decisions),
            endings,
            decisions,
            new MovedBase(others.files()),
            runs::solution),
        new Deeds(watches, revising, audit),
        new LostAccess(watches, endings, changes, audit),
        changes,
        // Kept, and with it the token: a look is one call, not three.
        repository ->
            wires.computeIfAbsent(
                repository, any -> new GitHubWire(http, repository, account.tokens())),
        limits,
        random,
        clock);
  }

  private static String mark(SecureRandom random) {
    byte[] bytes = new byte[MARK_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** From now on it is done what is due. */
  public void start() {
    thread.start();
  }

  private void live() {
    try {
      do {
        turn();
      } while (!closing.await(BETWEEN_TURNS.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      // Then it ends with what it did.
    }
  }

  private void turn() {
    try {
      desk.turn();
    } catch (RuntimeException e) {
      // The store, most likely; it says so at other places too.
      log.warn("the pull requests could not be looked through", e);
    }
  }

  /** What it is at is ended first, unless that takes long: a call, or the build of a fix. */
  @Override
  public void close() {
    closing.countDown();
    try {
      if (thread.getState() != Thread.State.NEW && !thread.join(TO_END_BY_ITSELF)) {
        thread.interrupt();
        boolean unused = thread.join(LONGEST_END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
