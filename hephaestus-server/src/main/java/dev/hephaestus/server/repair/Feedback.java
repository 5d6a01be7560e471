package dev.hephaestus.server.repair;

import java.util.List;
import java.util.Objects;

/**
 * Why a proposal was refused.
 *
 * @param reason one sentence
 * @param diagnostics at most five compiler messages or test failures
 */
public record Feedback(String reason, List<String> diagnostics) {

  public Feedback {
    Objects.requireNonNull(reason, "reason");
    diagnostics = List.copyOf(diagnostics);
  }
}
