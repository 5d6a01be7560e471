package dev.hephaestus.server.delivery;

import dev.hephaestus.server.incident.Fingerprint;
import java.util.Locale;

/** Names the branches that solutions are delivered on: {@code hephaestus/1a2b3c4d-9f8e7d6c}. */
public final class BranchName {
  private static final int ID_DIGITS = 8;

  private BranchName() {}

  /** The branch of a solution: the same at every call, and a valid name for Git. */
  public static String of(Solution solution) {
    String id = solution.id().replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    if (id.isEmpty()) {
      throw new IllegalArgumentException(
          "a solution's id has no letter or digit: " + solution.id());
    }
    // The end of an id: the beginning of time-ordered ids is nearly the same for all of a day.
    return prefix(solution) + id.substring(Math.max(0, id.length() - ID_DIGITS));
  }

  /** What the branches of all solutions of the incident begin with. */
  public static String prefix(Solution solution) {
    return "hephaestus/" + new Fingerprint(solution.fingerprint()).shortHex() + "-";
  }

  static String fingerprint(Solution solution) {
    return new Fingerprint(solution.fingerprint()).hex();
  }
}
