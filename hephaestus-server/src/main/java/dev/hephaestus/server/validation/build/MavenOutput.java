package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.sandbox.Outcome;

/** What Maven printed, for people. */
final class MavenOutput {
  private static final String ERROR = "[ERROR] ";
  private static final int MAX_CHARS = 300;

  private MavenOutput() {}

  /** The first line in which Maven says what is wrong. */
  static String complaint(Outcome outcome) {
    return outcome
        .output()
        .lines()
        .filter(line -> line.startsWith(ERROR) && line.length() > ERROR.length())
        .map(line -> line.substring(ERROR.length()).strip())
        .map(line -> line.length() > MAX_CHARS ? line.substring(0, MAX_CHARS) + "…" : line)
        .findFirst()
        .orElse(outcome.describe());
  }
}
