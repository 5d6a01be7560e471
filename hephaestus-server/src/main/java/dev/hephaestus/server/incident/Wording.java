package dev.hephaestus.server.incident;

/**
 * Says under which words a message is known.
 *
 * <p><i>Threads:</i> one at a time.
 */
@FunctionalInterface
interface Wording {

  /** Every message under its own. */
  Wording AS_IT_IS = (nodeId, scope, shape) -> shape;

  /**
   * The shape under which messages like this one are known.
   *
   * @param nodeId whose message it is
   * @param scope the logger, or the place that threw; messages of two scopes are never alike
   * @param shape the message, its values masked
   */
  String known(String nodeId, String scope, String shape);
}
