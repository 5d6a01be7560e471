package dev.hephaestus.server.github;

import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.pipeline.Experience;
import dev.hephaestus.server.pipeline.RunStore;
import dev.hephaestus.server.security.AuditLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
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
  private static final Duration LONGEST_END = Duration.ofSeconds(5);
  private static final int MARK_BYTES = 16;

  private final WebhookInbox inbox;
  private final Clock clock;
  private final PullRequestLife life;
  private final Thread thread;
  private final Object wake = new Object();
  private boolean told;
  private volatile boolean closing;

  /**
   * What is kept, and where it is found.
   *
   * @param inbox what GitHub told
   * @param watches our pull requests
   * @param incidents what they are about
   * @param runs what they come from
   * @param nodes whose they are
   * @param experience what is learned from them
   */
  public record Stores(
      WebhookInbox inbox,
      PullRequestWatches watches,
      IncidentStore incidents,
      RunStore runs,
      NodeStore nodes,
      Experience experience) {}

  /**
   * Nothing is done yet.
   *
   * @param tokens for its repositories, each for its own alone
   * @param queue has a run of an id carried out
   * @param ids for runs
   */
  public GitHubLife(
      GitHubHost host,
      GitHubTokens tokens,
      PullRequestSettings settings,
      LifeLimits limits,
      Stores stores,
      RepositoryChanges changes,
      Consumer<String> queue,
      Supplier<String> ids,
      AuditLog audit,
      Clock clock) {
    this(
        stores.inbox(),
        life(host, tokens, settings, limits, stores, changes, queue, ids, audit, clock),
        clock);
  }

  GitHubLife(WebhookInbox inbox, PullRequestLife life, Clock clock) {
    this.inbox = inbox;
    this.life = life;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("github-life").daemon().unstarted(this::live);
  }

  static PullRequestLife life(
      GitHubHost host,
      GitHubTokens tokens,
      PullRequestSettings settings,
      LifeLimits limits,
      Stores stores,
      RepositoryChanges changes,
      Consumer<String> queue,
      Supplier<String> ids,
      AuditLog audit,
      Clock clock) {
    SecureRandom random = new SecureRandom();
    OkHttpClient http = http(settings.callTimeout());
    PullRequestWatches watches = stores.watches();
    RunStore runs = stores.runs();
    Decisions decisions = new Decisions(watches, limits, () -> mark(random), clock);
    Endings endings =
        new Endings(stores.incidents(), runs, stores.experience(), decisions, audit, clock);
    PullRequestLook look =
        new PullRequestLook(
            new Listening(decisions, endings, runs::solution),
            new Checks(decisions),
            endings,
            decisions,
            runs::solution);
    Revising revising =
        new Revising(
            watches, runs, stores.nodes(), queue, ids, decisions, endings, audit, clock);
    return new PullRequestLife(
        stores.inbox(),
        watches,
        look,
        new Deeds(watches, revising, audit),
        new LostAccess(watches, endings, changes, audit),
        changes,
        repository -> new GitHubWire(host, repository, tokens, http, clock),
        limits,
        random,
        clock);
  }

  private static OkHttpClient http(Duration timeout) {
    return new OkHttpClient.Builder()
        .callTimeout(timeout)
        .connectTimeout(timeout)
        .readTimeout(timeout)
        .writeTimeout(timeout)
        // It would send a request again whose answer was lost.
        .retryOnConnectionFailure(false)
        .build();
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

  /** Takes what GitHub told; it is on disk when this returns, and worked off soon. */
  public WebhookInbox.Taken take(Notice notice) {
    WebhookInbox.Taken taken = inbox.put(notice, clock.instant());
    synchronized (wake) {
      told = true;
      wake.notifyAll();
    }
    return taken;
  }

  private void live() {
    while (!closing) {
      try {
        life.turn();
      } catch (RuntimeException e) {
        // The store, most likely; it says so itself at other places.
        log.warn("the pull requests could not be looked through", e);
      }
      rest();
    }
  }

  private void rest() {
    synchronized (wake) {
      try {
        if (!told && !closing) {
          wake.wait(BETWEEN_TURNS.toMillis());
        }
        told = false;
      } catch (InterruptedException e) {
        closing = true;
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
