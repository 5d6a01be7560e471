package dev.hephaestus.server.cli;

import dev.hephaestus.server.security.KeyLimits;
import picocli.CommandLine.Option;

/** How much may be done with a key; what is not given is not limited. */
final class LimitOptions {
  @Option(names = "--records-per-second", description = "Records stored a second.")
  private long recordsPerSecond;

  @Option(names = "--bytes-per-second", description = "Bytes of records a second.")
  private long bytesPerSecond;

  @Option(names = "--calls-per-second", description = "Calls and requests a second.")
  private long callsPerSecond;

  @Option(names = "--bytes-per-day", description = "Bytes of records a day, UTC.")
  private long bytesPerDay;

  KeyLimits limits() {
    try {
      return new KeyLimits(recordsPerSecond, bytesPerSecond, callsPerSecond, bytesPerDay);
    } catch (IllegalArgumentException fault) {
      throw new UsageException(String.valueOf(fault.getMessage()), fault);
    }
  }
}
