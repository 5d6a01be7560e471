package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.delivery.Delivery;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.node.Mode;
import java.util.List;

/** Which ways a solution goes: by what its node's mode allows and how far it was verified. */
@FunctionalInterface
public interface DeliveryPolicy {

  /** The deliveries, in the order in which they are made. */
  List<Delivery> of(Mode mode, Solution solution);
}
