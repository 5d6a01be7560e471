package dev.hephaestus.server.delivery;

import java.util.Objects;

/**
 * Makes a solution anew for another commit and judges it there as it was judged before.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 *
 * <p><i>Errors:</i> a retryable {@link DeliveryException} when it cannot be judged now.
 */
@FunctionalInterface
public interface Revalidation {

  /** Judges it on a commit that the repository's branch has come to. */
  Outcome on(Solution solution, String commit);

  /** Cannot judge anything, so that a solution whose branch has moved waits. */
  static Revalidation unavailable() {
    return (solution, commit) -> {
      throw new DeliveryException(
          "the branch has moved from "
              + EvidenceReport.abbreviated(solution.baseCommit())
              + " to "
              + EvidenceReport.abbreviated(commit)
              + " and solution "
              + solution.id()
              + " cannot be judged there now",
          true);
    };
  }

  /** What came of it. */
  sealed interface Outcome {

    /**
     * It holds.
     *
     * @param solution the same with the patch, the verdict and the base of that commit
     */
    record Holds(Solution solution) implements Outcome {
      public Holds {
        Objects.requireNonNull(solution, "solution");
      }
    }

    /**
     * It does not.
     *
     * @param reason one sentence
     */
    record Fails(String reason) implements Outcome {
      public Fails {
        Objects.requireNonNull(reason, "reason");
      }
    }
  }
}
