package dev.hephaestus.server.github;

import static dev.hephaestus.server.github.DeliveryFixture.BRANCH;
import static dev.hephaestus.server.github.DeliveryFixture.REPORT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.cli.demo.hub.HubFault;
import dev.hephaestus.server.delivery.CommitMessage;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.TestSolutions;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is opened, and what it stands on. */
final class PullRequestDeliveryTest {
  private final DeliveryFixture at = new DeliveryFixture();

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void opensADraftWithTheEvidence() {
    ObjectId head = at.repository.head("main");

    Receipt receipt = at.delivery().deliver(at.solution());

    ObjectNode pull = at.theOnlyPull();
    assertThat(receipt)
        .isEqualTo(
            new Receipt(
                Receipt.Channel.PULL_REQUEST,
                "http://" + at.hub.authority() + "/acme/shop/pull/1"));
    assertThat(pull.path("draft").asBoolean()).isTrue();
    assertThat(pull.path("title").asText()).isEqualTo("Fix NullPointerException in Cart.total");
    assertThat(pull.path("body").asText())
        .isEqualTo(REPORT.pullRequest(at.solution(), head.name()));
    assertThat(pull.path("base").path("ref").asText()).isEqualTo("main");
    RevCommit commit = at.repository.tip(BRANCH);
    assertThat(commit.getParent(0)).isEqualTo(head);
    assertThat(commit.getFullMessage()).isEqualTo(CommitMessage.of(at.solution(), head.name()));
    assertThat(commit.getAuthorIdent().getName()).isEqualTo("Hephaestus");
    assertThat(at.repository.paths(commit))
        .containsExactly(TestSolutions.PATH, TestSolutions.TEST_PATH);
    assertThat(at.repository.text(commit, TestSolutions.PATH)).isEqualTo(TestSolutions.AFTER);
  }

  @Test
  void makesFewCalls() {
    at.delivery().deliver(at.solution());

    assertThat(at.hub.calls()).hasSizeLessThanOrEqualTo(9);
    assertThat(at.writes()).containsExactly("/git/trees", "/git/commits", "/git/refs", "/pulls");
  }

  @Test
  void deliversOnce() {
    Receipt first = at.delivery().deliver(at.solution());
    Receipt second = at.delivery().deliver(at.solution());

    assertThat(second).isEqualTo(first);
    at.theOnlyPull();
  }

  @Test
  void givesTheOpenPullRequestOfTheSameIncident() {
    Receipt first = at.delivery().deliver(at.solution());
    Receipt second = at.delivery().deliver(at.at("abc").withId("another-one").solution());

    assertThat(second).isEqualTo(first);
    at.theOnlyPull();
    assertThat(at.repository.branches()).containsExactlyInAnyOrder("main", BRANCH);
  }

  @Test
  void opensNoSecondOneWhenPeopleClosedItAndDeletedTheBranch() throws Exception {
    Receipt first = at.delivery().deliver(at.solution());
    at.theOnlyPull().put("state", "closed");
    at.repository.repository().updateRef("refs/heads/" + BRANCH).delete();

    assertThat(at.delivery().deliver(at.solution())).isEqualTo(first);
    at.theOnlyPull();
  }

  @Test
  void opensANewOneForAnIncidentThatCameBackAfterAMerge() {
    at.delivery().deliver(at.solution());
    at.theOnlyPull().put("state", "closed");

    at.delivery().deliver(at.at("abc").withId("a-later-one").solution());

    assertThat(at.shop.pulls()).hasSize(2);
  }

  @Test
  void isNotFooledByAMarkerFromAFork() {
    ObjectNode foreign =
        at.shop.opened("main", "main", "mine", EvidenceReport.marker(at.solution()), "mallory");
    ObjectNode head = (ObjectNode) foreign.path("head");
    head.put("ref", BRANCH).put("label", "mallory:" + BRANCH);
    ((ObjectNode) head.path("repo")).put("full_name", "mallory/shop");

    Receipt receipt = at.delivery().deliver(at.solution());

    assertThat(receipt.link()).isNotEqualTo(foreign.path("html_url").asText());
  }

  @Test
  void basesOnTheConfiguredBranchAndKeepsModes() {
    byte[] before = "Gr\u00fc\u00dfe 1\n".getBytes(StandardCharsets.ISO_8859_1);
    at.repository.commit("script", "run.sh", before, true);
    RevCommit release = at.repository.commitOn("release/1.x", "release", "VERSION", "1\n");
    RepositoryLocation location =
        new RepositoryLocation(
            at.location().location(), Optional.of("release/1.x"), Optional.empty());

    at.delivery()
        .deliver(
            at.at(release.name())
                .withChanges(new FileChange("run.sh", "Gr\u00fc\u00dfe 1\n", "Gr\u00fc\u00dfe 2\n"))
                .at(location)
                .solution());

    RevCommit commit = at.repository.tip(BRANCH);
    assertThat(at.theOnlyPull().path("base").path("ref").asText()).isEqualTo("release/1.x");
    assertThat(commit.getParent(0)).isEqualTo(release);
    assertThat(at.repository.mode(commit, "run.sh")).isEqualTo(FileMode.EXECUTABLE_FILE);
    assertThat(at.repository.bytes(commit, "run.sh"))
        .isEqualTo("Gr\u00fc\u00dfe 2\n".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void readsARepositoryTooLargeForOneAnswerAlongItsPaths() {
    at.hub.quirks().truncating = true;

    at.delivery().deliver(at.solution());

    assertThat(at.repository.text(at.repository.tip(BRANCH), TestSolutions.PATH))
        .isEqualTo(TestSolutions.AFTER);
  }

  @Test
  void asksForARebuildWhenThePatchedFileHasMoved() {
    at.repository.commit("later", TestSolutions.PATH, "other\n");

    assertThat(at.refusal())
        .hasMessageContaining("has changed; rebuild needed")
        .returns(false, DeliveryException::isRetryable);
    assertThat(at.writes()).isEmpty();
  }

  @Test
  void leavesABranchOfThatNameThatIsNotItsOwn() {
    RevCommit foreign = at.repository.commitOn(BRANCH, "mine", "NOTES", "n\n");

    assertThat(at.refusal()).hasMessageContaining("has a branch " + BRANCH + " already");
    assertThat(at.repository.head(BRANCH)).isEqualTo(foreign);
  }

  @Test
  void opensAnOrdinaryOneWhereDraftsAreNotToBeHad() {
    at.hub.quirks().withoutDrafts = true;

    at.delivery().deliver(at.solution());

    assertThat(at.theOnlyPull().path("draft").asBoolean()).isFalse();
  }

  @Test
  void labelsItOnceAndDeliversWithoutLabelsToo() {
    at.settings = DeliveryFixture.settings(List.of("hephaestus", "bug"));
    PullRequestDelivery labelling = at.delivery();
    at.hub.breakBy(call -> call.path().endsWith("/labels") ? HubFault.FORBIDDEN : HubFault.NONE);
    labelling.deliver(at.solution());
    assertThat(at.theOnlyPull().path("labels")).isEmpty();

    at.hub.breakBy(call -> HubFault.NONE);
    labelling.deliver(at.solution());
    labelling.deliver(at.solution());
    assertThat(at.theOnlyPull().path("labels").findValuesAsText("name"))
        .containsExactly("hephaestus", "bug");
  }
}
