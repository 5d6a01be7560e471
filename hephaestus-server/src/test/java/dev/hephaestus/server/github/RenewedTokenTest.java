package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.EvidenceReport;
import dev.hephaestus.server.delivery.Revalidation;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.delivery.TestRepository;
import dev.hephaestus.server.delivery.TestSolutions;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token that GitHub does not take any more is minted anew, once. */
final class RenewedTokenTest {
  private static final int CALLS = 9;

  private TestRepository repository;
  private FakeGitHub gitHub;

  @BeforeEach
  void start() {
    repository = TestRepository.inMemory();
    repository.commit("first", TestSolutions.PATH, TestSolutions.BEFORE);
    gitHub = new FakeGitHub(repository);
  }

  @AfterEach
  void stop() {
    gitHub.close();
    repository.close();
  }

  @Test
  void atWhicheverCallItExpires() {
    for (int call = 1; call <= CALLS; call++) {
      Minting tokens = new Minting();
      gitHub.reset(fresh());
      gitHub.accepted = "ghs_1";
      int at = call;
      gitHub.faults =
          request -> {
            if (request.number() == at) {
              gitHub.accepted = "ghs_2";
            }
            return FakeGitHub.Fault.NONE;
          };

      delivery(tokens).deliver(solution());

      assertThat(gitHub.pulls.all).as("expired at call %s", call).hasSize(1);
      assertThat(tokens.minted).isEqualTo(2);
    }
  }

  @Test
  void isNotMintedForEver() {
    Minting tokens = new Minting();
    gitHub.accepted = "none that was minted";

    DeliveryException no =
        catchThrowableOfType(DeliveryException.class, () -> delivery(tokens).deliver(solution()));

    assertThat(no).hasMessageContaining("is refused").hasMessageNotContaining("ghs_");
    assertThat(no.isRetryable()).isFalse();
    assertThat(tokens.minted).isEqualTo(2);
    assertThat(gitHub.pulls.all).isEmpty();
  }

  private TestRepository fresh() {
    repository.close();
    repository = TestRepository.inMemory();
    repository.commit("first", TestSolutions.PATH, TestSolutions.BEFORE);
    return repository;
  }

  private PullRequestDelivery delivery(GitHubTokens tokens) {
    return new PullRequestDelivery(
        gitHub.host(),
        tokens,
        new EvidenceReport(any -> ""),
        PullRequestSettings.defaults(),
        new MemoryPullRequestBook(),
        new MemoryFiles(),
        (solution, commit) -> new Revalidation.Outcome.Holds(solution),
        Clock.systemUTC(),
        pause -> {});
  }

  private Solution solution() {
    return TestSolutions.nullCoupon(
            RepositoryLocation.of("http://" + gitHub.authority() + "/acme/shop.git"),
            repository.head("main").name())
        .solution();
  }

  /** Mints a token when it has none: ghs_1, then ghs_2. */
  private static final class Minting implements GitHubTokens {
    private int minted;
    private String kept = "";

    @Override
    public Optional<String> token(GitHubRepository repository) {
      if (kept.isEmpty()) {
        kept = "ghs_" + ++minted;
      }
      return Optional.of(kept);
    }

    @Override
    public boolean covers(GitHubRepository repository) {
      return true;
    }

    @Override
    public boolean renew(GitHubRepository repository, String token) {
      kept = "";
      return true;
    }
  }
}
