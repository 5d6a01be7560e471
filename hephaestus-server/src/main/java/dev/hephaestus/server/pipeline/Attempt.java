package dev.hephaestus.server.pipeline;

import java.util.List;
import java.util.Objects;

/**
 * One proposal and what became of it.
 *
 * @param number from 1 within its run
 * @param origin the operator or model that proposed it
 * @param cause what it says was wrong; empty when it was unusable
 * @param patch the unified diff; empty when it was unusable
 * @param outcome {@code reproduced}, {@code tested}, {@code compiles}, {@code unverified}, {@code
 *     rejected} or {@code unusable}
 * @param reason why, one sentence
 * @param diagnostics at most five compiler messages or test failures
 */
public record Attempt(
    int number,
    String origin,
    String cause,
    String patch,
    String outcome,
    String reason,
    List<String> diagnostics) {

  public Attempt {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(patch, "patch");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reason, "reason");
    diagnostics = List.copyOf(diagnostics);
  }
}
