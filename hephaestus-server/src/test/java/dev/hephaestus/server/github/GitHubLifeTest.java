package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitHubLifeTest {
  @TempDir private Path folder;

  @Test
  void whatItIsAtIsEndedAndNotInterruptedWhenItIsClosed() throws Exception {
    try (Database database = Database.open(folder)) {
      Held inbox = new Held();
      GitHubLife life = life(database, inbox);
      life.start();
      inbox.begun.await();

      Thread closer = Thread.ofPlatform().start(life::close);
      await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
      inbox.go.countDown();
      closer.join();

      assertThat(inbox.ended).isTrue();
    }
  }

  @Test
  void oneThatWasNeverStartedIsClosedToo() {
    try (Database database = Database.open(folder)) {
      life(database, new Held()).close();
    }
  }

  private static GitHubLife life(Database database, WebhookInbox inbox) {
    return new GitHubLife(
        List.of(),
        fix -> PullRequestSettings.defaults(),
        LifeLimits.DEFAULT,
        new GitHubLife.Stores(
            inbox,
            database::pullRequestWatches,
            database.pullRequests(),
            database.incidents(),
            database.runs(),
            database.nodes(),
            database.experience()),
        new GitHubLife.Others(
            host -> {
              throw new AssertionError("nothing changes");
            },
            new MemoryFiles(),
            (fix, commit) -> {
              throw new AssertionError("nothing is judged");
            },
            new EvidenceReport(fix -> ""),
            run -> {},
            () -> "id",
            event -> {}),
        Clock.systemUTC());
  }

  /** Holds whoever asks what is due, and knows whether that was left alone. */
  private static final class Held implements WebhookInbox {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicBoolean ended = new AtomicBoolean();

    @Override
    public List<Waiting> due(Instant now, int limit) {
      begun.countDown();
      try {
        go.await();
        ended.set(true);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return List.of();
    }

    @Override
    public Taken put(Notice notice, Instant now) {
      throw new AssertionError("nothing is told");
    }

    @Override
    public void done(String delivery) {}

    @Override
    public void later(String delivery, Instant due) {}

    @Override
    public void forget(Instant before) {}
  }
}
