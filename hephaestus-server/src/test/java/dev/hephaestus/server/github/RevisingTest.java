package dev.hephaestus.server.github;

import static dev.hephaestus.server.github.LifeFixture.BETTER;
import static dev.hephaestus.server.github.LifeFixture.BRANCH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.cli.demo.hub.HubFault;
import dev.hephaestus.server.delivery.ReviewReplies;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.delivery.TestSolutions;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.pipeline.Revision;
import dev.hephaestus.server.pipeline.Revision.Reason;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.repair.Example.Judgement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How another fix comes onto the branch of a pull request. */
final class RevisingTest {
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
  void aWishLeadsToAFurtherCommitAndIsAnswered() {
    String before = shop.head();
    shop.says("ann", "Nice.\n/hephaestus revise do not return 0\nbut the empty text");

    shop.told();

    Revision revision = shop.database.runs().revision(shop.queued.getLast()).orElseThrow();
    assertThat(revision.reason()).isEqualTo(Reason.REVIEW);
    assertThat(revision.solutions()).containsExactly(shop.solution.id());
    assertThat(revision.remarks()).containsExactly("do not return 0\nbut the empty text");

    Solution better = shop.found("sol-better", BETTER);

    RevCommit tip = shop.repository.tip(BRANCH);
    assertThat(List.<ObjectId>of(tip.getParents())).containsExactly(ObjectId.fromString(before));
    assertThat(shop.repository.text(tip, TestSolutions.PATH)).isEqualTo(BETTER);
    assertThat(shop.ours()).singleElement().asString().contains(tip.name().substring(0, 10));
    assertThat(shop.watched().solutionId()).isEqualTo(better.id());
    assertThat(shop.watched().seen().head()).isEqualTo(tip.name());
    assertThat(shop.review().example().judgement()).isEqualTo(Judgement.REJECTED);
    assertThat(shop.review().example().reason()).startsWith("do not return 0");
    assertThat(shop.actions()).containsExactly("pull_request.revised", "pull_request.commented");
  }

  @Test
  void aReviewsWordsAreGatheredAndAnsweredInTheirThread() {
    long thread = shop.saysOnLine("ann", "why 0?").path("id").asLong();
    shop.saysOnLine("ann", "and why here?");
    shop.talk.reviews(1, "ann", "CHANGES_REQUESTED", "Not like this.");

    shop.told();

    assertThat(shop.queued).hasSize(1);
    assertThat(shop.database.runs().revision(shop.queued.get(0)).orElseThrow().remarks())
        .hasSize(3)
        .first()
        .asString()
        .contains("line 5", "coupon == null", "why 0?");
    shop.ends(RunState.ABSTAINED, "Nothing else passes @everyone.");
    shop.turns();
    assertThat(shop.ours()).singleElement().asString().contains("no better fix", "@\u200Beveryone");
    assertThat(shop.talk.carrying(Comment.OURS).getLast().path("in_reply_to_id").asLong())
        .isEqualTo(thread);
  }

  @Test
  void aFaultOfThisServersIsNotToldInItsOwnWords() {
    shop.says("ann", "/hephaestus retry");
    shop.told();
    shop.ends(RunState.FAILED, "/srv/secret/path is full");

    shop.turns();

    assertThat(shop.ours()).singleElement().asString().doesNotContain("secret");
  }

  @Test
  void aConflictIsSolvedByAMergeThatForcesNothing() {
    shop.turns();
    ObjectId before = shop.repository.head(BRANCH);
    ObjectId main = shop.repository.commit("moved", "README", "hello\n");
    shop.home.touched(1).put("mergeable", false);

    shop.told();
    assertThat(shop.database.runs().revision(shop.queued.getLast()).orElseThrow().reason())
        .isEqualTo(Reason.CONFLICT);
    shop.home.touched(1).put("mergeable", true);
    shop.found("sol-merged", BETTER);

    RevCommit tip = shop.repository.tip(BRANCH);
    assertThat(List.<ObjectId>of(tip.getParents())).containsExactly(before, main);
    assertThat(shop.repository.text(tip, "README")).isEqualTo("hello\n");
    assertThat(shop.repository.text(tip, TestSolutions.PATH)).isEqualTo(BETTER);
  }

  @Test
  void commitsOfPeopleAreNotTouched() {
    shop.says("ann", "/hephaestus retry");
    shop.told();
    ObjectId theirs = shop.repository.commitOn(BRANCH, "Mine", "NOTES", "mine\n");

    shop.found("sol-late", BETTER);

    assertThat(shop.repository.head(BRANCH)).isEqualTo(theirs);
    assertThat(shop.ours()).singleElement().asString().startsWith(ReviewReplies.BRANCH_IS_YOURS);
  }

  @Test
  void whatTheRepositoryDoesNotWantIsNotPushed() {
    shop.files.texts.put(".github/hephaestus.yml", "mode: suggest\n");
    shop.says("ann", "/hephaestus retry");
    shop.told();
    String before = shop.head();

    shop.found("sol-unwanted", BETTER);

    assertThat(shop.head()).isEqualTo(before);
    assertThat(shop.ours()).singleElement().asString().contains("no better fix");
  }

  @Test
  void aNodeThatMayNotDeployAnyMoreHasNothingPushed() {
    shop.database.nodes().update(shop.node(Mode.SUGGEST));
    shop.says("ann", "/hephaestus retry");

    shop.told();

    assertThat(shop.queued).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = HubFault.class,
      names = {"NONE", "STALLED", "ACCESS_REVOKED", "TOKEN_EXPIRED", "FORBIDDEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void aWishIsFulfilledOnceWhicheverCallFails(HubFault fault) {
    ObjectId before = shop.repository.head(BRANCH);
    shop.says("ann", "/hephaestus revise otherwise");
    List<String> failed = new ArrayList<>();
    // Each call fails the first time that it is made.
    shop.hub.breakBy(
        call -> {
          String made = call.method() + " " + call.path();
          if (failed.contains(made)) {
            return HubFault.NONE;
          }
          failed.add(made);
          return fault;
        });

    shop.told();
    shop.pass(Duration.ofHours(1));
    shop.found("sol-better", BETTER);
    shop.pass(Duration.ofHours(9));

    assertThat(shop.queued).hasSize(1);
    assertThat(shop.repository.text(shop.repository.tip(BRANCH), TestSolutions.PATH))
        .isEqualTo(BETTER);
    assertThat(List.<ObjectId>of(shop.repository.tip(BRANCH).getParents())).containsExactly(before);
    assertThat(shop.ours()).hasSize(1);
    assertThat(failed).hasSizeGreaterThan(8);
  }

  @Test
  void thePullRequestsTextTellsOfTheFixThatStands() {
    ObjectNode pull = shop.home.touched(1);
    pull.put("body", DeliveryFixture.REPORT.pullRequest(shop.solution, "abc"));
    shop.says("ann", "/hephaestus retry");
    shop.told();

    Solution better = shop.found("sol-better", BETTER);

    assertThat(shop.home.pulls().get(0).path("body").asText())
        .contains("solution `" + better.id() + "`")
        .doesNotContain("solution `" + shop.solution.id() + "`");
    assertThat(shop.actions()).contains("pull_request.rewritten");
  }

  @Test
  void aTextThatPeopleWroteAnewIsLeftAsItIs() {
    shop.home.touched(1).put("body", "In our own words.");
    shop.says("ann", "/hephaestus retry");
    shop.told();

    shop.found("sol-better", BETTER);

    assertThat(shop.home.pulls().get(0).path("body").asText()).isEqualTo("In our own words.");
  }
}
