package dev.hephaestus.server.app;

import dev.hephaestus.server.delivery.Delivery;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.AuditLog;
import java.util.Locale;
import java.util.Map;

/** Tells the audit log where solutions went. */
final class AuditedDelivery implements Delivery {
  private final Delivery delivery;
  private final AuditLog audit;

  AuditedDelivery(Delivery delivery, AuditLog audit) {
    this.delivery = delivery;
    this.audit = audit;
  }

  @Override
  public Receipt deliver(Solution solution) {
    Receipt receipt = delivery.deliver(solution);
    // The delivery can be repeated without harm, so an entry that fails is made at the next try.
    audit.record(
        new AuditEvent(
            "server",
            "",
            "solution.delivered",
            solution.id(),
            Map.of(
                "channel", receipt.channel().name().toLowerCase(Locale.ROOT),
                "link", receipt.link(),
                "incident", solution.incidentId(),
                "node", solution.nodeId())));
    return receipt;
  }
}
