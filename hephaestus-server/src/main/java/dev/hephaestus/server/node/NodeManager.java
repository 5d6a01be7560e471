package dev.hephaestus.server.node;

import dev.hephaestus.server.Ids;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers nodes and leads them through their life: INITIALIZING → ACTIVE ⇄ PROCESSING → INACTIVE
 * → removed, and ERROR while the repository cannot be read.
 *
 * <p><i>Threads:</i> safe for use by many at once; every change of a node is made under one lock,
 * so that none is lost. Repositories are checked in the background, never by the caller.
 */
public final class NodeManager {
  private static final Logger LOG = LoggerFactory.getLogger(NodeManager.class);
  private static final int PAGE = 500;

  private final NodeStore store;
  private final RepositoryChecks checks;
  private final Ids ids;
  private final Clock clock;
  private final NodeTimeouts timeouts;
  private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();
  private volatile Map<NodeState, Integer> counted = Map.of();
  private final Traffic traffic;

  // Guarded by this object's lock.
  private final Map<String, Integer> repairs = new HashMap<>();
  private final NodeChecks waiting;

  /** Checks repositories by one executor. */
  public NodeManager(
      NodeStore store,
      RepositoryCheck check,
      Executor executor,
      Ids ids,
      Clock clock,
      NodeTimeouts timeouts) {
    this(store, new RepositoryChecks(check, executor, executor), ids, clock, timeouts);
  }

  public NodeManager(
      NodeStore store, RepositoryChecks checks, Ids ids, Clock clock, NodeTimeouts timeouts) {
    this.store = Objects.requireNonNull(store, "store");
    this.checks = Objects.requireNonNull(checks, "checks");
    this.ids = Objects.requireNonNull(ids, "ids");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.timeouts = Objects.requireNonNull(timeouts, "timeouts");
    this.traffic = new Traffic(timeouts.seenEvery());
    this.waiting = new NodeChecks(checks, clock, timeouts.recheckAfter(), this::checked);
  }

  /** From now on the listener is told of changes. */
  public void addListener(NodeListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
  }

  /**
   * Takes up where the process before this one stopped: nothing is under repair yet, and checks
   * that were cut off are made again. To be called once, before the first client is let in.
   */
  public void resume() {
    forEach(
        node -> {
          if (node.state() == NodeState.INITIALIZING) {
            waiting.soon(node);
          }
          return node.state() == NodeState.PROCESSING ? node.in(NodeState.ACTIVE, "") : node;
        });
  }

  /**
   * Registers a node, or finds the one that the tenant's service, repository and branch have. What
   * the client was configured with holds, except where a setting was changed on the server. Its
   * repository is looked at later.
   */
  public Registered initialize(Registration registration) {
    return initialize(List.of(Arrival.unchecked(registration))).getFirst();
  }

  /** The same for many, in one transaction; one more for those that changed. */
  synchronized List<Registered> initialize(List<Arrival> arrivals) {
    Instant now = clock.instant();
    List<Registered> stored =
        store.addAllIfAbsent(
            arrivals.stream().map(arrival -> arrival.fresh(ids.next(), now)).toList());
    Map<String, Node> latest = new LinkedHashMap<>();
    List<Registered> registered = new ArrayList<>();
    for (int i = 0; i < arrivals.size(); i++) {
      Node before = stored.get(i).node();
      boolean isNew = stored.get(i).isNew();
      // Of one service several may come at once.
      Node known = latest.getOrDefault(before.id(), before);
      Node node = isNew ? before : awake(arrivals.get(i).onto(known));
      latest.put(node.id(), node);
      registered.add(new Registered(node.seen(now), isNew));
    }
    settle(stored, latest, now);
    return registered;
  }

