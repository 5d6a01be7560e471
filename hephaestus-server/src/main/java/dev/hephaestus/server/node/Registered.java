package dev.hephaestus.server.node;

import java.util.Objects;

/**
 * A node that a registration led to.
 *
 * @param node as it is kept
 * @param isNew whether it was not there before
 */
public record Registered(Node node, boolean isNew) {

  public Registered {
    Objects.requireNonNull(node, "node");
  }
}
