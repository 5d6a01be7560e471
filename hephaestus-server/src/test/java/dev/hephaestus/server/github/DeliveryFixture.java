package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.cli.demo.hub.Hub;
import dev.hephaestus.server.cli.demo.hub.HubCall;
import dev.hephaestus.server.cli.demo.hub.HubFault;
import dev.hephaestus.server.cli.demo.hub.HubGrant;
import dev.hephaestus.server.cli.demo.hub.HubRepository;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.delivery.TestRepository;
import dev.hephaestus.server.delivery.TestSolutions;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A solution, and a hub that its pull request is to be opened on. */
final class DeliveryFixture implements AutoCloseable {
  static final String TOKEN = "ghp_0123456789secret";
  static final String BRANCH = "hephaestus/1a2b3c4d-f3a7c2d1";
  static final EvidenceReport REPORT =
      new EvidenceReport(solution -> "https://hephaestus.example/i/" + solution.incidentId());
  private static final String SHOP = "acme/shop";

  final Hub hub = Hub.start(Clock.systemUTC());
  final MemoryFiles files = new MemoryFiles();
  final List<String> judged = new ArrayList<>();
  final List<Duration> pauses = new ArrayList<>();
  PullRequestSettings settings = settings(List.of());
  GitHubTokens tokens = repository -> Optional.of(TOKEN);
  Revalidation revalidation = this::holds;
  PullRequestBook book = new MemoryPullRequestBook();
  TestRepository repository = first();
  HubRepository shop = hub.add(SHOP, repository.repository(), "main");

  DeliveryFixture() {
    hub.grant(TOKEN, HubGrant.ofPerson("shop-fixer", SHOP));
  }

  private static TestRepository first() {
    TestRepository repository = TestRepository.inMemory();
    repository.commit("first", TestSolutions.PATH, TestSolutions.BEFORE);
    return repository;
  }

  /** Begins anew on another repository. */
  void restart() {
    book = new MemoryPullRequestBook();
    repository.close();
    repository = first();
    shop = hub.add(SHOP, repository.repository(), "main");
    hub.breakBy(call -> HubFault.NONE);
    hub.forgetCalls();
  }

  static PullRequestSettings settings(List<String> labels) {
    return settings(labels, Duration.ofSeconds(10));
  }

  static PullRequestSettings settings(List<String> labels, Duration callTimeout) {
    return new PullRequestSettings(true, labels, Duration.ofMinutes(2), callTimeout);
  }

  PullRequestDelivery delivery() {
    return delivery(host());
  }

  PullRequestDelivery delivery(GitHubHost host) {
    return new PullRequestDelivery(
        host,
        tokens,
        REPORT,
        settings,
        book,
        files,
        (solution, commit) -> revalidation.on(solution, commit),
        Clock.systemUTC(),
        pauses::add);
  }

  GitHubHost host() {
    return new GitHubHost(hub.authority(), hub.api());
  }

  /** As the pipeline does: it holds wherever it applies. */
  private Revalidation.Outcome holds(Solution solution, String commit) {
    judged.add(commit);
    return new Revalidation.Outcome.Holds(
        solution.on(commit, solution.patch(), solution.verdict()));
  }

  Solution solution() {
    return at(repository.head("main").name()).solution();
  }

  TestSolutions at(String base) {
    return TestSolutions.nullCoupon(location(), base);
  }

  RepositoryLocation location() {
    return RepositoryLocation.of("http://" + hub.authority() + "/" + SHOP + ".git");
  }

  ObjectNode theOnlyPull() {
    assertThat(shop.pulls()).hasSize(1);
    return shop.pulls().get(0);
  }

  DeliveryException refusal() {
    return refusal(solution());
  }

  DeliveryException refusal(Solution solution) {
    DeliveryException refusal =
        catchThrowableOfType(DeliveryException.class, () -> delivery().deliver(solution));
    if (refusal == null) {
      throw new AssertionError("it was delivered");
    }
    return refusal;
  }

  /** The calls that changed something. */
  List<String> writes() {
    return hub.calls().stream()
        .filter(call -> !call.method().equals("GET"))
        .map(HubCall::path)
        .map(path -> path.replace("/repos/" + SHOP, ""))
        .toList();
  }

  @Override
  public void close() {
    hub.close();
    repository.close();
  }
}
