package dev.hephaestus.server.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of earlier fixes, for each tenant and repository apart.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public interface Experience {
  /** Reviews kept of one repository; older ones are forgotten. */
  int MOST_REVIEWS = 200;

  /** Keeps a review; another one of the same solution replaces it. */
  void keep(Review review);

  /** The review of a solution. */
  Optional<Review> review(String solutionId);

  /** The reviews of a tenant's solutions in a repository, newest first. */
  List<Review> reviews(String tenant, String repository);

  /** Remembers the code that a kept solution rests on. */
  void remember(String solutionId, Map<String, String> blobs);

  /**
   * The tenant's solutions of a fault in a repository that no reviewer rejected, newest first, a
   * few.
   *
   * @param fingerprint of the fault, in hexadecimal
   */
  List<KnownFix> known(String tenant, String repository, String fingerprint);

  /** An experience that remembers nothing. */
  static Experience none() {
    return new NoExperience();
  }
}
