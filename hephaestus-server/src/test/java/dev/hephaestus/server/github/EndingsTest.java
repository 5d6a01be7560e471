package dev.hephaestus.server.github;

import static dev.hephaestus.server.github.LifeFixture.BETTER;
import static dev.hephaestus.server.github.LifeFixture.NOW;
import static dev.hephaestus.server.github.LifeFixture.BRANCH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.delivery.ReviewReplies;
import dev.hephaestus.server.delivery.TestSolutions;
import dev.hephaestus.server.github.OurPullRequest.Phase;
import dev.hephaestus.server.incident.Fix;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.repair.Example.Judgement;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the end of a pull request means for its incident. */
final class EndingsTest {
  @TempDir private Path folder;
  private LifeFixture shop;

  @BeforeEach
  void open() {
    shop = new LifeFixture(folder);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void aMergeEndsTheIncidentWithTheCommitThatRegressionsAreKnownBy() {
    shop.merge("f".repeat(40));

    shop.told();

    assertThat(shop.state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(shop.details().fix().orElseThrow().commit()).isEqualTo("f".repeat(40));
    assertThat(shop.review().example().judgement()).isEqualTo(Judgement.MERGED);
    assertThat(shop.database.pullRequests().ofSolution(shop.solution.id()).orElseThrow().phase())
        .isEqualTo(Phase.MERGED);
    assertThat(shop.actions()).containsExactly("pull_request.merged");
    assertThat(shop.ours()).isEmpty();
  }

  @Test
  void aMergeAfterSomebodyChangedItTeachesThatItHadToBeChanged() {
    shop.turns();
    shop.repository.commitOn(BRANCH, "Better", TestSolutions.PATH, BETTER);
    shop.merge("f".repeat(40));

    shop.told();

    assertThat(shop.review().example().judgement()).isEqualTo(Judgement.CHANGED);
  }

  @Test
  void afterAClosingTheReasonIsAskedOnceAndTheFaultRests() {
    shop.home.touched(1).put("state", "closed");

    shop.told();
    shop.told();

    assertThat(shop.state()).isEqualTo(IncidentState.MUTED);
    assertThat(shop.ours()).singleElement().asString().startsWith(ReviewReplies.WHY_CLOSED);
    assertThat(shop.review().example().judgement()).isEqualTo(Judgement.REJECTED);
    assertThat(shop.watches().rests(LifeFixture.SHOP, shop.solution.fingerprint())).isTrue();
    assertThat(shop.actions()).containsExactly("pull_request.closed", "pull_request.commented");
  }

  @Test
  void theReasonThatAWriterGivesIsLearnedAndAStrangersIsNot() {
    shop.home.touched(1).put("state", "closed");
    shop.told();
    shop.says("joe", "because I say so");
    shop.says("ann", "a cart without coupon must be refused");

    shop.told();

    assertThat(shop.review().example().reason()).isEqualTo("a cart without coupon must be refused");
  }

  @Test
  void whoeverReopensItWakesTheFault() {
    shop.home.touched(1).put("state", "closed");
    shop.told();
    shop.home.touched(1).put("state", "open");

    shop.told();

    assertThat(shop.state()).isEqualTo(IncidentState.FIX_PROPOSED);
    assertThat(shop.watched().state()).isEqualTo(WatchedPull.State.OPEN);
    assertThat(shop.database.pullRequests().ofSolution(shop.solution.id()).orElseThrow().phase())
        .isEqualTo(Phase.OPEN);
  }

  @Test
  void whereTheFaultIsGoneItIsClosedWithANote() {
    shop.says("ann", "/hephaestus retry");
    shop.told();
    shop.database.incidents().move(shop.incident.id(), IncidentState.FIXING);
    shop.database
        .incidents()
        .move(shop.incident.id(), IncidentState.FIXED_AT_HEAD, new Fix("abc", "", NOW));
    shop.ends(RunState.FIXED_AT_HEAD, "Since abc the call returns.");

    shop.turns();
    shop.told();

    assertThat(shop.pullState()).isEqualTo("closed");
    assertThat(shop.state()).isEqualTo(IncidentState.FIXED_AT_HEAD);
    assertThat(shop.ours()).singleElement().asString().contains("does not have this fault");
  }
}
