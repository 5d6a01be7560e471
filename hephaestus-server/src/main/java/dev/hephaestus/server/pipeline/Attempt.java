package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.repair.Cost;
import java.util.List;
import java.util.Objects;

/**
 * One proposal, of a fix or of a test that shows the fault, and what became of it.
 *
 * @param number from 1 within its run
 * @param origin the operator or model that proposed it
 * @param cause what it says was wrong; empty when it was unusable
 * @param patch the unified diff; empty when it was unusable
 * @param outcome {@code reproduced}, {@code tested}, {@code compiles}, {@code unverified}, {@code
 *     rejected}, {@code unusable}, or {@code adopted} for a test
 * @param reason why, one sentence
 * @param diagnostics at most five compiler messages or test failures
 * @param step how far it came: {@code reproduce} for a test; {@code propose}, {@code apply}, {@code
 *     gate}, {@code compile}, {@code test} or {@code select} for a fix
 * @param prompt what a model was asked, clipped; empty where none was
 * @param reply what it answered, clipped
 * @param durationMs from asking for it to knowing what became of it
 * @param cost what it cost
 */
public record Attempt(
    int number,
    String origin,
    String cause,
    String patch,
    String outcome,
    String reason,
    List<String> diagnostics,
    String step,
    String prompt,
    String reply,
    long durationMs,
    Cost cost) {

  static final String REJECTED = "rejected";
  static final String UNUSABLE = "unusable";
  static final String ADOPTED = "adopted";

  public Attempt {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(patch, "patch");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(step, "step");
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(reply, "reply");
    Objects.requireNonNull(cost, "cost");
    diagnostics = List.copyOf(diagnostics);
  }

  /** Whether it proposed a fix, and not a test. */
  boolean isFix() {
    return !step.equals(Step.REPRODUCE.label());
  }
}
