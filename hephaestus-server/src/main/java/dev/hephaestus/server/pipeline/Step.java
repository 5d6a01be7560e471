package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.validation.Verdict;
import java.util.Locale;

/** The steps of a repair that a proposal can come to, in their order. */
enum Step {
  REPRODUCE,
  PROPOSE,
  APPLY,
  GATE,
  COMPILE,
  TEST,
  SELECT;

  /** Where a check stops what it refuses. */
  static Step of(Verdict.Check check) {
    return switch (check) {
      case PARSES -> APPLY;
      case GATE -> GATE;
      case COMPILES -> COMPILE;
      case REPRODUCTION, REGRESSION -> TEST;
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
