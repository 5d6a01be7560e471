package dev.hephaestus.server.github;

import static dev.hephaestus.server.github.LifeFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.delivery.ReviewReplies;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.delivery.TestSolutions;
import dev.hephaestus.server.github.FakeGitHub.Fault;
import dev.hephaestus.server.github.OurPullRequest.Phase;
import dev.hephaestus.server.incident.Fix;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.pipeline.Review;
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

/** What becomes of an open pull request, against a GitHub that keeps what is said and done. */
final class PullRequestLifeTest {
  private static final String BRANCH = "hephaestus/1a2b3c4d-f3a7c2d1";
  private static final String BETTER =
      TestSolutions.BEFORE.replace("coupon.trim()", "String.valueOf(coupon).trim()");

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
    merge("f".repeat(40));

    shop.told();

    assertThat(shop.state()).isEqualTo(IncidentState.RESOLVED);
    assertThat(shop.details().fix().orElseThrow().commit()).isEqualTo("f".repeat(40));
    assertThat(review().example().judgement()).isEqualTo(Judgement.MERGED);
    assertThat(shop.database.pullRequests().ofSolution(shop.solution.id()).orElseThrow().phase())
        .isEqualTo(Phase.MERGED);
    assertThat(shop.actions()).containsExactly("pull_request.merged");
    assertThat(shop.talk.ours()).isEmpty();
  }

  @Test
  void aMergeAfterSomebodyChangedItTeachesThatItHadToBeChanged() {
    shop.turns();
    shop.repository.commitOn(BRANCH, "Better", TestSolutions.PATH, BETTER);
    merge("f".repeat(40));

    shop.told();

    assertThat(review().example().judgement()).isEqualTo(Judgement.CHANGED);
  }

  @Test
  void afterAClosingTheReasonIsAskedOnceAndTheFaultRests() {
    shop.talk.touched(1).put("state", "closed");

    shop.told();
    shop.told();

    assertThat(shop.state()).isEqualTo(IncidentState.MUTED);
    assertThat(shop.talk.ours()).singleElement().asString().startsWith(ReviewReplies.WHY_CLOSED);
    assertThat(review().example().judgement()).isEqualTo(Judgement.REJECTED);
    assertThat(shop.watches().rests(LifeFixture.SHOP, shop.solution.fingerprint())).isTrue();
    assertThat(shop.actions()).containsExactly("pull_request.closed", "pull_request.commented");
  }

  @Test
  void theReasonThatAWriterGivesIsLearnedAndAStrangersIsNot() {
    shop.talk.touched(1).put("state", "closed");
    shop.told();
    shop.talk.says("joe", "because I say so");
    shop.talk.says("ann", "a cart without coupon must be refused");

    shop.told();

    assertThat(review().example().reason()).isEqualTo("a cart without coupon must be refused");
  }

  @Test
  void whoeverReopensItWakesTheFault() {
    shop.talk.touched(1).put("state", "closed");
    shop.told();
    shop.talk.touched(1).put("state", "open");

    shop.told();

    assertThat(shop.state()).isEqualTo(IncidentState.FIX_PROPOSED);
    assertThat(shop.watched().state()).isEqualTo(WatchedPull.State.OPEN);
    assertThat(shop.database.pullRequests().ofSolution(shop.solution.id()).orElseThrow().phase())
        .isEqualTo(Phase.OPEN);
  }

  @Test
  void aWishLeadsToAFurtherCommitAndIsAnswered() {
    String before = shop.head();
    shop.talk.says("ann", "Nice.\n/hephaestus revise do not return 0\nbut the empty text");

    shop.told();

    Revision revision = shop.database.runs().revision(shop.queued.getLast()).orElseThrow();
    assertThat(revision.reason()).isEqualTo(Reason.REVIEW);
    assertThat(revision.solutions()).containsExactly(shop.solution.id());
    assertThat(revision.remarks()).containsExactly("do not return 0\nbut the empty text");

    Solution better = found("sol-better", BETTER);

    RevCommit tip = shop.repository.tip(BRANCH);
    assertThat(List.<ObjectId>of(tip.getParents())).containsExactly(ObjectId.fromString(before));
    assertThat(shop.repository.text(tip, TestSolutions.PATH)).isEqualTo(BETTER);
    assertThat(shop.talk.ours()).singleElement().asString().contains(tip.name().substring(0, 10));
    assertThat(shop.watched().solutionId()).isEqualTo(better.id());
    assertThat(shop.watched().seen().head()).isEqualTo(tip.name());
    assertThat(review().example().judgement()).isEqualTo(Judgement.REJECTED);
    assertThat(review().example().reason()).startsWith("do not return 0");
    assertThat(shop.actions()).containsExactly("pull_request.revised", "pull_request.commented");
  }

  @Test
  void aReviewsWordsAreGatheredAndAnsweredInTheirThread() {
    long thread = shop.talk.saysOnLine("ann", "why 0?").path("id").asLong();
    shop.talk.saysOnLine("ann", "and why here?");
    shop.talk.reviews("ann", "CHANGES_REQUESTED", "Not like this.");

    shop.told();

    assertThat(shop.queued).hasSize(1);
    assertThat(shop.database.runs().revision(shop.queued.get(0)).orElseThrow().remarks())
        .hasSize(3)
        .first()
        .asString()
        .contains("line 5", "coupon == null", "why 0?");
    shop.ends(RunState.ABSTAINED, "Nothing else passes @everyone.");
    shop.turns();
    assertThat(shop.talk.ours())
        .singleElement()
        .asString()
        .contains("no better fix", "@\u200Beveryone");
    assertThat(shop.talk.lines.getLast().path("in_reply_to_id").asLong()).isEqualTo(thread);
  }

  @Test
  void praiseAsksForNothing() {
    long review = shop.talk.reviews("ann", "APPROVED", "Very good!").path("id").asLong();
    shop.talk.saysOnLine("ann", "nice").put("pull_request_review_id", review);
    shop.talk.reviews("ann", "COMMENTED", "Thank you.");
    shop.talk.says("ann", "Looks good to me.");

    shop.told();

    assertThat(shop.queued).isEmpty();
    assertThat(shop.gitHub.writes()).isEmpty();
  }

  @Test
  void aFaultOfThisServersIsNotToldInItsOwnWords() {
    shop.talk.says("ann", "/hephaestus retry");
    shop.told();
    shop.ends(RunState.FAILED, "/srv/secret/path is full");

    shop.turns();

    assertThat(shop.talk.ours()).singleElement().asString().doesNotContain("secret");
  }

  @Test
  void whatIsToldTenTimesIsLookedAtOnce() {
    shop.life.turn();
    shop.gitHub.requests.clear();
    for (int i = 0; i < 10; i++) {
      shop.database
          .webhookInbox()
          .put(
              new Notice(
                  "d" + i, Notice.Kind.PULL_REQUEST, List.of("acme/shop"), List.of(1), "", ""),
              shop.clock.instant());
    }

    shop.life.turn();

    assertThat(shop.gitHub.requests).hasSizeLessThan(8);
  }

  @Test
  void onlyWhoMayWriteIsHeardAndOthersAreToldOnce() {
    shop.talk.says("joe", "/hephaestus close");
    shop.talk.says("joe", "/hephaestus revise make it worse");
    shop.talk.says("nobody", "/hephaestus retry");
    shop.talk.saysOnLine("joe", "I would not.");

    shop.told();
    shop.told();

    assertThat(shop.queued).isEmpty();
    assertThat(shop.talk.ours()).singleElement().asString().startsWith(ReviewReplies.NOT_ALLOWED);
    assertThat(pullState()).isEqualTo("open");
  }

  @Test
  void programsAndOurselvesAreNeverAnswered() {
    shop.talk.says("ci[bot]", "/hephaestus explain");
    shop.talk.permissions.put("shop-fixer", "admin");
    shop.talk.says("shop-fixer", "/hephaestus explain\n" + Comment.OURS + "said:x -->");
    shop.talk.says(
        "ann", "> /hephaestus explain\n\nWhat does that do?\n```\n/hephaestus close\n```");

    shop.told();

    assertThat(shop.talk.ours()).hasSize(1);
    assertThat(shop.gitHub.writes()).isEmpty();
  }

  @Test
  void explainsWhatItKnowsAndHelpsWhoIsLost() {
    shop.talk.says("ann", "/hephaestus explain");
    shop.talk.says("ann", "/hephaestus dance");

    shop.told();

    assertThat(shop.talk.ours()).hasSize(2);
    assertThat(shop.talk.ours().get(0)).contains("Cart.total", "null\\-guard".replace("\\", ""));
    assertThat(shop.talk.ours().get(1)).startsWith(ReviewReplies.HELP);
  }

  @Test
  void closesWhenItIsToldTo() {
    shop.talk.says("ann", "/hephaestus close we rewrite the cart");

    shop.told();
    shop.told();

    assertThat(pullState()).isEqualTo("closed");
    assertThat(shop.state()).isEqualTo(IncidentState.MUTED);
    assertThat(review().example().reason()).isEqualTo("we rewrite the cart");
    assertThat(shop.talk.ours())
        .singleElement()
        .asString()
        .startsWith(ReviewReplies.CLOSED_AS_ASKED);
  }

  @Test
  void isNotPlayedWith() {
    shop.life = shop.life(new LifeLimits(2, 2, 3, Duration.ofMinutes(30), Duration.ofHours(24)));
    for (int i = 0; i < 6; i++) {
      shop.talk.says("ann", "/hephaestus revise " + i);
      shop.told();
      if (!shop.queued.isEmpty()) {
        shop.ends(RunState.ABSTAINED, "None.");
      }
      shop.pass(Duration.ofMinutes(2));
    }

    assertThat(shop.queued).hasSize(2);
    assertThat(shop.talk.ours()).hasSize(3);
    assertThat(shop.talk.ours().get(2)).contains(ReviewReplies.ENOUGH_REVISIONS);
  }

  @Test
  void aFailingCheckIsReadAndAnotherFixIsLookedFor() {
    shop.talk.fails(shop.head(), "build", "1 test failed");
    shop.talk.passes(shop.repository.head("main").name(), "build");

    shop.tell(Notice.Kind.CHECKS);
    shop.tell(Notice.Kind.CHECKS);

    Revision revision = shop.database.runs().revision(shop.queued.getLast()).orElseThrow();
    assertThat(shop.queued).hasSize(1);
    assertThat(revision.reason()).isEqualTo(Reason.CHECKS);
    assertThat(revision.remarks())
        .singleElement()
        .asString()
        .contains("\"build\" fails", "1 test failed", "line 5: expected: <7> but was: <0>");
  }

  @Test
  void aCheckThatFailsWithoutUsIsSaidToDoSo() {
    shop.talk.fails(shop.head(), "build", "no disk");
    shop.talk.fails(shop.repository.head("main").name(), "build", "no disk");

    shop.tell(Notice.Kind.CHECKS);
    shop.tell(Notice.Kind.CHECKS);

    assertThat(shop.queued).isEmpty();
    assertThat(shop.talk.ours()).singleElement().asString().contains("fails without this change");
  }

  @Test
  void afterTwoTriesAFailingCheckIsLeftToPeople() {
    String base = shop.repository.head("main").name();
    shop.talk.passes(base, "build");
    for (int i = 0; i < 3; i++) {
      shop.talk.fails(shop.head(), "build", "still");
      shop.tell(Notice.Kind.CHECKS);
      if (i < 2) {
        found("sol-" + i, TestSolutions.BEFORE.replace("coupon.trim()", "(\"" + i + "\")"));
      }
    }

    assertThat(shop.queued).hasSize(2);
    assertThat(shop.talk.ours().getLast()).startsWith(ReviewReplies.CHECKS_FAIL_STILL);
  }

  @Test
  void aConflictIsSolvedByAMergeThatForcesNothing() {
    shop.turns();
    ObjectId before = shop.repository.head(BRANCH);
    ObjectId main = shop.repository.commit("moved", "README", "hello\n");
    shop.talk.mergeable = false;
    shop.talk.touched(1);

    shop.told();
    assertThat(shop.database.runs().revision(shop.queued.getLast()).orElseThrow().reason())
        .isEqualTo(Reason.CONFLICT);
    shop.talk.mergeable = true;
    found("sol-merged", BETTER);

    RevCommit tip = shop.repository.tip(BRANCH);
    assertThat(List.<ObjectId>of(tip.getParents())).containsExactly(before, main);
    assertThat(shop.repository.text(tip, "README")).isEqualTo("hello\n");
    assertThat(shop.repository.text(tip, TestSolutions.PATH)).isEqualTo(BETTER);
  }

  @Test
  void commitsOfPeopleAreNotTouched() {
    shop.talk.says("ann", "/hephaestus retry");
    shop.told();
    ObjectId theirs = shop.repository.commitOn(BRANCH, "Mine", "NOTES", "mine\n");

    found("sol-late", BETTER);

    assertThat(shop.repository.head(BRANCH)).isEqualTo(theirs);
    assertThat(shop.talk.ours())
        .singleElement()
        .asString()
        .startsWith(ReviewReplies.BRANCH_IS_YOURS);
  }

  @Test
  void whatTheRepositoryDoesNotWantIsNotPushed() {
    shop.files.texts.put(".github/hephaestus.yml", "mode: suggest\n");
    shop.talk.says("ann", "/hephaestus retry");
    shop.told();
    String before = shop.head();

    found("sol-unwanted", BETTER);

    assertThat(shop.head()).isEqualTo(before);
    assertThat(shop.talk.ours()).singleElement().asString().contains("no better fix");
  }

  @Test
  void aNodeThatMayNotDeployAnyMoreHasNothingPushed() {
    shop.database.nodes().update(shop.node(Mode.SUGGEST));
    shop.talk.says("ann", "/hephaestus retry");

    shop.told();

    assertThat(shop.queued).isEmpty();
  }

  @Test
  void whereTheFaultIsGoneItIsClosedWithANote() {
    shop.talk.says("ann", "/hephaestus retry");
    shop.told();
    shop.database.incidents().move(shop.incident.id(), IncidentState.FIXING);
    shop.database
        .incidents()
        .move(shop.incident.id(), IncidentState.FIXED_AT_HEAD, new Fix("abc", "", NOW));
    shop.ends(RunState.FIXED_AT_HEAD, "Since abc the call returns.");

    shop.turns();
    shop.told();

    assertThat(pullState()).isEqualTo("closed");
    assertThat(shop.state()).isEqualTo(IncidentState.FIXED_AT_HEAD);
    assertThat(shop.talk.ours()).singleElement().asString().contains("does not have this fault");
  }

  @Test
  void whileItWaitsItIsAskedForTwiceAnHour() {
    shop.life.turn();
    shop.gitHub.requests.clear();

    shop.pass(Duration.ofHours(10));

    assertThat(shop.gitHub.requests).hasSizeBetween(10, 20);
    assertThat(shop.gitHub.writes()).isEmpty();
  }

  @Test
  void whatIsSaidIsFoundWithoutAnyWebhook() {
    shop.life.turn();
    shop.talk.says("ann", "/hephaestus retry");

    shop.pass(Duration.ofMinutes(80));

    assertThat(shop.queued).hasSize(1);
  }

  @Test
  void failedChecksAreFoundWithoutAnyWebhook() {
    shop.life.turn();
    shop.talk.fails(shop.head(), "build", "1 test failed");

    shop.pass(Duration.ofHours(2));

    assertThat(shop.queued).hasSize(1);
  }

  @Test
  void lostAccessEndsTheWorkAndIsTakenUpAgainWhenItIsBack() {
    shop.life.turn();
    shop.talk.gone = true;

    shop.tell(Notice.Kind.LOST);

    assertThat(shop.lost).containsExactly("acme/shop");
    assertThat(shop.watched().state()).isEqualTo(WatchedPull.State.LOST);
    assertThat(shop.actions()).containsExactly("pull_request.lost", "repository.lost");
    shop.talk.gone = false;
    shop.pass(Duration.ofHours(7));
    assertThat(shop.watched().state()).isEqualTo(WatchedPull.State.OPEN);
  }

  @Test
  void accessThatIsSaidToBeLostButIsNotChangesNothing() {
    shop.tell(Notice.Kind.LOST);

    assertThat(shop.lost).isEmpty();
    assertThat(shop.watched().state()).isEqualTo(WatchedPull.State.OPEN);
  }

  @Test
  void aPushHasTheRepositoryFetched() {
    shop.tell(Notice.Kind.PUSH);

    assertThat(shop.changed).containsExactly("acme/shop");
  }

  @Test
  void aRenamedRepositoryIsFollowed() {
    shop.talk.says("ann", "/hephaestus explain");
    shop.told();
    GitHubRepository there = new GitHubRepository("acme", "store");

    shop.database
        .webhookInbox()
        .put(
            new Notice(
                "d", Notice.Kind.REPOSITORY, List.of("acme/store"), List.of(), "", "acme/shop"),
            shop.clock.instant());
    shop.life.turn();

    assertThat(shop.watches().find("acme/shop#1")).isEmpty();
    WatchedPull moved = shop.watches().find("acme/store#1").orElseThrow();
    assertThat(moved.repository()).isEqualTo(there);
    assertThat(shop.watches().reactions("acme/store#1")).hasSize(1);
    assertThat(shop.changed).containsExactly("acme/store");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"NONE", "STALLED_AFTER_SUCCESS"},
      mode = EnumSource.Mode.EXCLUDE)
  void aWishIsFulfilledOnceWhicheverCallFails(Fault fault) {
    ObjectId before = shop.repository.head(BRANCH);
    shop.talk.says("ann", "/hephaestus revise otherwise");
    List<String> failed = new ArrayList<>();
    // Each call fails the first time that it is made.
    shop.gitHub.faults =
        request -> {
          String call = request.method() + " " + request.path();
          if (failed.contains(call)) {
            return Fault.NONE;
          }
          failed.add(call);
          return fault;
        };

    shop.told();
    shop.pass(Duration.ofHours(1));
    found("sol-better", BETTER);
    shop.pass(Duration.ofHours(9));

    assertThat(shop.queued).hasSize(1);
    assertThat(shop.repository.text(shop.repository.tip(BRANCH), TestSolutions.PATH))
        .isEqualTo(BETTER);
    assertThat(List.<ObjectId>of(shop.repository.tip(BRANCH).getParents())).containsExactly(before);
    assertThat(shop.talk.ours()).hasSize(1);
    assertThat(failed).hasSizeGreaterThan(8);
  }

  @Test
  void aProcessThatDiesAnywhereSaysNothingTwice() {
    shop.talk.says("ann", "/hephaestus explain");
    // The comment is there, and whoever wrote it was gone before it knew.
    shop.gitHub.faults =
        request -> request.method().equals("POST") ? Fault.DROPPED_AFTER_SUCCESS : Fault.NONE;
    shop.told();
    shop.gitHub.faults = request -> Fault.NONE;

    shop.life = shop.life(LifeLimits.DEFAULT);
    shop.pass(Duration.ofMinutes(10));

    assertThat(shop.talk.ours()).hasSize(1);
    assertThat(shop.gitHub.writes()).hasSize(1);
    assertThat(shop.actions()).containsExactly("pull_request.commented");
  }

  /** The run that is under way finds a fix. */
  private Solution found(String id, String after) {
    Solution fix = shop.fix(id, after);
    shop.keep(shop.queued.getLast(), fix);
    shop.ends(RunState.FIXED, "");
    shop.turns();
    return fix;
  }

  private void merge(String commit) {
    shop.talk
        .touched(1)
        .put("state", "closed")
        .put("merged", true)
        .put("merged_at", NOW.toString())
        .put("merge_commit_sha", commit);
  }

  private Review review() {
    return shop.database.experience().review(shop.solution.id()).orElseThrow();
  }

  private String pullState() {
    return shop.gitHub.pulls.all.get(0).path("state").asText();
  }
}
