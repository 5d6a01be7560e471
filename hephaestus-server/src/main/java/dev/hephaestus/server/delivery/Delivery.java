package dev.hephaestus.server.delivery;

/**
 * One way in which a solution reaches people.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 *
 * <p>Idempotent: the same solution delivered again gives the same receipt and no second branch,
 * pull request or message.
 */
public interface Delivery {

  /**
   * Delivers.
   *
   * @throws DeliveryException when it could not be delivered; says whether trying again can help
   */
  Receipt deliver(Solution solution);
}
