package dev.hephaestus.server.validation;

import java.util.Locale;

/** How far a patch was verified, weakest first. */
public enum VerdictLevel {
  /** It parses and applies. */
  UNVERIFIED,
  /** The project compiles with it. */
  COMPILES,
  /** And the project's own tests pass. */
  TESTED,
  /** And a test that failed with the logged exception before passes with it. */
  REPRODUCED;

  /** Its name as the API and the command line print it: {@code reproduced}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
