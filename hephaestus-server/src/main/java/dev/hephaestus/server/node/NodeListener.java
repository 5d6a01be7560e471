package dev.hephaestus.server.node;

/**
 * Is told of what clients of a node must know.
 *
 * <p><i>Threads:</i> called one at a time, in the order of the changes, while the node manager
 * waits: return at once and do not call it back.
 */
public interface NodeListener {

  /** The node's settings are other than before. */
  void settingsChanged(Node node);

  /** The node is no more. */
  void removed(String nodeId);
}
