package dev.hephaestus.server.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * The balances of all clients as metrics, by node: {@code appended = acknowledged + lost + passed
 * over + waiting + spooled}.
 *
 * <p>Nodes beyond so many share one series, so that no number of nodes floods the monitoring.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class ClientBalances {
  private static final int NODES = 500;
  private static final int SESSIONS = 50_000;
  private static final String OTHERS = "other";

  private final MeterRegistry meters;
  private final UnaryOperator<String> services;
  private final int mostNodes;

  // Guarded by this object's lock.
  private final Map<SessionKey, Told> sessions = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, OfNode> nodes = new HashMap<>();

  private record Told(ClientBalance balance, boolean connected) {}

  /**
   * @param services the name of a node's service, by the node's id
   */
  public ClientBalances(MeterRegistry meters, UnaryOperator<String> services) {
    this(meters, services, NODES);
  }

  ClientBalances(MeterRegistry meters, UnaryOperator<String> services, int mostNodes) {
    this.meters = Objects.requireNonNull(meters, "meters");
    this.services = Objects.requireNonNull(services, "services");
    this.mostNodes = mostNodes;
    nodes.put(OTHERS, new OfNode(OTHERS, OTHERS));
  }

  /** A client said how it is. */
  public synchronized void told(SessionKey session, ClientBalance balance) {
    Told before = sessions.put(session, new Told(balance, true));
    ClientBalance old = before == null ? ClientBalance.NONE : before.balance();
    OfNode node = node(session.nodeId());
    node.count(old, balance);
    node.hold(before != null && before.connected() ? old : ClientBalance.NONE, balance);
    if (sessions.size() > SESSIONS) {
      forget(sessions.keySet().iterator().next());
    }
  }

  /** The client is not connected any more: what it holds is not known from now on. */
  public synchronized void gone(SessionKey session) {
    Told told = sessions.get(session);
    if (told != null && told.connected()) {
      node(session.nodeId()).hold(told.balance(), ClientBalance.NONE);
      sessions.put(session, new Told(told.balance(), false));
    }
  }

  /** The node is no more. */
  public synchronized void removed(String nodeId) {
    sessions.keySet().stream()
        .filter(session -> session.nodeId().equals(nodeId))
        .toList()
        .forEach(this::forget);
    OfNode node = nodes.remove(nodeId);
    if (node != null) {
      node.remove();
    }
  }

  private void forget(SessionKey session) {
    gone(session);
    sessions.remove(session);
  }

  private OfNode node(String id) {
    OfNode known = nodes.get(id);
    if (known != null) {
      return known;
    }
    boolean full = nodes.size() > mostNodes;
    return full
        ? Objects.requireNonNull(nodes.get(OTHERS), OTHERS)
        : nodes.computeIfAbsent(id, each -> new OfNode(each, services.apply(each)));
  }

  /** The series of one node. */
  private final class OfNode {
    private final Tags tags;
    private final Map<String, Meter> all = new HashMap<>();
    private long waiting;
    private long spooled;
    private long unaccounted;

    OfNode(String id, String service) {
      this.tags = Tags.of("node", id, "service", service);
      gauge("waiting", "Records in the memory of connected clients", node -> node.waiting);
      gauge("spooled", "Records in the spools of connected clients", node -> node.spooled);
      gauge(
          "unaccounted",
          "Records of connected clients that are nowhere; to be 0",
          node -> node.unaccounted);
      count(ClientBalance.NONE, ClientBalance.NONE);
    }

    void count(ClientBalance old, ClientBalance now) {
      add("appended", "Records that applications logged", old, now, ClientBalance::appended);
      add(
          "acknowledged",
          "Records that clients know to be on disk",
          old,
          now,
          ClientBalance::acknowledged);
      add("passed.over", "Context that no trigger came for", old, now, ClientBalance::passedOver);
      add(
          "recovered",
          "Records that were found in spools of dead processes",
          old,
          now,
          ClientBalance::recovered);
      add("scrubbed", "Secrets taken out by clients", old, now, ClientBalance::scrubbed);
      for (Loss.Reason reason : Loss.Reason.values()) {
        counter("lost", "Records dropped by clients", Tags.of("reason", reason.name()))
            .increment(
                grown(old.lost().getOrDefault(reason, 0L), now.lost().getOrDefault(reason, 0L)));
      }
    }

    void hold(ClientBalance old, ClientBalance now) {
      waiting += now.waiting() - old.waiting();
      spooled += now.spooled() - old.spooled();
      unaccounted += now.unaccounted() - old.unaccounted();
    }

    void remove() {
      all.values().forEach(meters::remove);
    }

    private void add(
        String name,
        String description,
        ClientBalance old,
        ClientBalance now,
        ToLongFunction<ClientBalance> part) {
      counter(name, description, Tags.empty())
          .increment(grown(part.applyAsLong(old), part.applyAsLong(now)));
    }

    private Counter counter(String name, String description, Tags more) {
      return (Counter)
          all.computeIfAbsent(
              name + more,
              key ->
                  Counter.builder("hephaestus.client." + name)
                      .description(description)
                      .tags(tags.and(more))
                      .register(meters));
    }

    private void gauge(String name, String description, ToLongFunction<OfNode> value) {
      all.put(
          name,
          Gauge.builder("hephaestus.client." + name, this, node -> read(node, value))
              .description(description)
              .tags(tags)
              .register(meters));
    }
  }

  private double read(OfNode node, ToLongFunction<OfNode> value) {
    synchronized (this) {
      return value.applyAsLong(node);
    }
  }

  /** A client that counts backwards, or beyond all measure, is not believed. */
  private static double grown(long before, long now) {
    return now > before && before >= 0 ? (double) (now - before) : 0;
  }
}
