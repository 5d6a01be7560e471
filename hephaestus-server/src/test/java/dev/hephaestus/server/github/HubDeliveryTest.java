package dev.hephaestus.server.github;

import static dev.hephaestus.server.github.DeliveryFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.cli.demo.hub.HubGrant;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.delivery.TestSolutions;
import dev.hephaestus.server.github.OurPullRequest.Phase;
import dev.hephaestus.server.repair.FileChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pull request comes with, against a hub that keeps state. */
final class HubDeliveryTest {
  private static final int MOST_CALLS = 15;

  private final DeliveryFixture at = new DeliveryFixture();

  @BeforeEach
  void start() {
    at.hub.grant(TOKEN, HubGrant.ofApp("hephaestus", Instant.MAX, "acme/shop"));
    at.settings = settings(Optional.empty(), PullRequestCaps.defaults());
  }

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void everythingThatAPullRequestComesWithTakesFewCalls() {
    at.shop.join("ann");
    at.files.owners.put(
        TestSolutions.PATH, List.of("@ann", "@acme/cart-team", "@other/team", "joe@shop.example"));
    at.settings = settings(Optional.of("#12"), PullRequestCaps.defaults());

    Receipt receipt = at.delivery().deliver(at.solution());

    ObjectNode pull = at.theOnlyPull();
    assertThat(at.hub.calls()).hasSizeLessThanOrEqualTo(MOST_CALLS);
    assertThat(receipt.link()).isEqualTo(pull.path("html_url").asText());
    assertThat(pull.path("draft").asBoolean()).isTrue();
    assertThat(pull.path("body").asText()).contains("Part of #12.");
    assertThat(pull.path("labels").findValuesAsText("name")).containsExactly("hephaestus");
    assertThat(pull.path("requested_reviewers").findValuesAsText("login")).containsExactly("ann");
    assertThat(pull.path("requested_teams").findValuesAsText("slug")).containsExactly("cart-team");
    assertThat(receipt.notes())
        .containsExactly(
            "A team of another organization owns a changed file and was not asked.",
            "An owner of a changed file is known by e-mail only and was not asked.");
    ObjectNode check = at.shop.checks().get(0);
    assertThat(check.path("head_sha").asText()).isEqualTo(pull.path("head").path("sha").asText());
    assertThat(check.path("conclusion").asText()).isEqualTo("success");
    assertThat(check.path("output").path("summary").asText()).contains("All 14 tests");
    assertThat(at.hub.strays()).isEmpty();
  }

  @Test
  void aLargePatchTakesNoMoreCallsThanASmallOne() {
    List<FileChange> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      at.repository.commit("file " + i, "src/F" + i + ".java", "old \u00e9 " + i + "\n");
      changes.add(
          new FileChange(
              "src/F" + i + ".java", "old \u00e9 " + i + "\n", "new \u00e9 " + i + "\n"));
    }

    at.delivery()
        .deliver(
            at.at(at.repository.head("main").name())
                .withChanges(changes.toArray(FileChange[]::new))
                .solution());

