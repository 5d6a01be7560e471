package dev.hephaestus.server.validation;

import dev.hephaestus.server.repair.Feedback;
import java.util.Objects;

/** Whether a test that somebody wrote shows the fault. */
public sealed interface Adoption {

  /**
   * It fails as it was logged, and decides from now on.
   *
   * @param reproduction the test
   */
  record Adopted(Reproduction reproduction) implements Adoption {

    public Adopted {
      Objects.requireNonNull(reproduction, "reproduction");
    }
  }

  /**
   * It does not.
   *
   * @param feedback what is wrong with it, for its author
   */
  record Refused(Feedback feedback) implements Adoption {

    public Refused {
      Objects.requireNonNull(feedback, "feedback");
    }
  }
}
