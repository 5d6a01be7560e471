package dev.hephaestus.server.github;

import static dev.hephaestus.server.github.LifeFixture.BETTER;
import static dev.hephaestus.server.github.LifeFixture.BRANCH;
import static dev.hephaestus.server.github.LifeFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.delivery.ReviewReplies;
import dev.hephaestus.server.delivery.TestSolutions;
import dev.hephaestus.server.github.OurPullRequest.Phase;
import dev.hephaestus.server.incident.Fix;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.repair.Example.Judgement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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

  @Test
  void whereTheBaseChangesWhatTheFixChangesItIsFoundOutWhetherTheFaultIsGone() {
    shop.life.turn();
    shop.files.head = Optional.of("a".repeat(40));
    shop.files.texts.put(TestSolutions.PATH, TestSolutions.BEFORE);
    shop.pass(Duration.ofHours(2));
    assertThat(shop.queued).as("something else has changed").isEmpty();
    shop.files.head = Optional.of("b".repeat(40));
    shop.files.texts.put(TestSolutions.PATH, TestSolutions.BEFORE + "// mended\n");

    shop.tell(Notice.Kind.PUSH);
    shop.pass(Duration.ofMinutes(2));
    assertThat(shop.queued).hasSize(1);
    shop.ends(RunState.FIXED_AT_HEAD, "Since b the call returns.");
    shop.pass(Duration.ofMinutes(10));

    assertThat(shop.pullState()).isEqualTo("closed");
    assertThat(shop.ours()).singleElement().asString().contains("does not have this fault");
  }

  @Test
  void whereTheFaultIsThereStillNothingIsSaidAndNothingPushed() {
    shop.life.turn();
    String before = shop.head();
    shop.files.head = Optional.of("b".repeat(40));
    shop.files.texts.put(TestSolutions.PATH, TestSolutions.BEFORE + "// more\n");
    shop.pass(Duration.ofHours(2));

    shop.ends(RunState.ABSTAINED, "The newest code has this fault still.");
    shop.pass(Duration.ofHours(2));

    assertThat(shop.queued).as("once for each commit").hasSize(1);
    assertThat(shop.writes()).isEmpty();
    assertThat(shop.head()).isEqualTo(before);
  }
}