    assertThat(at.hub.calls()).hasSizeLessThanOrEqualTo(MOST_CALLS);
    RevCommit tip = at.repository.tip("hephaestus/1a2b3c4d-f3a7c2d1");
    assertThat(at.repository.text(tip, "src/F19.java")).isEqualTo("new \u00e9 19\n");
  }

  @Test
  void whoeverChangedTheFileLastIsAskedWhereNobodyOwnsIt() {
    at.shop.join("dora");
    at.repository.commitBy("Dora", "77+dora@users.noreply.github.com", "x.txt", "1");
    at.repository.commitBy("Dora", "77+dora@users.noreply.github.com", TestSolutions.PATH, "x");
    at.repository.commitBy("Eve", "eve@at.shop.example", TestSolutions.PATH, TestSolutions.BEFORE);

    at.delivery().deliver(at.solution());

    assertThat(at.theOnlyPull().path("requested_reviewers").findValuesAsText("login"))
        .containsExactly("dora");
  }

  @Test
  void whatGitHubDoesNotGrantIsNotedAndThePullRequestStands() {
    at.hub.grant(TOKEN, HubGrant.ofPerson("ann", "acme/shop"));
    at.files.owners.put(TestSolutions.PATH, List.of("@stranger"));

    Receipt receipt = at.delivery().deliver(at.solution());

    at.theOnlyPull();
    assertThat(receipt.notes())
        .anySatisfy(note -> assertThat(note).contains("It has no check run", "\"Checks: write\""))
        .anySatisfy(note -> assertThat(note).contains("Nobody was asked", "collaborator"));
  }

  @Test
  void theTokensOwnerIsNotAskedButTheOthersAre() {
    at.hub.grant(TOKEN, HubGrant.ofPerson("ann", "acme/shop"));
    at.shop.join("ann");
    at.shop.join("ben");
    at.files.owners.put(TestSolutions.PATH, List.of("@ann", "@ben"));

    at.delivery().deliver(at.solution());

    assertThat(at.theOnlyPull().path("requested_reviewers").findValuesAsText("login"))
        .containsExactly("ben");
  }

  @Test
  void theRepositorysRulesRestrict() {
    at.shop.join("ann");
    at.files.owners.put(TestSolutions.PATH, List.of("@ann"));
    rules("labels: [bot, fix]\nreviewers: none\ndraft: true\nfuture: 1\n");

    Receipt receipt = at.delivery().deliver(at.solution());

    ObjectNode pull = at.theOnlyPull();
    assertThat(pull.path("labels").findValuesAsText("name")).containsExactly("bot", "fix");
    assertThat(pull.path("requested_reviewers")).isEmpty();
    assertThat(receipt.notes())
        .containsExactly(".github/hephaestus.yml has a setting that is not known: future.");
  }

  @Test
  void whatTheRepositoryDoesNotWantIsRefusedAndMakesRoom() {
    rules("mode: suggest\n");
    assertThat(at.refusal(at.solution()))
        .hasMessageContaining("it wants suggestions only")
        .returns(false, DeliveryException::isRetryable);
    rules("untouchable: [/shop/src/main/**]\n");
    assertThat(at.refusal(at.solution())).hasMessageContaining("Cart.java may not be changed");
    rules("maxLines: 1\n");
    assertThat(at.refusal(at.solution())).hasMessageContaining("changes 2 lines (maxLines: 1)");
    rules("mode: sugest\n");
    assertThat(at.refusal(at.solution())).hasMessageContaining("cannot be made out");

    assertThat(at.shop.pulls()).isEmpty();
    assertThat(at.repository.branches()).containsExactly("main");
    assertThat(at.book.ofSolution(at.solution().id()).map(OurPullRequest::phase))
        .contains(Phase.ABANDONED);
    rules("maxLines: 2\n");
    at.delivery().deliver(at.solution());
    at.theOnlyPull();
  }

  @Test
  void aBaseThatMovedIsJudgedAnew() {
    Solution solution = at.solution();
    RevCommit moved = at.repository.commit("later", "README", "more\n");

    at.delivery().deliver(solution);

    assertThat(at.judged).containsExactly(moved.name());
    assertThat(at.repository.tip("hephaestus/1a2b3c4d-f3a7c2d1").getParent(0)).isEqualTo(moved);
    assertThat(at.theOnlyPull().path("body").asText())
        .contains("on commit `" + moved.name().substring(0, 10) + "`");
  }

  @Test
  void aFixThatDoesNotHoldAnyMoreIsNotDelivered() {
    at.revalidation = (solution, commit) -> new Revalidation.Outcome.Fails("it fails there");
    Solution solution = at.solution();
    at.repository.commit("later", "README", "more\n");

    assertThat(at.refusal(solution)).hasMessageContaining("is not delivered: it fails there");
    assertThat(at.repository.branches()).containsExactly("main");
  }

  @Test
  void waitsWhereNothingCanBeJudged() {
    at.revalidation = Revalidation.unavailable();
    Solution solution = at.solution();
    at.repository.commit("later", "README", "more\n");

    assertThat(at.refusal(solution)).returns(true, DeliveryException::isRetryable);
    assertThat(at.book.ofSolution(solution.id()).map(OurPullRequest::phase))
        .contains(Phase.INTENDED);
  }

  @Test
  void moreThanMayBeHadWait() {
    at.settings = settings(Optional.empty(), new PullRequestCaps(1, 5));
    at.delivery().deliver(at.solution());

    DeliveryException refusal =
        at.refusal(
            new TestSolutions(
                    "another-one",
                    "ff".repeat(16),
                    at.at(at.repository.head("main").name()).title(),
                    at.at(at.repository.head("main").name()).cause(),
                    at.at(at.repository.head("main").name()).trace(),
                    at.at(at.repository.head("main").name()).changes(),
                    at.at(at.repository.head("main").name()).verdict(),
                    at.at(at.repository.head("main").name()).repository(),
                    at.at(at.repository.head("main").name()).baseCommit())
                .solution());

    assertThat(refusal)
        .hasMessageContaining("no pull request is opened for solution another-one before 20");
    assertThat(refusal.isRetryable()).isTrue();
    assertThat(refusal.waitFor().orElseThrow())
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    at.theOnlyPull();
  }

  @Test
  void anotherSolutionOfTheIncidentWaitsForTheOneUnderWay() {
    at.revalidation = Revalidation.unavailable();
    Solution first = at.solution();
    at.repository.commit("later", "README", "more\n");
    at.refusal(first);

    assertThat(
            at.refusal(at.at(at.repository.head("main").name()).withId("another-one").solution()))
        .hasMessageContaining("solution " + first.id() + " is being delivered")
        .returns(true, DeliveryException::isRetryable);
  }

  @Test
  void aStrangeTokenReachesNothing() {
    at.hub.grant(TOKEN, HubGrant.ofApp("hephaestus", Instant.MAX, "acme/other"));

    assertThat(at.refusal(at.solution())).hasMessageContaining("the token may not see it");
    assertThat(at.hub.strays()).hasSize(1);
  }

  private void rules(String text) {
    at.files.texts.put(".github/hephaestus.yml", text);
  }

  private static PullRequestSettings settings(Optional<String> issue, PullRequestCaps caps) {
    return new PullRequestSettings(
        true,
        List.of("hephaestus"),
        true,
        true,
        issue,
        caps,
        Duration.ofMinutes(2),
        Duration.ofSeconds(10));
  }
}
