package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.github.GitHubRepository;
import dev.hephaestus.server.github.OurPullRequest;
import dev.hephaestus.server.github.OurPullRequest.Phase;
import dev.hephaestus.server.github.PullRequestBook;
import dev.hephaestus.server.github.PullRequestBook.Intent;
import dev.hephaestus.server.github.PullRequestCaps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every book of pull requests does. */
abstract class PullRequestBookContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant BEFORE = NOON.minusSeconds(600);
  private static final PullRequestCaps CAPS = new PullRequestCaps(2, 3);
  private static final GitHubRepository SHOP = new GitHubRepository("Acme", "shop");

  abstract PullRequestBook book();

  @Test
  void followsOneFromTheIntentToTheMerge() {
    OurPullRequest intent = intent("s1", "f1", NOON);
    assertThat(book().intend(intent, CAPS, BEFORE)).isEqualTo(new Intent.Ours(intent));
    assertThat(book().open()).isEmpty();

    OurPullRequest branched = intent.branched("c1", NOON.plusSeconds(1));
    assertThat(book().update(branched)).isTrue();
    OurPullRequest touched = branched.at("c1", NOON.plusSeconds(9));
    assertThat(book().intend(intent("s1", "f1", NOON.plusSeconds(9)), CAPS, BEFORE))
        .as("it is not stale while somebody is at it")
        .isEqualTo(new Intent.Ours(touched));
    assertThat(book().ofSolution("s1")).contains(touched);

    OurPullRequest open = branched.opened(7, "https://x/7", "c1", NOON.plusSeconds(2));
    assertThat(book().update(open)).isTrue();
    assertThat(book().open()).containsExactly(open);
    assertThat(book().byNumber("github.com", new GitHubRepository("acme", "Shop"), 7))
        .contains(open);
    assertThat(book().byBranch("github.com", SHOP, "hephaestus/s1")).contains(open);
    assertThat(book().byNumber("ghe.example", SHOP, 7)).isEmpty();

    OurPullRequest merged = open.at("c2", NOON).ended(Phase.MERGED, NOON.plusSeconds(3));
    assertThat(book().update(merged)).isTrue();
    assertThat(book().open()).isEmpty();
    assertThat(book().ofSolution("s1")).contains(merged);
    assertThat(book().ofIncident("i-f1")).containsExactly(merged);
    assertThat(book().ofSolution("s2")).isEmpty();
  }

  @Test
  void oneIsActiveForAnIncidentAtATime() {
    OurPullRequest first = intent("s1", "f1", NOON);
    book().intend(first, CAPS, BEFORE);

    assertThat(book().intend(intent("s2", "f1", NOON), CAPS, BEFORE))
        .isEqualTo(new Intent.Anothers(first));
    assertThat(book().ofSolution("s2")).isEmpty();
    assertThat(book().intend(intent("s3", "f2", NOON), CAPS, BEFORE))
        .isInstanceOf(Intent.Ours.class);

    book().update(first.opened(1, "l", "c", NOON));
    assertThat(book().intend(intent("s2", "f1", NOON), CAPS, NOON.plusSeconds(1)))
        .as("an open one does not grow stale")
        .isInstanceOf(Intent.Anothers.class);
  }

  @Test
  void theNextMayComeWhenOneHasEnded() {
    OurPullRequest first = opened("s1", "f1", 1, NOON);
    book().update(first.ended(Phase.CLOSED, NOON));

    assertThat(book().intend(intent("s2", "f1", NOON), CAPS, BEFORE))
        .isInstanceOf(Intent.Ours.class);
    assertThat(book().intend(intent("s1", "f1", NOON), CAPS, BEFORE))
        .as("the same solution is not delivered a second time")
        .isEqualTo(new Intent.Ours(first.ended(Phase.CLOSED, NOON)));
  }

  @Test
  void whoeverStoppedInTheMiddleMakesRoom() {
    OurPullRequest first = intent("s1", "f1", NOON);
    book().intend(first, CAPS, BEFORE);
    book().update(first.branched("c", NOON));

    OurPullRequest second = intent("s2", "f1", NOON.plusSeconds(900));
    assertThat(book().intend(second, CAPS, NOON.plusSeconds(1))).isEqualTo(new Intent.Ours(second));
    assertThat(book().ofSolution("s1")).map(OurPullRequest::phase).contains(Phase.ABANDONED);
    assertThat(book().update(first.opened(1, "l", "c", NOON)))
        .as("it comes too late when it goes on after all")
        .isFalse();
  }

  @Test
  void oneThatWasAbandonedCanBeIntendedAnew() {
    OurPullRequest first = intent("s1", "f1", NOON);
    book().intend(first, CAPS, BEFORE);
    book().update(first.ended(Phase.ABANDONED, NOON));

    OurPullRequest again = intent("s1", "f1", NOON.plusSeconds(5));
    OurPullRequest revived = first.revived(again.changed());
    assertThat(book().intend(again, CAPS, BEFORE)).isEqualTo(new Intent.Ours(revived));
    assertThat(book().ofIncident("i-f1")).containsExactly(revived);
    assertThat(revived).as("it is known not to be new").isNotEqualTo(again);
  }

  @Test
  void aPhaseDoesNotGoBack() {
    OurPullRequest open = opened("s1", "f1", 1, NOON);

    assertThat(book().update(open.branched("c9", NOON))).isFalse();
    assertThat(book().update(open.ended(Phase.ABANDONED, NOON))).isFalse();
    assertThat(book().ofSolution("s1")).contains(open);
    book().update(open.ended(Phase.MERGED, NOON));
    assertThat(book().update(open)).isFalse();
    assertThat(book().update(intent("none", "f2", NOON))).isFalse();
  }

  @Test
  void peopleMayOpenAClosedOneAgain() {
    OurPullRequest closed = opened("s1", "f1", 1, NOON).ended(Phase.CLOSED, NOON);
    book().update(closed);

    assertThat(book().reopen("s1", NOON.plusSeconds(9))).isTrue();
    assertThat(book().open()).containsExactly(closed.opened(1, "l", "c", NOON.plusSeconds(9)));
    assertThat(book().reopen("s1", NOON)).isTrue();
    assertThat(book().reopen("none", NOON)).isFalse();
  }

  @Test
  void oneIsNotOpenedAgainBesideItsSuccessor() {
    book().update(opened("s1", "f1", 1, NOON).ended(Phase.CLOSED, NOON));
    book().intend(intent("s2", "f1", NOON), CAPS, BEFORE);

    assertThat(book().reopen("s1", NOON)).isFalse();
  }

  @Test
  void capsCountWithinTheHourAndTheDay() {
    book().intend(intent("s1", "f1", NOON), CAPS, BEFORE);
    book().intend(intent("s2", "f2", NOON.plusSeconds(60)), CAPS, BEFORE);

    Intent third = book().intend(intent("s3", "f3", NOON.plusSeconds(120)), CAPS, BEFORE);
    assertThat(third)
        .isInstanceOfSatisfying(
            Intent.TooMany.class,
            tooMany -> assertThat(tooMany.again()).isEqualTo(NOON.plus(Duration.ofHours(1))));
    assertThat(book().ofSolution("s3")).isEmpty();

    Instant later = NOON.plus(Duration.ofHours(2));
    assertThat(book().intend(intent("s3", "f3", later), CAPS, BEFORE))
        .isInstanceOf(Intent.Ours.class);
    assertThat(book().intend(intent("s4", "f4", later), CAPS, BEFORE))
        .isInstanceOfSatisfying(
            Intent.TooMany.class,
            tooMany -> assertThat(tooMany.again()).isEqualTo(NOON.plus(Duration.ofDays(1))));
    assertThat(book().intend(intent("s1", "f1", later), CAPS, BEFORE))
        .as("one that was counted goes on")
        .isInstanceOf(Intent.Ours.class);
  }

  @Test
  void capsDoNotCountWhatWasNeverOpened() {
    for (int i = 0; i < 5; i++) {
      OurPullRequest intent = intent("s" + i, "f" + i, NOON);
      assertThat(book().intend(intent, CAPS, BEFORE)).isEqualTo(new Intent.Ours(intent));
      book().update(intent.ended(Phase.ABANDONED, NOON));
    }
  }

  @Test
  void oneOfManyAtATimeIsGrantedTheIntent() throws Exception {
    List<Callable<Intent>> racing = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      OurPullRequest intent = intent("s" + i, "f1", NOON);
      racing.add(() -> book().intend(intent, CAPS, BEFORE));
    }
    int granted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Intent> intent : threads.invokeAll(racing)) {
        granted += intent.get() instanceof Intent.Ours ? 1 : 0;
      }
    }
    assertThat(granted).isEqualTo(1);
    assertThat(book().ofIncident("i-f1")).hasSize(1);
  }

  private OurPullRequest opened(String solution, String fingerprint, long number, Instant at) {
    OurPullRequest intent = intent(solution, fingerprint, at);
    book().intend(intent, CAPS, BEFORE);
    OurPullRequest open = intent.opened(number, "l", "c", at);
    book().update(open);
    return open;
  }

  private static OurPullRequest intent(String solution, String fingerprint, Instant at) {
    return new OurPullRequest(
        solution,
        "i-" + fingerprint,
        "n1",
        fingerprint,
        "github.com",
        SHOP,
        "main",
        "hephaestus/" + solution,
        Phase.INTENDED,
        0,
        "",
        "",
        at,
        at);
  }
}
