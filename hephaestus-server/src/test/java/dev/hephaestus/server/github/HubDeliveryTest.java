package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.cli.demo.hub.Hub;
import dev.hephaestus.server.cli.demo.hub.HubGrant;
import dev.hephaestus.server.cli.demo.hub.HubRepository;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.delivery.TestRepository;
import dev.hephaestus.server.delivery.TestSolutions;
import dev.hephaestus.server.github.OurPullRequest.Phase;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.time.Clock;
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
  private static final String TOKEN = "ghs_shop";
  private static final int MOST_CALLS = 15;

  private final MemoryFiles files = new MemoryFiles();
  private final PullRequestBook book = new MemoryPullRequestBook();
  private final List<String> judged = new ArrayList<>();
  private Revalidation revalidation = this::holds;
  private PullRequestSettings settings = settings(Optional.empty(), PullRequestCaps.defaults());
  private TestRepository repository;
  private Hub hub;
  private HubRepository shop;

  @BeforeEach
  void start() {
    repository = TestRepository.inMemory();
    repository.commit("first", TestSolutions.PATH, TestSolutions.BEFORE);
    hub = Hub.start(Clock.systemUTC());
    shop = hub.add("acme/shop", repository.repository(), "main");
    hub.grant(TOKEN, HubGrant.ofApp("hephaestus", Instant.MAX, "acme/shop"));
  }

  @AfterEach
  void stop() {
    hub.close();
    repository.close();
  }

  @Test
  void everythingThatAPullRequestComesWithTakesFewCalls() {
    shop.join("ann");
    files.owners.put(
        TestSolutions.PATH, List.of("@ann", "@acme/cart-team", "@other/team", "joe@shop.example"));
    settings = settings(Optional.of("#12"), PullRequestCaps.defaults());

    Receipt receipt = delivery().deliver(solution());

    ObjectNode pull = theOnlyPull();
    assertThat(hub.calls()).hasSizeLessThanOrEqualTo(MOST_CALLS);
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
    ObjectNode check = shop.checks().get(0);
    assertThat(check.path("head_sha").asText()).isEqualTo(pull.path("head").path("sha").asText());
    assertThat(check.path("conclusion").asText()).isEqualTo("success");
    assertThat(check.path("output").path("summary").asText()).contains("All 14 tests");
    assertThat(hub.strays()).isEmpty();
  }

  @Test
  void aLargePatchTakesNoMoreCallsThanASmallOne() {
    List<FileChange> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      repository.commit("file " + i, "src/F" + i + ".java", "old \u00e9 " + i + "\n");
      changes.add(
          new FileChange(
              "src/F" + i + ".java", "old \u00e9 " + i + "\n", "new \u00e9 " + i + "\n"));
    }

    delivery().deliver(at().withChanges(changes.toArray(FileChange[]::new)).solution());

    assertThat(hub.calls()).hasSizeLessThanOrEqualTo(MOST_CALLS);
    RevCommit tip = repository.tip("hephaestus/1a2b3c4d-f3a7c2d1");
    assertThat(repository.text(tip, "src/F19.java")).isEqualTo("new \u00e9 19\n");
  }

  @Test
  void whoeverChangedTheFileLastIsAskedWhereNobodyOwnsIt() {
    shop.join("dora");
    repository.commitBy("Dora", "77+dora@users.noreply.github.com", "x.txt", "1");
    repository.commitBy("Dora", "77+dora@users.noreply.github.com", TestSolutions.PATH, "x");
    repository.commitBy("Eve", "eve@shop.example", TestSolutions.PATH, TestSolutions.BEFORE);

    delivery().deliver(solution());

    assertThat(theOnlyPull().path("requested_reviewers").findValuesAsText("login"))
        .containsExactly("dora");
  }

  @Test
  void whatGitHubDoesNotGrantIsNotedAndThePullRequestStands() {
    hub.grant(TOKEN, HubGrant.ofPerson("ann", "acme/shop"));
    files.owners.put(TestSolutions.PATH, List.of("@stranger"));

    Receipt receipt = delivery().deliver(solution());

    theOnlyPull();
    assertThat(receipt.notes())
        .anySatisfy(note -> assertThat(note).contains("It has no check run", "\"Checks: write\""))
        .anySatisfy(note -> assertThat(note).contains("Nobody was asked", "collaborator"));
  }

  @Test
  void theTokensOwnerIsNotAskedButTheOthersAre() {
    hub.grant(TOKEN, HubGrant.ofPerson("ann", "acme/shop"));
    shop.join("ann");
    shop.join("ben");
    files.owners.put(TestSolutions.PATH, List.of("@ann", "@ben"));

    delivery().deliver(solution());

    assertThat(theOnlyPull().path("requested_reviewers").findValuesAsText("login"))
        .containsExactly("ben");
  }

  @Test
  void theRepositorysRulesRestrict() {
    shop.join("ann");
    files.owners.put(TestSolutions.PATH, List.of("@ann"));
    rules("labels: [bot, fix]\nreviewers: none\ndraft: true\nfuture: 1\n");

    Receipt receipt = delivery().deliver(solution());

    ObjectNode pull = theOnlyPull();
    assertThat(pull.path("labels").findValuesAsText("name")).containsExactly("bot", "fix");
    assertThat(pull.path("requested_reviewers")).isEmpty();
    assertThat(receipt.notes())
        .containsExactly(".github/hephaestus.yml has a setting that is not known: future.");
  }

  @Test
  void whatTheRepositoryDoesNotWantIsRefusedAndMakesRoom() {
    rules("mode: suggest\n");
    assertThat(refusal(solution()))
        .hasMessageContaining("it wants suggestions only")
        .returns(false, DeliveryException::isRetryable);
    rules("untouchable: [/shop/src/main/**]\n");
    assertThat(refusal(solution())).hasMessageContaining("Cart.java may not be changed");
    rules("maxLines: 1\n");
    assertThat(refusal(solution())).hasMessageContaining("changes 2 lines (maxLines: 1)");
    rules("mode: sugest\n");
    assertThat(refusal(solution())).hasMessageContaining("cannot be made out");

    assertThat(shop.pulls()).isEmpty();
    assertThat(repository.branches()).containsExactly("main");
    assertThat(book.ofSolution(solution().id()).map(OurPullRequest::phase))
        .contains(Phase.ABANDONED);
    rules("maxLines: 2\n");
    delivery().deliver(solution());
    theOnlyPull();
  }

  @Test
  void aBaseThatMovedIsJudgedAnew() {
    Solution solution = solution();
    RevCommit moved = repository.commit("later", "README", "more\n");

    delivery().deliver(solution);

    assertThat(judged).containsExactly(moved.name());
    assertThat(repository.tip("hephaestus/1a2b3c4d-f3a7c2d1").getParent(0)).isEqualTo(moved);
    assertThat(theOnlyPull().path("body").asText())
        .contains("on commit `" + moved.name().substring(0, 10) + "`");
  }

  @Test
  void aFixThatDoesNotHoldAnyMoreIsNotDelivered() {
    revalidation = (solution, commit) -> new Revalidation.Outcome.Fails("it fails there");
    Solution solution = solution();
    repository.commit("later", "README", "more\n");

    assertThat(refusal(solution)).hasMessageContaining("is not delivered: it fails there");
    assertThat(repository.branches()).containsExactly("main");
  }

  @Test
  void waitsWhereNothingCanBeJudged() {
    revalidation = Revalidation.unavailable();
    Solution solution = solution();
    repository.commit("later", "README", "more\n");

    assertThat(refusal(solution)).returns(true, DeliveryException::isRetryable);
    assertThat(book.ofSolution(solution.id()).map(OurPullRequest::phase)).contains(Phase.INTENDED);
  }

  @Test
  void moreThanMayBeHadWait() {
    settings = settings(Optional.empty(), new PullRequestCaps(1, 5));
    delivery().deliver(solution());

    DeliveryException refusal =
        refusal(
            new TestSolutions(
                    "another-one",
                    "ff".repeat(16),
                    at().title(),
                    at().cause(),
                    at().trace(),
                    at().changes(),
                    at().verdict(),
                    at().repository(),
                    at().baseCommit())
                .solution());

    assertThat(refusal)
        .hasMessageContaining("no pull request is opened for solution another-one before 20");
    assertThat(refusal.isRetryable()).isTrue();
    assertThat(refusal.waitFor().orElseThrow())
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    theOnlyPull();
  }

  @Test
  void anotherSolutionOfTheIncidentWaitsForTheOneUnderWay() {
    revalidation = Revalidation.unavailable();
    Solution first = solution();
    repository.commit("later", "README", "more\n");
    refusal(first);

    assertThat(refusal(at().withId("another-one").solution()))
        .hasMessageContaining("solution " + first.id() + " is being delivered")
        .returns(true, DeliveryException::isRetryable);
  }

  @Test
  void aStrangeTokenReachesNothing() {
    hub.grant(TOKEN, HubGrant.ofApp("hephaestus", Instant.MAX, "acme/other"));

    assertThat(refusal(solution())).hasMessageContaining("the token may not see it");
    assertThat(hub.strays()).hasSize(1);
  }

  private Revalidation.Outcome holds(Solution solution, String commit) {
    judged.add(commit);
    return new Revalidation.Outcome.Holds(
        solution.on(commit, solution.patch(), solution.verdict()));
  }

  private void rules(String text) {
    files.texts.put(".github/hephaestus.yml", text);
  }

  private PullRequestDelivery delivery() {
    return new PullRequestDelivery(
        new GitHubHost(hub.authority(), hub.api()),
        repository -> Optional.of(TOKEN),
        new EvidenceReport(solution -> "https://hephaestus.example/i/" + solution.incidentId()),
        settings,
        book,
        files,
        (solution, commit) -> revalidation.on(solution, commit),
        Clock.systemUTC(),
        pause -> {});
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

  private Solution solution() {
    return at().solution();
  }

  private TestSolutions at() {
    return TestSolutions.nullCoupon(
        RepositoryLocation.of(shop.cloneUrl()), repository.head("main").name());
  }

  private ObjectNode theOnlyPull() {
    assertThat(shop.pulls()).hasSize(1);
    return shop.pulls().get(0);
  }

  private DeliveryException refusal(Solution solution) {
    DeliveryException refusal =
        catchThrowableOfType(DeliveryException.class, () -> delivery().deliver(solution));
    if (refusal == null) {
      throw new AssertionError("it was delivered");
    }
    return refusal;
  }
}
