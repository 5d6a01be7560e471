package dev.hephaestus.server.security;

/**
 * How much may be done with one credential; 0 for as much as there is.
 *
 * @param recordsPerSecond records stored
 * @param bytesPerSecond bytes of batches as they are on the wire
 * @param callsPerSecond calls and requests, streams counted once
 * @param bytesPerDay bytes of batches between two midnights, UTC
 */
public record KeyLimits(
    long recordsPerSecond, long bytesPerSecond, long callsPerSecond, long bytesPerDay) {
  /** None. */
  public static final KeyLimits NONE = new KeyLimits(0, 0, 0, 0);

  public KeyLimits {
    if (recordsPerSecond < 0 || bytesPerSecond < 0 || callsPerSecond < 0 || bytesPerDay < 0) {
      throw new IllegalArgumentException("a limit is below zero");
    }
  }
}
