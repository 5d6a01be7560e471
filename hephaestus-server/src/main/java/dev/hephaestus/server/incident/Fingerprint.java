package dev.hephaestus.server.incident;

/**
 * What records of one fault have in common.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record Fingerprint(String hex) {
  private static final int DIGITS = 32;

  public Fingerprint {
    if (hex.length() != DIGITS || !hex.chars().allMatch(Fingerprint::isDigit)) {
      throw new IllegalArgumentException("not a fingerprint: " + hex);
    }
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  /** The first eight digits, for names and for people. */
  public String shortHex() {
    return hex.substring(0, 8);
  }
}
