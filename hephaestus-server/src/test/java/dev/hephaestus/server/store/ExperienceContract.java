package dev.hephaestus.server.store;

import static dev.hephaestus.server.store.TestObjects.run;
import static dev.hephaestus.server.store.TestObjects.solution;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.pipeline.Experience;
import dev.hephaestus.server.pipeline.KnownFix;
import dev.hephaestus.server.pipeline.Review;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.pipeline.RunStore;
import dev.hephaestus.server.repair.Example.Judgement;
import dev.hephaestus.server.security.Scope;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every store of experience does. */
abstract class ExperienceContract {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String HERE = "/srv/shop.git";
  private static final Map<String, String> BLOBS = Map.of("src/A.java", "b1", "src/New.java", "");

  abstract Experience store();

  abstract RunStore runs();

  @Test
  void givesBackEveryFieldOfAReview() {
    Review review = review("1", Judgement.CHANGED, 0);
    store().keep(review);

    assertThat(store().review("s1")).contains(review);
    assertThat(store().review("s2")).isEmpty();
    assertThat(store().reviews(Scope.DEFAULT_TENANT, review.repository())).containsExactly(review);
    assertThat(store().reviews(Scope.DEFAULT_TENANT, "/srv/other.git")).isEmpty();
    assertThat(store().reviews("theirs", review.repository())).isEmpty();
  }

  @Test
  void theLastReviewOfASolutionCounts() {
    store().keep(review("1", Judgement.MERGED, 0));
    Review rejected = Review.of(solution("s1"), Judgement.REJECTED, "", "broke", NOON);
    store().keep(rejected);

    assertThat(store().reviews(Scope.DEFAULT_TENANT, rejected.repository()))
        .containsExactly(rejected);
  }

  @Test
  void listsReviewsNewestFirstAndForgetsTheOldestButNoRejection() {
    store().keep(review("000", Judgement.REJECTED, 0));
    for (int i = 1; i <= Experience.MOST_REVIEWS + 1; i++) {
      store().keep(review("%03d".formatted(i), Judgement.MERGED, i));
    }
    String repository = solution("s1").repository().location();

    assertThat(store().reviews(Scope.DEFAULT_TENANT, repository)).hasSize(Experience.MOST_REVIEWS);
    assertThat(store().reviews(Scope.DEFAULT_TENANT, repository).getFirst().solutionId())
        .isEqualTo("s201");
    assertThat(store().review("s001")).isEmpty();
    assertThat(store().review("s000")).isPresent();
  }

  @Test
  void findsTheSolutionsOfAFaultWithTheCodeTheyRestOn() {
    Solution first = kept("1");
    Solution second = kept("2");
    store().remember("s1", BLOBS);
    store().remember("s2", Map.of("src/A.java", "b2"));
    store().remember("s1", BLOBS);

    assertThat(
            store().known(Scope.DEFAULT_TENANT, first.repository().location(), first.fingerprint()))
        .containsExactly(
            new KnownFix(second, Map.of("src/A.java", "b2")), new KnownFix(first, BLOBS));
    assertThat(store().known(Scope.DEFAULT_TENANT, "/srv/other.git", first.fingerprint()))
        .isEmpty();
    assertThat(store().known("theirs", first.repository().location(), first.fingerprint()))
        .isEmpty();
    assertThat(store().known(Scope.DEFAULT_TENANT, HERE, "f".repeat(32))).isEmpty();
  }

  @Test
  void doesNotFindWhatAReviewerRejected() {
    Solution solution = kept("1");
    store().remember("s1", BLOBS);
    store().keep(Review.of(solution, Judgement.REJECTED, "", "no", NOON));

    assertThat(
            store()
                .known(
                    Scope.DEFAULT_TENANT, solution.repository().location(), solution.fingerprint()))
        .isEmpty();
  }

  @Test
  void remembersNothingOfASolutionThatIsNotKeptOrRestsOnNothing() {
    Solution solution = kept("1");
    store().remember("s1", Map.of());
    store().remember("s9", BLOBS);

    assertThat(
            store()
                .known(
                    Scope.DEFAULT_TENANT, solution.repository().location(), solution.fingerprint()))
        .isEmpty();
  }

  private Solution kept(String n) {
    runs().addIfNoneOpen(run("r" + n, "i" + n, RunState.RUNNING));
    return runs().keep("r" + n, solution("s" + n));
  }

  private Review review(String n, Judgement judgement, int seconds) {
    return Review.of(kept(n), judgement, "--- a\n", "tidied", NOON.plusSeconds(seconds));
  }
}