  /** Written only where there is more to say than that it was heard. */
  private void settle(List<Registered> stored, Map<String, Node> latest, Instant now) {
    Map<String, Node> before = new HashMap<>();
    stored.forEach(each -> before.putIfAbsent(each.node().id(), each.node()));
    store.updateAll(
        latest.values().stream()
            .filter(node -> !node.equals(before.get(node.id())))
            .map(node -> node.seen(now))
            .toList());
    for (Registered each : stored) {
      if (each.isNew()) {
        LOG.info("Node {} registered for service {}", each.node().id(), each.node().service());
        waiting.booked(each.node().id());
      }
    }
    for (Node node : latest.values()) {
      Node known = Objects.requireNonNull(before.get(node.id()));
      traffic.heard(node.id(), now);
      traffic.awake(node.id());
      if (!node.settings().equals(known.settings())) {
        tellSettings(node);
      }
      if (node.state() != known.state()) {
        waiting.booked(node.id());
      }
      if (node.state() == NodeState.INITIALIZING) {
        waiting.soon(node);
      }
    }
  }

  /** Whether the registration's node is there and its repository known to be readable. */
  boolean isCertain(Registration registration) {
    return store
        .find(registration.tenant(), registration.service(), registration.repository())
        .filter(Arrival.unchecked(registration)::isCertain)
        .isPresent();
  }

  RepositoryChecks checks() {
    return checks;
  }

  /** The node of this id. */
  public Optional<Node> find(String id) {
    return store.find(id);
  }

  /** The tenant's nodes of this service, whatever their repository. */
  public List<Node> ofService(String tenant, String service) {
    return store.ofService(tenant, service);
  }

  /** Up to {@code limit} nodes, oldest first, after the one of this id ({@code ""}: the first). */
  public List<Node> list(String afterId, int limit) {
    return store.list(afterId, limit);
  }

  /** The same of those that a credential of that scope reaches. */
  public List<Node> list(Scope scope, String afterId, int limit) {
    return store.list(scope, afterId, limit);
  }

  /** Where the source of the nodes is that are active or under repair. */
  public Set<RepositoryLocation> repositoriesInUse() {
    Set<RepositoryLocation> inUse = new HashSet<>();
    forEach(
        node -> {
          if (node.state() == NodeState.ACTIVE || node.state() == NodeState.PROCESSING) {
            inUse.add(node.repository());
          }
          return node;
        });
    return inUse;
  }

  /**
   * Sets the named settings to what they are in {@code values}; from then on they win over what
   * clients are configured with.
   *
   * @return the node after the change, or empty when there is none of this id
   */
  public synchronized Optional<Node> update(String id, NodeSettings values, Set<Setting> named) {
    return change(
        id,
        node -> {
          Set<Setting> overridden = EnumSet.noneOf(Setting.class);
          overridden.addAll(node.overridden());
          overridden.addAll(named);
          return node.with(Setting.takeAll(named, values, node.settings()), overridden);
        });
  }

  /** Removes the node and its sessions; returns whether there was one. */
  public synchronized boolean remove(String id) {
    boolean removed = store.remove(id);
    forget(id);
    if (removed) {
      listeners.forEach(listener -> listener.removed(id));
    }
    return removed;
  }

  /** A repair of the node has begun; each call is to be followed by one of {@link #repairEnded}. */
  public synchronized void repairStarted(String id) {
    repairs.merge(id, 1, Integer::sum);
    change(id, node -> node.isReady() ? ready(node) : node);
  }

  /** A repair of the node is over, however it ended. */
  public synchronized void repairEnded(String id) {
    repairs.computeIfPresent(id, (key, count) -> count > 1 ? count - 1 : null);
    change(id, node -> node.isReady() ? ready(node) : node);
  }

  /**
   * A repository that could be read cannot be read any more: its nodes are in ERROR until a check
   * goes well.
   *
   * @param reason one sentence
   */
  public void accessLost(RepositoryLocation location, String reason) {
    forEach(
        node -> {
          boolean concerned =
              node.repository().equals(location)
                  && (node.state() == NodeState.ACTIVE || node.state() == NodeState.PROCESSING);
          if (!concerned) {
            return node;
          }
          LOG.warn("Node {}: {}", node.id(), reason);
          waiting.booked(node.id());
          return node.in(NodeState.ERROR, reason);
        });
  }

  /** A client of the node was heard. Cheap: written down now and then only, for many at once. */
  public void seen(String id) {
    Instant now = clock.instant();
    if (!traffic.heard(id, now)) {
      wake(id, now);
    }
  }

