package dev.hephaestus.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hephaestus.server.Ids;
import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.testkit.CountingNodeStore;
import dev.hephaestus.server.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Clients are registered together, and wait for their repository only for a while. */
final class RegistrarTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final RepositoryLocation SHOP = RepositoryLocation.of("https://git.example/shop");

  private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final CountingNodeStore store = new CountingNodeStore();
  private final Deque<Runnable> checks = new ArrayDeque<>();
  private final Deque<Runnable> writes = new ConcurrentLinkedDeque<>();
  private final List<RepositoryLocation> asked = new ArrayList<>();
  private final List<AuditEvent> told = new ArrayList<>();
  private @Nullable RepositoryException unreachable;
  private @Nullable RepositoryException unreadable;
  private List<String> undeliverable = List.of();
  private final NodeManager nodes =
      new NodeManager(
          store,
          new RepositoryChecks(new Check(), checks::add, checks::add),
          new Ids(clock, new Random(1)),
          clock,
          NodeTimeouts.DEFAULT);
  private final Registrar registrar = new Registrar(nodes, told::add, writes::add);

  @Test
  void manyThatWaitAreWrittenInOneTransactionAndAnsweredAfterIt() {
    List<CompletableFuture<Registered>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(register("service-" + i));
    }
    run(checks);

    assertThat(asked).as("one look at one repository").hasSize(1);
    assertThat(answers).noneMatch(CompletableFuture::isDone);
    assertThat(store.writes).isZero();
    run(writes);
    assertThat(store.writes).isEqualTo(1);
    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.join().node().state()).isEqualTo(NodeState.ACTIVE));
    assertThat(told).extracting(AuditEvent::action).hasSize(100).containsOnly("node.created");
  }

  @Test
  void whoComesBackIsAnsweredWithoutAWriteOrALook() {
    Node first = registered("shop");
    int writes = store.writes;
    asked.clear();
    clock.advance(Duration.ofMinutes(1));

    Registered again = now(register("shop"));

    assertThat(again.isNew()).isFalse();
    assertThat(again.node().id()).isEqualTo(first.id());
    assertThat(again.node().lastSeen()).isEqualTo(clock.instant());
    assertThat(asked).isEmpty();
    assertThat(store.changed).isZero();
    assertThat(store.writes).isEqualTo(writes + 1);
  }

  @Test
  void aRepositoryThatCannotBeReadIsSaidInTheAnswer() {
    unreachable = new RepositoryException("the login is refused (401)");
    Node refused = registered("shop");
    unreachable = null;
    unreadable = new RepositoryException("it has no folder services");
    Node folder = registered("tea");

    assertThat(refused.state()).isEqualTo(NodeState.ERROR);
    assertThat(refused.reason()).isEqualTo("the login is refused (401)");
    assertThat(folder.reason()).isEqualTo("it has no folder services");
  }

  @Test
  void aHostThatDoesNotAnswerHoldsNobodyUpAndIsNamed() {
    CompletableFuture<Registered> answer = register("shop", Duration.ofMillis(1));

    Node node = nowOrSoon(answer).node();
    assertThat(node.state()).isEqualTo(NodeState.INITIALIZING);
    assertThat(node.reason()).contains("https://git.example/shop", "has not answered");
    run(checks);
    assertThat(nodes.find(node.id()).orElseThrow().state()).isEqualTo(NodeState.ACTIVE);
    assertThat(nodes.find(node.id()).orElseThrow().reason()).isEmpty();
  }

  @Test
  void whoIsToDeployHearsWhatItsCredentialLacks() {
    undeliverable =
        List.of("the App lacks the permission \"Pull requests: write\"", "it is archived");

    Node deploying = now(deploy("shop")).node();
    Node suggesting = registered("tea");

    assertThat(deploying.state()).isEqualTo(NodeState.ACTIVE);
    assertThat(deploying.reason())
        .isEqualTo(
            "fixes cannot be delivered: the App lacks the permission \"Pull requests: write\";"
                + " it is archived");
    assertThat(suggesting.reason()).isEmpty();
    undeliverable = List.of();
    assertThat(now(deploy("toys")).node().reason()).isEmpty();
  }

  @Test
  void aRepositoryThatIsStillBeingReadIsNoFault() {
    var unused = nodes.checks().of(SHOP);
    checks.removeFirst().run();
    CompletableFuture<Registered> answer = register("shop", Duration.ofMillis(1));

    Node node = nowOrSoon(answer).node();
    assertThat(node.state()).isEqualTo(NodeState.INITIALIZING);
    assertThat(node.reason()).isEmpty();
  }

  @Test
  void replicasThatStartTogetherAreOneNodeThatIsMadeOnce() {
    CompletableFuture<Registered> one = register("shop");
    CompletableFuture<Registered> other = register("shop");
    run(checks);
    run(writes);

    assertThat(other.join().node().id()).isEqualTo(one.join().node().id());
    assertThat(List.of(one.join().isNew(), other.join().isNew()))
        .containsExactlyInAnyOrder(true, false);
    assertThat(told).hasSize(1);
  }

  @Test
  void whatIsAskedBesidesIsAskedOfTheHostOnly() {
    unreachable = new RepositoryException("no such repository");
    CompletableFuture<Optional<String>> fault = registrar.fault(SHOP, LONG).toCompletableFuture();
    run(checks);

    assertThat(fault.join()).contains("no such repository");
    assertThat(nodes.list("", 10)).isEmpty();
    CompletableFuture<Optional<String>> late =
        registrar.fault(SHOP, Duration.ZERO).toCompletableFuture();
    assertThat(late.join()).isEmpty();
  }

  @Test
  void aStoreThatFailsFailsAllThatWereInItAndTheNextAreWritten() {
    store.failing = true;
    CompletableFuture<Registered> answer = register("shop");
    run(checks);
    run(writes);
    assertThat(catchThrowable(answer::join))
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("the disk fails");

    store.failing = false;
    assertThat(registered("shop").state()).isEqualTo(NodeState.ACTIVE);
  }

  @Test
  void aServerThatStopsAnswersWhoWaits() {
    Registrar stopping =
        new Registrar(
            nodes,
            told::add,
            task -> {
              throw new RejectedExecutionException("stopped");
            });
    CompletableFuture<Registered> answer =
        stopping.register(registration("shop"), "key:a", LONG).toCompletableFuture();
    run(checks);

    assertThat(answer).isCompletedExceptionally();
  }

  private CompletableFuture<Registered> register(String service) {
    return register(service, LONG);
  }

  private CompletableFuture<Registered> register(String service, Duration patience) {
    return registrar.register(registration(service), "key:a", patience).toCompletableFuture();
  }

  private static Registration registration(String service) {
    return new Registration(service, SHOP, NodeSettings.DEFAULT);
  }

  private CompletableFuture<Registered> deploy(String service) {
    NodeSettings usual = NodeSettings.DEFAULT;
    NodeSettings settings =
        new NodeSettings(
            Mode.DEPLOY,
            usual.threshold(),
            usual.contextRecords(),
            usual.shipAll(),
            usual.packages());
    return registrar
        .register(new Registration(service, SHOP, settings), "key:a", LONG)
        .toCompletableFuture();
  }

  private Node registered(String service) {
    return now(register(service)).node();
  }

  private Registered now(CompletableFuture<Registered> answer) {
    run(checks);
    run(writes);
    return answer.join();
  }

  /** The end of patience is told by a thread of the JDK's. */
  private Registered nowOrSoon(CompletableFuture<Registered> answer) {
    while (!answer.isDone()) {
      Thread.onSpinWait();
      run(writes);
    }
    return answer.join();
  }

  private static void run(Deque<Runnable> tasks) {
    while (!tasks.isEmpty()) {
      tasks.removeFirst().run();
    }
  }

  private final class Check implements RepositoryCheck {
    @Override
    public void reach(RepositoryLocation location) {
      asked.add(location);
      if (unreachable != null) {
        throw unreachable;
      }
    }

    @Override
    public void check(RepositoryLocation location) {
      if (unreadable != null) {
        throw unreadable;
      }
    }

    @Override
    public List<String> deliveryFaults(RepositoryLocation location) {
      return undeliverable;
    }
  }
}
