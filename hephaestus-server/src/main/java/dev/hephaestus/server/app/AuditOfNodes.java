package dev.hephaestus.server.app;

import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.AuditLog;
import java.util.List;
import java.util.Objects;

/** Adds whose matter it is to what the server does by itself for a node: runs, questions, fixes. */
final class AuditOfNodes implements AuditLog {
  private static final String NODE = "node";

  private final AuditLog log;
  private final NodeStore nodes;

  AuditOfNodes(AuditLog log, NodeStore nodes) {
    this.log = Objects.requireNonNull(log, "log");
    this.nodes = Objects.requireNonNull(nodes, "nodes");
  }

  @Override
  public void record(AuditEvent event) {
    log.record(owned(event));
  }

  @Override
  public void recordAll(List<AuditEvent> events) {
    log.recordAll(events.stream().map(this::owned).toList());
  }

  private AuditEvent owned(AuditEvent event) {
    String node = event.details().getOrDefault(NODE, "");
    if (!event.tenant().isEmpty() || node.isEmpty()) {
      return event;
    }
    String tenant = nodes.tenant(node).orElse("");
    return new AuditEvent(event.actor(), tenant, event.action(), event.target(), event.details());
  }
}
