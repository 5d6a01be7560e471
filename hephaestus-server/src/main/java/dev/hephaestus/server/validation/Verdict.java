package dev.hephaestus.server.validation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The outcome of judging a candidate. */
public sealed interface Verdict {

  /**
   * It may be delivered, as far as the level goes.
   *
   * @param level how far it was verified
   * @param evidence what was run and seen, one sentence each
   * @param reproduction the test that failed before and passes now
   */
  record Accepted(VerdictLevel level, List<String> evidence, Optional<Reproduction> reproduction)
      implements Verdict {

    public Accepted {
      Objects.requireNonNull(level, "level");
      Objects.requireNonNull(reproduction, "reproduction");
      evidence = List.copyOf(evidence);
      if (level == VerdictLevel.REPRODUCED && reproduction.isEmpty()) {
        throw new IllegalArgumentException("reproduced without a reproduction");
      }
    }
  }

  /**
   * It is refused.
   *
   * @param check the check that refused it
   * @param reason one sentence
   * @param diagnostics at most five compiler messages or test failures
   */
  record Rejected(Check check, String reason, List<String> diagnostics) implements Verdict {

    public Rejected {
      Objects.requireNonNull(check, "check");
      Objects.requireNonNull(reason, "reason");
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** The checks, in the order in which they are made. */
  enum Check {
    PARSES,
    GATE,
    COMPILES,
    REPRODUCTION,
    REGRESSION
  }
}
