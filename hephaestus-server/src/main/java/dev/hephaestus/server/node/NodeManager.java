package dev.hephaestus.server.node;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.Ids;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers nodes and leads them through their life: INITIALIZING → ACTIVE ⇄ PROCESSING → INACTIVE
 * → removed, and ERROR while the repository cannot be read.
 *
 * <p><i>Threads:</i> safe for use by many at once; every change of a node is made under one lock,
 * so that none is lost. Repositories are checked by the executor, never by the caller.
 */
public final class NodeManager {
  private static final Logger LOG = LoggerFactory.getLogger(NodeManager.class);
  private static final int PAGE = 500;

  private final NodeStore store;
  private final RepositoryCheck check;
  private final Executor executor;
  private final Ids ids;
  private final Clock clock;
  private final NodeTimeouts timeouts;
  private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();
  private volatile Map<NodeState, Integer> counted = Map.of();
  private final Map<String, Instant> lastWritten = new ConcurrentHashMap<>();

  // Guarded by this object's lock.
  private final Map<String, Integer> repairs = new HashMap<>();
  private final Map<String, Instant> lastChecked = new HashMap<>();

  public NodeManager(
      NodeStore store,
      RepositoryCheck check,
      Executor executor,
      Ids ids,
      Clock clock,
      NodeTimeouts timeouts) {
    this.store = Objects.requireNonNull(store, "store");
    this.check = Objects.requireNonNull(check, "check");
    this.executor = Objects.requireNonNull(executor, "executor");
    this.ids = Objects.requireNonNull(ids, "ids");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.timeouts = Objects.requireNonNull(timeouts, "timeouts");
  }

  /** From now on the listener is told of changes. */
  public void addListener(NodeListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
  }

  /**
   * Takes up where the process before this one stopped: nothing is under repair yet, and checks
   * that were cut off are made again. To be called once, before the first client is let in.
   */
  public synchronized void resume() {
    forEach(
        node -> {
          if (node.state() == NodeState.PROCESSING) {
            store.update(node.in(NodeState.ACTIVE, ""));
          } else if (node.state() == NodeState.INITIALIZING) {
            checkSoon(node);
          }
        });
  }

  /**
   * Registers a node, or finds the one that the tenant's service, repository and branch have. What
   * the client was configured with holds, except where a setting was changed on the server.
   */
  public synchronized Node initialize(Registration registration) {
    Instant now = clock.instant();
    Node fresh =
        new Node(
            ids.next(),
            registration.service(),
            registration.repository(),
            registration.settings(),
            NodeState.INITIALIZING,
            "",
            now,
            now,
            Set.of(),
            registration.tenant());
    Node stored = store.addIfAbsent(fresh);
    lastWritten.put(stored.id(), now);
    // Under an id of before when it was removed and comes back.
    if (stored.withId(fresh.id()).equals(fresh)) {
      LOG.info("Node {} registered for service {}", stored.id(), stored.service());
      checkSoon(stored);
      return stored;
    }
    return again(stored, registration, now);
  }

  private Node again(Node stored, Registration registration, Instant now) {
    NodeSettings settings =
        Setting.takeAll(stored.overridden(), stored.settings(), registration.settings());
    boolean moved = !stored.repository().equals(registration.repository());
    Node node = stored.with(settings).at(registration.repository()).seen(now);
    boolean uncertain = moved || stored.state() == NodeState.ERROR;
    if (uncertain) {
      node = node.in(NodeState.INITIALIZING, "");
    } else if (node.state() == NodeState.INACTIVE) {
      node = ready(node);
    }
    store.update(node);
    if (!settings.equals(stored.settings())) {
      tellSettings(node);
    }
    if (uncertain) {
      checkSoon(node);
    }
    return node;
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
    change(id, node -> isReady(node) ? ready(node) : node);
  }

  /** A repair of the node is over, however it ended. */
  public synchronized void repairEnded(String id) {
    repairs.computeIfPresent(id, (key, count) -> count > 1 ? count - 1 : null);
    change(id, node -> isReady(node) ? ready(node) : node);
  }

  /**
   * A repository that could be read cannot be read any more: its nodes are in ERROR until a check
   * goes well.
   *
   * @param reason one sentence
   */
  public synchronized void accessLost(RepositoryLocation location, String reason) {
    forEach(
        node -> {
          boolean concerned =
              node.repository().equals(location)
                  && (node.state() == NodeState.ACTIVE || node.state() == NodeState.PROCESSING);
          if (concerned) {
            LOG.warn("Node {}: {}", node.id(), reason);
            store.update(node.in(NodeState.ERROR, reason));
            lastChecked.put(node.id(), clock.instant());
          }
        });
  }

