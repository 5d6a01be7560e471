package dev.hephaestus.server.node;

/** Where a node is in its life. */
public enum NodeState {
  /** Registered; its repository was not read yet. */
  INITIALIZING,
  /** Ready, nothing under way. */
  ACTIVE,
  /** At least one repair is under way. */
  PROCESSING,
  /** No traffic for an hour. */
  INACTIVE,
  /** It cannot work; the node's reason says why. */
  ERROR
}
