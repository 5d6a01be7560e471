package dev.hephaestus.server.localization;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a fault probably is.
 *
 * @param commit the commit that the lines belong to
 * @param suspects most suspicious first
 * @param frames the in-project calls of the record, deepest cause first, innermost call first
 */
public record Localization(String commit, List<Suspect> suspects, List<ProjectFrame> frames) {

  public Localization {
    Objects.requireNonNull(commit, "commit");
    suspects = List.copyOf(suspects);
    frames = List.copyOf(frames);
  }

  /** How likely it is that the fault is among the first five suspects, from 0 to 1. */
  public double confidence() {
    return Confidence.of(this);
  }

  /** The innermost in-project call of the deepest cause: where the exception surfaced. */
  public Optional<ProjectFrame> faultFrame() {
    return frames.stream().findFirst();
  }
}
