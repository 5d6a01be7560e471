package dev.hephaestus.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.RepositoryLogin;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RemoteBranchDeliveryTest {
  private static final String BRANCH = "hephaestus/1a2b3c4d-f3a7c2d1";
  private static final String TOKEN = "glpat-0123456789secret";
  private static final RepositoryLogin LOGIN = new RepositoryLogin.Password("bot", TOKEN);

  @TempDir Path folder;
  private TestRepository remote;
  private GitHttpServer server;

  @BeforeEach
  void start() throws Exception {
    remote = TestRepository.bare(folder.resolve("shop.git"));
    remote.commit("first", TestSolutions.PATH, TestSolutions.BEFORE);
    remote.commit("second", "README", "A shop.\n");
    server = new GitHttpServer(remote);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    remote.close();
  }

  @Test
  void pushesOverHttpWithTheLoginForIt() {
    server.wanted = Optional.of(LOGIN);

    Receipt receipt = delivery(Optional.of(LOGIN)).deliver(solution(server.url()));
    Receipt again = delivery(Optional.of(LOGIN)).deliver(solution(server.url()));

    assertThat(receipt.link()).isEqualTo(server.url() + "#" + BRANCH);
    assertThat(again).isEqualTo(receipt);
    assertThat(remote.text(remote.tip(BRANCH), TestSolutions.PATH)).isEqualTo(TestSolutions.AFTER);
    assertThat(remote.tip(BRANCH).getParent(0)).isEqualTo(remote.head("main"));
  }

  @Test
  void pushesWithATokenThatStandsAlone() {
    RepositoryLogin token = new RepositoryLogin.Bearer(TOKEN);
    server.wanted = Optional.of(token);

    delivery(Optional.of(token)).deliver(solution(server.url()));

    assertThat(remote.text(remote.tip(BRANCH), TestSolutions.PATH)).isEqualTo(TestSolutions.AFTER);
    server.wanted = Optional.of(new RepositoryLogin.Bearer("another"));
    assertThat(refusal(delivery(Optional.of(token)), server.url()))
        .hasMessageContaining("login is refused or missing")
        .returns(false, DeliveryException::isRetryable);
    assertThat(fault(delivery(Optional.of(token)), server.url())).doesNotContain(TOKEN);
  }

  @Test
  void aLoginThatCannotBeReadIsSaidAndTriedAgain() {
    BranchDelivery delivery =
        new BranchDelivery(
            folder.resolve("own"),
            url -> {
              throw new RepositoryException("the file /run/token cannot be read");
            });

    assertThat(refusal(delivery, server.url()))
        .hasMessageContaining("the file /run/token cannot be read")
        .returns(true, DeliveryException::isRetryable);
    assertThat(folder.resolve("own")).isEmptyDirectory();
  }

  @Test
  void aSecretInALocationLetsInAndIsNotShown() {
    String location = "http://bot:" + TOKEN + "@" + server.authority() + "/shop.git";
    server.wanted = Optional.of(LOGIN);

    Receipt receipt = delivery(Optional.empty()).deliver(solution(location));
    assertThat(receipt.link()).isEqualTo(server.url() + "#" + BRANCH);

    server.wanted = Optional.of(new RepositoryLogin.Password("bot", "another"));
    assertThat(fault(delivery(Optional.empty()), location)).doesNotContain(TOKEN);
  }

  @Test
  void saysThatALoginIsMissing() {
    server.wanted = Optional.of(LOGIN);

    assertThat(refusal(delivery(Optional.empty()), server.url()))
        .hasMessageContaining("login is refused or missing")
        .hasMessageContaining(server.url())
        .returns(false, DeliveryException::isRetryable);
  }

  @Test
  void saysThatALoginIsRefusedWithoutTellingIt() {
    server.wanted = Optional.of(new RepositoryLogin.Password("bot", "another"));

    assertThat(refusal(delivery(Optional.of(LOGIN)), server.url()))
        .hasMessageContaining("login is refused or missing")
        .returns(false, DeliveryException::isRetryable);
    assertThat(fault(delivery(Optional.of(LOGIN)), server.url())).doesNotContain(TOKEN);
    assertThat(LOGIN.toString()).doesNotContain(TOKEN);
  }

  @Test
  void isNoMoreTriedWhereItMayNotPush() {
    server.status = 403;

    assertThat(refusal(delivery(Optional.of(LOGIN)), server.url()))
        .returns(false, DeliveryException::isRetryable);
  }

  @Test
  void isNoMoreTriedWhereThereIsNoRepository() {
    server.status = 404;

    assertThat(refusal(delivery(Optional.empty()), server.url()))
        .hasMessageContaining("no such repository")
        .returns(false, DeliveryException::isRetryable);
  }

  @Test
  void isWorthAnotherTryWhenTheServerIsDown() {
    server.status = 503;

    assertThat(refusal(delivery(Optional.empty()), server.url()))
        .hasMessageContaining("cannot push branch " + BRANCH)
        .returns(true, DeliveryException::isRetryable);
  }

  @Test
  void isWorthAnotherTryWhenNobodyListens() throws Exception {
    String url = server.url();
    server.close();

    assertThat(refusal(delivery(Optional.empty()), url))
        .returns(true, DeliveryException::isRetryable);
  }

  @Test
  void saysWhyTheRemoteRefuses() {
    server.policy = "branches must be signed off by @boss";

    assertThat(refusal(delivery(Optional.empty()), server.url()))
        .hasMessageContaining("does not take branch " + BRANCH)
        .hasMessageContaining("must be signed off")
        .returns(false, DeliveryException::isRetryable);
    assertThat(remote.branches()).containsExactly("main");
  }

  @Test
  void gitItselfClonesTheBranch() throws Exception {
    assumeThat(isGitInstalled()).isTrue();
    delivery(Optional.empty()).deliver(solution(server.url()));
    Path clone = folder.resolve("clone");

    git(folder, "clone", "-q", "-b", BRANCH, remote.path().toUri().toString(), clone.toString());

    assertThat(clone.resolve(TestSolutions.PATH)).hasContent(TestSolutions.AFTER);
    assertThat(clone.resolve(TestSolutions.TEST_PATH)).hasContent(TestSolutions.TEST);
    assertThat(git(clone, "diff", "--name-only", "origin/main", "HEAD").lines())
        .containsExactly(TestSolutions.PATH, TestSolutions.TEST_PATH);
    assertThat(git(clone, "log", "-1", "--format=%an|%s|%(trailers:key=Hephaestus-Solution)"))
        .startsWith(
            "Hephaestus|Fix NullPointerException in Cart.total|"
                + "Hephaestus-Solution: sol-0192f3a7c2d1");
    git(remote.path(), "fsck", "--strict", "--full");
  }

  private BranchDelivery delivery(Optional<RepositoryLogin> login) {
    return new BranchDelivery(folder.resolve("own"), url -> login);
  }

  private Solution solution(String location) {
    return TestSolutions.nullCoupon(RepositoryLocation.of(location), remote.head("main").name())
        .solution();
  }

  private DeliveryException refusal(BranchDelivery delivery, String location) {
    DeliveryException refusal =
        catchThrowableOfType(DeliveryException.class, () -> delivery.deliver(solution(location)));
    if (refusal == null) {
      throw new AssertionError("it was delivered");
    }
    return refusal;
  }

  private String fault(BranchDelivery delivery, String location) {
    remote.commit("moved", "README", "Again.\n");
    StringWriter trace = new StringWriter();
    refusal(delivery, location).printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  private static boolean isGitInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String git(Path directory, String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Path output = Files.createTempFile("git", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(20, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    assertThat(ended && process.exitValue() == 0).as(text).isTrue();
    return text;
  }
}
