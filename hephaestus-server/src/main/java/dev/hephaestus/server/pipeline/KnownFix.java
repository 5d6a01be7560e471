package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.delivery.Solution;
import java.util.Map;
import java.util.Objects;

/**
 * A solution and the code that it rests on.
 *
 * @param solution as it was kept
 * @param blobs Git's ids of the files, by path; empty for one that was not there
 */
public record KnownFix(Solution solution, Map<String, String> blobs) {

  public KnownFix {
    Objects.requireNonNull(solution, "solution");
    blobs = Map.copyOf(blobs);
  }
}