  /** A client of the node was heard. Cheap: written down now and then only. */
  public void seen(String id) {
    Instant now = clock.instant();
    Instant written = lastWritten.get(id);
    if (written != null && now.isBefore(written.plus(timeouts.seenEvery()))) {
      return;
    }
    markSeen(id, now);
  }

  private synchronized void markSeen(String id, Instant now) {
    Optional<Node> node =
        change(
            id,
            old -> {
              Node heard = old.seen(now);
              return heard.state() == NodeState.INACTIVE ? ready(heard) : heard;
            });
    if (node.isPresent()) {
      lastWritten.put(id, now);
    }
  }

  /**
   * Does what time has made due: silent nodes become inactive, long inactive ones are removed, and
   * repositories that could not be read are tried again. To be called about once a minute.
   *
   * @param connected whether a client of the node is connected; such a node is never removed
   */
  public synchronized void sweep(Instant now, Predicate<String> connected) {
    Map<NodeState, Integer> found = new EnumMap<>(NodeState.class);
    forEach(
        node -> {
          found.merge(node.state(), 1, Integer::sum);
          sweep(node, now, connected);
        });
    counted = Map.copyOf(found);
  }

  /** How many nodes were in the state when they were last looked through. */
  public int count(NodeState state) {
    return counted.getOrDefault(state, 0);
  }

  private void sweep(Node node, Instant now, Predicate<String> connected) {
    Instant silentSince = node.lastSeen().plus(timeouts.inactiveAfter());
    boolean silent = !now.isBefore(silentSince);
    boolean repairing = repairs.containsKey(node.id());
    if (silent
        && !repairing
        && !now.isBefore(silentSince.plus(timeouts.removeAfter()))
        && !connected.test(node.id())) {
      LOG.info("Node {} of service {} is removed: silent too long", node.id(), node.service());
      remove(node.id());
    } else if (silent && !repairing && node.state() == NodeState.ACTIVE) {
      store.update(node.in(NodeState.INACTIVE, ""));
      // So that the next sign of life is written down however soon it comes.
      lastWritten.remove(node.id());
    } else if (node.state() == NodeState.ERROR && isCheckDue(node, now)) {
      checkSoon(node);
    }
  }

  private boolean isCheckDue(Node node, Instant now) {
    Instant checked = lastChecked.get(node.id());
    return checked == null || !now.isBefore(checked.plus(timeouts.recheckAfter()));
  }

  private void checkSoon(Node node) {
    lastChecked.put(node.id(), clock.instant());
    try {
      executor.execute(() -> check(node.id(), node.repository()));
    } catch (RejectedExecutionException stopping) {
      LOG.debug("Repository of node {} is checked at the next start", node.id(), stopping);
    }
  }

  private void check(String id, RepositoryLocation location) {
    String fault = "";
    try {
      check.check(location);
    } catch (HephaestusException unreadable) {
      fault = String.valueOf(unreadable.getMessage());
      LOG.warn("Node {}: {}", id, fault);
    } catch (RuntimeException | LinkageError unexpected) {
      fault = "its repository could not be checked; the server's log says why";
      LOG.error("Node {}: check of {} failed", id, location.forPeople(), unexpected);
    }
    checked(id, location, fault);
  }

  private synchronized void checked(String id, RepositoryLocation location, String fault) {
    change(
        id,
        node -> {
          boolean waiting =
              node.state() == NodeState.INITIALIZING || node.state() == NodeState.ERROR;
          if (!waiting || !node.repository().equals(location)) {
            return node;
          }
          return fault.isEmpty() ? ready(node) : node.in(NodeState.ERROR, fault);
        });
  }

  private Node ready(Node node) {
    boolean repairing = repairs.containsKey(node.id());
    return node.in(repairing ? NodeState.PROCESSING : NodeState.ACTIVE, "");
  }

  private static boolean isReady(Node node) {
    return node.state() != NodeState.INITIALIZING && node.state() != NodeState.ERROR;
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
    lastChecked.remove(id);
    lastWritten.remove(id);
  }

  private void forEach(Consumer<Node> action) {
    String after = "";
    List<Node> page;
    do {
      page = store.list(after, PAGE);
      page.forEach(action);
      after = page.isEmpty() ? after : page.get(page.size() - 1).id();
    } while (page.size() == PAGE);
  }
}
