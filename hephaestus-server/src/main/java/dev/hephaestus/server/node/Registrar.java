package dev.hephaestus.server.node;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.AuditLog;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Registers clients: looks at a repository that is new or was unreadable, for a while, and then
 * writes all that wait at that moment in one transaction.
 *
 * <p>A host that does not answer in time keeps nobody from sending: the node then waits for it, and
 * says so.
 *
 * <p><i>Errors:</i> what comes of a registration fails as the store does, or with {@link
 * TooManyException}.
 *
 * <p><i>Threads:</i> safe for use by many at once; nobody waits in {@link #register}.
 */
public final class Registrar {
  private static final int TOGETHER = 500;
  private static final int MOST_WAITING = 20_000;

  private final NodeManager nodes;
  private final AuditLog audit;
  private final Executor executor;

  // Guarded by this object's lock.
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int underWay;
  private boolean running;

  private record Waiting(Arrival arrival, String actor, CompletableFuture<Registered> answer) {}

  /** More clients want to be registered at once than there is room for. */
  public static final class TooManyException extends HephaestusException {
    private static final long serialVersionUID = 1L;

    TooManyException() {
      super(MOST_WAITING + " registrations are under way");
    }
  }

  /**
   * @param audit told of each node that is new
   * @param executor writes; one thread is enough
   */
  public Registrar(NodeManager nodes, AuditLog audit, Executor executor) {
    this.nodes = Objects.requireNonNull(nodes, "nodes");
    this.audit = Objects.requireNonNull(audit, "audit");
    this.executor = Objects.requireNonNull(executor, "executor");
  }

  /**
   * Registers a node or finds it again.
   *
   * @param actor who asks, for the audit log
   * @param patience how long the repository's host and the reading of it may take
   */
  public CompletionStage<Registered> register(
      Registration registration, String actor, Duration patience) {
    CompletableFuture<Registered> answer = new CompletableFuture<>();
    if (!mayBegin()) {
      answer.completeExceptionally(new TooManyException());
      return answer;
    }
    var unused = answer.whenComplete((registered, failed) -> end());
    try {
      if (nodes.isCertain(registration)) {
        write(new Waiting(Arrival.unchecked(registration), actor, answer));
      } else {
        var unusedLook =
            look(registration, patience)
                .thenAccept(arrival -> write(new Waiting(arrival, actor, answer)));
      }
    } catch (RuntimeException fault) {
      answer.completeExceptionally(fault);
    }
    return answer;
  }

  /**
   * What is wrong with a repository, as far as its host says so in time; nothing is registered.
   *
   * @param patience how long its host may take
   */
  public CompletionStage<Optional<String>> fault(RepositoryLocation location, Duration patience) {
    return nodes
        .checks()
        .of(location)
        .reached()
        .copy()
        .completeOnTimeout("", patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(stopping -> "")
        .thenApply(fault -> fault.isEmpty() ? Optional.empty() : Optional.of(fault));
  }

  private CompletionStage<Arrival> look(Registration registration, Duration patience) {
    RepositoryChecks.Under under = nodes.checks().of(registration.repository());
    return under
        .read()
        .thenApply(
            fault ->
                new Arrival(
                    registration, fault.isEmpty() ? NodeState.ACTIVE : NodeState.ERROR, fault))
        .completeOnTimeout(
            Arrival.unchecked(registration), patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(stopping -> Arrival.unchecked(registration))
        .thenApply(
            arrival ->
                arrival.state() == NodeState.INITIALIZING && !under.reached().isDone()
                    ? silent(registration, patience)
                    : arrival)
        .thenCompose(arrival -> deliverable(arrival, patience));
  }

  /** A node that is to deploy hears at once what its credential lacks; it is no less active. */
  private CompletionStage<Arrival> deliverable(Arrival arrival, Duration patience) {
    Registration registration = arrival.registration();
    if (arrival.state() != NodeState.ACTIVE || registration.settings().mode() != Mode.DEPLOY) {
      return CompletableFuture.completedStage(arrival);
    }
    return nodes
        .checks()
        .delivery(registration.repository())
        .completeOnTimeout("", patience.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(fault -> new Arrival(registration, NodeState.ACTIVE, fault));
  }

  private static Arrival silent(Registration registration, Duration patience) {
    return new Arrival(
        registration,
        NodeState.INITIALIZING,
        "repository "
            + registration.repository().forPeople()
            + " has not answered within "
            + Math.max(1, patience.toSeconds())
            + " s; it is still being asked");
  }

  private synchronized boolean mayBegin() {
    boolean may = underWay < MOST_WAITING;
    underWay += may ? 1 : 0;
    return may;
  }

  private synchronized void end() {
    underWay--;
  }

  private void write(Waiting one) {
    synchronized (this) {
      waiting.add(one);
      if (running) {
        return;
      }
      running = true;
    }
    schedule();
  }

  private void schedule() {
    try {
      executor.execute(this::step);
    } catch (RejectedExecutionException stopping) {
      refuseAll(stopping);
    }
  }

  private void refuseAll(RejectedExecutionException stopping) {
    for (List<Waiting> group = next(); !group.isEmpty(); group = next()) {
      group.forEach(each -> each.answer.completeExceptionally(stopping));
    }
  }

  private void step() {
    List<Waiting> group = next();
    try {
      register(group);
    } catch (RuntimeException | Error fault) {
      group.forEach(each -> each.answer.completeExceptionally(fault));
    }
    synchronized (this) {
      running = !waiting.isEmpty();
      if (!running) {
        return;
      }
    }
    schedule();
  }

  private synchronized List<Waiting> next() {
    List<Waiting> group = new ArrayList<>();
    while (!waiting.isEmpty() && group.size() < TOGETHER) {
      group.add(waiting.remove());
    }
    return group;
  }

  private void register(List<Waiting> group) {
    List<Registered> registered = nodes.initialize(group.stream().map(Waiting::arrival).toList());
    List<AuditEvent> created = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      if (registered.get(i).isNew()) {
        created.add(registered.get(i).node().event("node.created", group.get(i).actor));
      }
    }
    audit.recordAll(created);
    for (int i = 0; i < group.size(); i++) {
      group.get(i).answer.complete(registered.get(i));
    }
  }
}
