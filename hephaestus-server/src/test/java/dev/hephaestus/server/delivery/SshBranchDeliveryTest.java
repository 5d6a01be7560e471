package dev.hephaestus.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hephaestus.server.repository.AccessRules;
import dev.hephaestus.server.repository.GitSshServer;
import dev.hephaestus.server.repository.RepositoryAccess;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.RepositoryLogin;
import dev.hephaestus.server.repository.SshTestKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SshBranchDeliveryTest {
  private static final String BRANCH = "hephaestus/1a2b3c4d-f3a7c2d1";

  @TempDir Path folder;
  private final KeyPair key = SshTestKey.made();
  private TestRepository remote;
  private GitSshServer server;
  private String base;

  @BeforeEach
  void start() throws Exception {
    remote = TestRepository.bare(folder.resolve("shop.git"));
    base = remote.commit("first", TestSolutions.PATH, TestSolutions.BEFORE).name();
    server = new GitSshServer(remote.path(), SshTestKey.made(), key.getPublic());
    SshTestKey.write(key, folder.resolve("id"), Optional.empty());
    Files.writeString(knownHosts(), server.knownHost() + "\n");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    remote.close();
  }

  @Test
  void pushesWithItsKeyToAHostThatIsKnown() {
    Receipt receipt = delivery(rules()).deliver(solution());
    Receipt again = delivery(rules()).deliver(solution());

    RevCommit commit = remote.tip(BRANCH);
    assertThat(receipt.link()).isEqualTo(server.url("shop.git") + "#" + BRANCH);
    assertThat(again).isEqualTo(receipt);
    assertThat(commit.getParent(0)).isEqualTo(remote.head("main"));
    assertThat(commit.getFullMessage()).isEqualTo(CommitMessage.of(solution(), base));
    assertThat(remote.text(commit, TestSolutions.PATH)).isEqualTo(TestSolutions.AFTER);
    assertThat(server.users).isNotEmpty().containsOnly("git");
    assertThat(folder.resolve("own")).isEmptyDirectory();
  }

  @Test
  void doesNotTalkToAHostThatIsNotKnown() throws Exception {
    Files.writeString(knownHosts(), "");

    assertThat(refusal(delivery(rules())))
        .hasMessageContaining("cannot push branch " + BRANCH)
        .hasMessageContaining("knownHostsFile")
        .returns(false, DeliveryException::isRetryable);
    assertThat(server.users).isEmpty();
    assertThat(knownHosts()).isEmptyFile();
  }

  @Test
  void saysThatItsKeyIsRefused() throws Exception {
    SshTestKey.write(SshTestKey.made(), folder.resolve("id"), Optional.empty());

    assertThat(refusal(delivery(rules())))
        .hasMessageContaining("login is refused or missing")
        .returns(false, DeliveryException::isRetryable);
    assertThat(remote.branches()).containsExactly("main");
  }

  @Test
  void usesNobodysOwnKeyWhereNoneIsConfigured() {
    assertThat(refusal(delivery(RepositoryAccess.none())))
        .hasMessageContaining("there is no SSH key for this host");
    assertThat(server.users).isEmpty();
  }

  @Test
  void saysThatThereIsNoRepository() throws Exception {
    Files.move(remote.path(), folder.resolve("moved.git"));

    assertThat(refusal(delivery(rules())))
        .hasMessageContaining("no such repository")
        .returns(false, DeliveryException::isRetryable);
  }

  @Test
  void whereTheHeadHasMovedItDeliversWhatHoldsThere() {
    Solution solution = solution();
    String later = remote.commit("later", "README", "hello\n").name();

    delivery(
            (made, commit) ->
                new Revalidation.Outcome.Holds(made.on(commit, made.patch(), made.verdict())))
        .deliver(solution);

    assertThat(remote.tip(BRANCH).getParent(0)).isEqualTo(remote.head("main"));
    assertThat(remote.tip(BRANCH).getFullMessage()).contains("on " + later.substring(0, 10));
  }

  @Test
  void whatDoesNotHoldThereIsNotDelivered() {
    Solution solution = solution();
    remote.commit("later", "README", "hello\n");
    BranchDelivery delivery =
        delivery((made, commit) -> new Revalidation.Outcome.Fails("it fails there"));

    assertThat(catchThrowableOfType(DeliveryException.class, () -> delivery.deliver(solution)))
        .hasMessageContaining("is not delivered: it fails there");
    assertThat(remote.branches()).containsExactly("main");
  }

  private BranchDelivery delivery(RepositoryAccess access) {
    return new BranchDelivery(folder.resolve("own"), access);
  }

  private BranchDelivery delivery(Revalidation revalidation) {
    return new BranchDelivery(folder.resolve("own"), rules(), revalidation);
  }

  private RepositoryAccess rules() {
    RepositoryLogin login =
        new RepositoryLogin.SshKey(folder.resolve("id"), Optional.empty(), knownHosts());
    return new AccessRules(List.of(new AccessRules.Rule("127.0.0.1", () -> login)));
  }

  private Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  private Solution solution() {
    return TestSolutions.nullCoupon(RepositoryLocation.of(server.url("shop.git")), base).solution();
  }

  private DeliveryException refusal(BranchDelivery delivery) {
    return catchThrowableOfType(DeliveryException.class, () -> delivery.deliver(solution()));
  }
}
