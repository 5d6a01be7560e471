package dev.hephaestus.server.github;

import static dev.hephaestus.server.github.DeliveryFixture.BRANCH;
import static dev.hephaestus.server.github.DeliveryFixture.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.cli.demo.hub.HubGrant;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.delivery.TestRepository;
import dev.hephaestus.server.delivery.TestSolutions;
import dev.hephaestus.server.repair.FileChange;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that speak GitHub's API, and keep to its documentation in another way than GitHub. */
final class OtherGitHubsTest {
  /** What cannot be done without: the repository, Git's objects and branches, pull requests. */
  private static final Pattern NEEDED =
      Pattern.compile("GET |(?:GET|POST|PATCH) /git/.*|(?:GET|POST) /pulls|GET /pulls/\\d+");

  private final DeliveryFixture at = new DeliveryFixture();

  @AfterEach
  void stop() {
    at.close();
  }

  @Test
  void opensAPullRequestWhereThereIsNothingElse() {
    at.hub.quirks().lacks = call -> !NEEDED.matcher(call).matches();
    at.settings = withAll();

    Receipt receipt = at.delivery().deliver(at.solution());

    assertThat(receipt.link()).isEqualTo(at.theOnlyPull().path("html_url").asText());
    assertThat(receipt.notes())
        .hasSize(3)
        .anySatisfy(note -> assertThat(note).startsWith("It has no labels"))
        .anySatisfy(note -> assertThat(note).startsWith("Nobody was asked for a review"))
        .anySatisfy(note -> assertThat(note).startsWith("It has no check run"));
  }

  @Test
  void opensAPullRequestWhereTheRepositoryDoesNotSayWhoseItIs() {
    at.hub.quirks().tells =
        (call, answer) -> call.equals("GET ") ? without(answer, "owner", "name") : answer;

    at.delivery().deliver(at.solution());

    at.theOnlyPull();
  }

  private static JsonNode without(JsonNode answer, String... fields) {
    return ((ObjectNode) answer.deepCopy()).remove(List.of(fields));
  }

  @Test
  void saysWhichCallsAnswerLacksWhatItsClientNeeds() {
    at.hub.quirks().tells =
        (call, answer) -> call.equals("POST /git/commits") ? NullNode.getInstance() : answer;

    assertThat(at.refusal())
        .hasMessageContaining("cannot write /git/commits of acme/shop: the answer from ")
        .hasMessageContaining("lacks what is needed: ")
        .hasMessageContaining("GHCommit")
        .returns(true, DeliveryException::isRetryable);
    assertThat(at.shop.pulls()).isEmpty();
  }

  @Test
  void looksForWhatAnAnswerWithNothingInItMayHaveMade() {
    at.hub.quirks().tells =
        (call, answer) -> call.equals("POST /pulls") ? NullNode.getInstance() : answer;

    at.delivery().deliver(at.solution());

    at.theOnlyPull();
  }

  @Test
  void asksForBranchesAndCommitsInTheWayThatIsThere() {
    at.hub.quirks().lacks = call -> call.matches("GET /git/(ref|commits)/.*");

    at.delivery().deliver(at.solution());
    at.delivery().deliver(at.solution());

    at.theOnlyPull();
    assertThat(at.repository.text(at.repository.tip(BRANCH), TestSolutions.PATH))
        .isEqualTo(TestSolutions.AFTER);
  }

  @Test
  void readsAnswersInChunks() {
    at.hub.quirks().chunked = true;

    at.delivery().deliver(at.solution());

    at.theOnlyPull();
  }

  @Test
  void knowsHashesHoweverTheyAreWritten() {
    at.hub.quirks().shouting = true;

    at.delivery().deliver(at.solution());
    at.delivery().deliver(at.solution());

    at.theOnlyPull();
    assertThat(at.judged).as("the base has not moved").isEmpty();
  }

  @Test
  void writesFilesByThemselvesWhereTreesTakeNone() {
    at.hub.quirks().withoutInlineFiles = true;

    at.delivery().deliver(at.solution());

    assertThat(at.repository.text(at.repository.tip(BRANCH), TestSolutions.PATH))
        .isEqualTo(TestSolutions.AFTER);
  }

  @Test
  void turnsThePagesThatItIsGiven() {
    at.delivery().deliver(at.solution());
    for (int i = 0; i < 7; i++) {
      at.repository.commitOn("other-" + i, "other", "x" + i, "x");
      at.shop.opened("other-" + i, "main", "Other", "", "ann");
    }
    at.hub.quirks().mostPerPage = 3;

    at.delivery().deliver(at.at("abc").withId("another-one").solution());

    assertThat(at.shop.pulls()).as("it was found on the last page").hasSize(8);
  }