  private synchronized void wake(String id, Instant now) {
    Optional<Node> node =
        change(id, old -> old.state() == NodeState.INACTIVE ? ready(old.seen(now)) : old);
    if (node.isPresent()) {
      traffic.awake(id);
    } else {
      traffic.forget(id);
    }
  }

  /**
   * Does what time has made due: what was heard is written down, silent nodes become inactive, long
   * inactive ones are removed, and repositories that could not be read are tried again. To be
   * called about once a minute.
   *
   * @param connected whether a client of the node is connected; such a node is never removed
   */
  public void sweep(Instant now, Predicate<String> connected) {
    Map<NodeState, Integer> found = new EnumMap<>(NodeState.class);
    forEach(
        node -> {
          Node swept = swept(node, now, connected);
          found.merge(swept.state(), 1, Integer::sum);
          return swept;
        });
    counted = Map.copyOf(found);
  }

  /** How many nodes were in the state when they were last looked through. */
  public int count(NodeState state) {
    return counted.getOrDefault(state, 0);
  }

  private Node swept(Node stored, Instant now, Predicate<String> connected) {
    Node node = traffic.current(stored);
    Instant silentSince = node.lastSeen().plus(timeouts.inactiveAfter());
    boolean silent = !now.isBefore(silentSince);
    boolean repairing = repairs.containsKey(node.id());
    if (silent
        && !repairing
        && !now.isBefore(silentSince.plus(timeouts.removeAfter()))
        && !connected.test(node.id())) {
      LOG.info("Node {} of service {} is removed: silent too long", node.id(), node.service());
      remove(node.id());
      return stored;
    }
    if (silent && !repairing && node.state() == NodeState.ACTIVE) {
      traffic.asleep(node.id());
      return node.in(NodeState.INACTIVE, "");
    }
    if (node.state() == NodeState.ERROR && waiting.isDue(node.id(), now)) {
      waiting.soon(node);
      return stored;
    }
    return traffic.isDue(stored, node) ? node : stored;
  }

  private synchronized void checked(RepositoryLocation location, String fault) {
    List<Node> changed = new ArrayList<>();
    for (String id : waiting.waited(location)) {
      store
          .find(id)
          .filter(node -> !node.isReady() && node.repository().equals(location))
          .map(node -> fault.isEmpty() ? ready(node) : node.in(NodeState.ERROR, fault))
          .ifPresent(changed::add);
    }
    store.updateAll(changed);
  }

  private Node ready(Node node) {
    boolean repairing = repairs.containsKey(node.id());
    return node.in(repairing ? NodeState.PROCESSING : NodeState.ACTIVE, "");
  }

  /** A node that is not inactive any more. */
  private Node awake(Node node) {
    return node.state() == NodeState.INACTIVE || node.state() == NodeState.ACTIVE
        ? ready(node)
        : node;
  }

  private Optional<Node> change(String id, UnaryOperator<Node> how) {
    Optional<Node> before = store.find(id);
    Optional<Node> after = before.map(how);
    if (after.isPresent() && !after.equals(before)) {
      store.update(after.get());
      if (!after.get().settings().equals(before.get().settings())) {
        tellSettings(after.get());
      }
    }
    return after;
  }

  /** Under the lock, so that clients hear of changes in the order in which they were made. */
  private void tellSettings(Node node) {
    listeners.forEach(listener -> listener.settingsChanged(node));
  }

  private void forget(String id) {
    repairs.remove(id);
    waiting.forget(id);
    traffic.forget(id);
  }

  /** A page at a time, so that others get their turn; what came out changed is written together. */
  private void forEach(UnaryOperator<Node> action) {
    String after = "";
    int seen;
    do {
      synchronized (this) {
        List<Node> page = store.list(after, PAGE);
        List<Node> changed = new ArrayList<>();
        for (Node node : page) {
          Node result = action.apply(node);
          if (!result.equals(node)) {
            changed.add(result);
          }
        }
        store.updateAll(changed);
        seen = page.size();
        after = page.isEmpty() ? after : page.get(seen - 1).id();
      }
    } while (seen == PAGE);
  }
}
