package dev.hephaestus.server.app;

import dev.hephaestus.server.delivery.Delivery;
import dev.hephaestus.server.delivery.DeliveryRoutes;
import dev.hephaestus.server.delivery.MeteredDelivery;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.delivery.SuggestionChannel;
import dev.hephaestus.server.delivery.SuggestionDelivery;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.pipeline.DeliveryPolicy;
import dev.hephaestus.server.security.AuditLog;
import dev.hephaestus.server.validation.VerdictLevel;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Which ways solutions go: every one is suggested; in deploy mode one that was at least tested is
 * pushed before, so that the suggestion comes when the branch is there.
 */
final class Deliveries implements DeliveryPolicy {
  private final Delivery suggestion;
  private final Delivery deployment;

  /**
   * Creates it.
   *
   * @param channel to the clients
   * @param links where people see a solution
   * @param gitHub where pull requests are opened
   * @param elsewhere pushes a branch to any other Git
   */
  Deliveries(
      SuggestionChannel channel,
      Function<Solution, String> links,
      List<DeliveryRoutes.Route> gitHub,
      Delivery elsewhere,
      AuditLog audit,
      MeterRegistry meters) {
    this.suggestion =
        new AuditedDelivery(
            new MeteredDelivery(new SuggestionDelivery(channel, links), meters), audit);
    this.deployment =
        new AuditedDelivery(
            new MeteredDelivery(new DeliveryRoutes(gitHub, elsewhere), meters), audit);
  }

  @Override
  public List<Delivery> of(Mode mode, Solution solution) {
    List<Delivery> deliveries = new ArrayList<>();
    if (mode == Mode.DEPLOY && isTested(solution)) {
      deliveries.add(deployment);
    }
    deliveries.add(suggestion);
    return deliveries;
  }

  private static boolean isTested(Solution solution) {
    return solution.verdict().level().compareTo(VerdictLevel.TESTED) >= 0;
  }
}
