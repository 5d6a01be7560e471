package dev.hephaestus.server.incident;

import java.time.Instant;
import java.util.Objects;

/**
 * What made an incident over.
 *
 * @param commit the first commit that has the fix, or empty
 * @param version the first version that has it, or empty
 * @param at when it was taken in, as far as is known
 */
public record Fix(String commit, String version, Instant at) {

  public Fix {
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(at, "at");
  }
}