  @Test
  void looksAgainAtWhatItAskedToBeFiltered() {
    at.hub.quirks().withoutFilters = true;
    at.repository.commitOn("other", "other", "x", "x");
    at.shop.opened("other", "main", "Other", EvidenceReport.marker(at.solution()), "ann");

    at.delivery().deliver(at.solution());
    at.delivery().deliver(at.solution());

    assertThat(at.shop.pulls()).hasSize(2);
  }

  @Test
  void followsARepositoryThatWasRenamed() {
    at.hub.rename("acme/shop", "acme/store");

    Receipt receipt = at.delivery().deliver(at.solution());

    at.theOnlyPull();
    assertThat(receipt.link()).contains("/acme/store/pull/");
    assertThat(at.delivery().deliver(at.solution())).isEqualTo(receipt);
    at.theOnlyPull();
  }

  @Test
  void takesTheApisAddressWithASlashAtItsEnd() {
    GitHubHost host = new GitHubHost(at.hub.authority(), URI.create(at.hub.api() + "/"));

    at.delivery(host).deliver(at.solution());

    assertThat(at.hub.calls()).noneMatch(call -> call.path().contains("//"));
    at.theOnlyPull();
  }

  @Test
  void saysThatARepositoryIsEmpty() {
    Solution solution = at.solution();
    try (TestRepository empty = TestRepository.inMemory()) {
      at.hub.add("acme/shop", empty.repository(), "main");

      assertThat(at.refusal(solution))
          .hasMessageContaining("has no branch main")
          .returns(false, DeliveryException::isRetryable);
    }
  }

  @Test
  void sendsNoTokenElsewhere() throws Exception {
    GitHubHttp http = new GitHubHttp(at.host(), Duration.ofSeconds(5), Clock.systemUTC());
    String elsewhere = "http://localhost:1/api/v3/repos/acme/shop";

    assertThatThrownBy(() -> http.send("GET", elsewhere, TOKEN, "", Optional.empty()))
        .hasMessageContaining("not an address of");
    assertThat(at.hub.calls()).isEmpty();
  }

  @Test
  void anAppsCommitsNameNobodySoThatGitHubSignsThem() {
    at.hub.grant(TOKEN, HubGrant.ofApp("hephaestus", Instant.MAX, "acme/shop"));
    at.tokens = new OfAnApp();

    at.delivery().deliver(at.solution());

    assertThat(at.repository.tip(BRANCH).getAuthorIdent().getName()).isEqualTo("hephaestus[bot]");
  }

  @Test
  void soDoFurtherCommitsOfAnApp() throws Exception {
    at.hub.grant(TOKEN, HubGrant.ofApp("hephaestus", Instant.MAX, "acme/shop"));
    at.tokens = new OfAnApp();
    at.delivery().deliver(at.solution());
    RevCommit before = at.repository.tip(BRANCH);
    Solution better =
        at.at(at.repository.head("main").name())
            .withId("better")
            .withChanges(
                new FileChange(
                    TestSolutions.PATH, TestSolutions.BEFORE, TestSolutions.BEFORE + " "))
            .solution();
    GitHubWire wire =
        new GitHubWire(
            new GitHubHttp(at.host(), Duration.ofSeconds(5), Clock.systemUTC()),
            new GitHubRepository("acme", "shop"),
            at.tokens);

    new FurtherCommit(
            new GitData(wire),
            better,
            new JudgedHere(better, at.settings, at.files, at.revalidation),
            PullState.of(wire.get("/pulls/1")),
            before.name(),
            false)
        .push();

    RevCommit tip = at.repository.tip(BRANCH);
    assertThat(tip.getParent(0)).isEqualTo(before);
    assertThat(tip.getAuthorIdent().getName()).isEqualTo("hephaestus[bot]");
  }

  private static PullRequestSettings withAll() {
    return new PullRequestSettings(
        true,
        List.of("hephaestus"),
        true,
        true,
        Optional.empty(),
        PullRequestCaps.defaults(),
        Duration.ofMinutes(2),
        Duration.ofSeconds(10));
  }

  private static final class OfAnApp implements GitHubTokens {

    @Override
    public Optional<String> token(GitHubRepository repository) {
      return Optional.of(TOKEN);
    }

    @Override
    public boolean isOfAnApp(GitHubRepository repository) {
      return true;
    }
  }
}
