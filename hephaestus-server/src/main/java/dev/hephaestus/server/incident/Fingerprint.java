package dev.hephaestus.server.incident;

/**
 * What records of one fault have in common.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record Fingerprint(String hex) {

  public Fingerprint {
    if (!hex.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException("not a fingerprint: " + hex);
    }
  }

  /** The first eight digits, for names and for people. */
  public String shortHex() {
    return hex.substring(0, 8);
  }
}
