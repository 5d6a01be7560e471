package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.validation.sandbox.Outcome;
import java.util.regex.Pattern;

/**
 * Tells a failure that may be gone the next time, of the network, of a server, of a full disk, from
 * one that is the project's own.
 *
 * <p><i>Source:</i> what Maven's resolver, the JDK's and Apache's HTTP clients and the C library
 * print.
 */
final class PassingFault {
  private static final Pattern TOLD =
      Pattern.compile(
          "(?i)\\bunknown ?host|name or service not known|name resolution|connection (?:refused"
              + "|reset|timed out|closed)|connect timed out|read timed out|network is unreachable"
              + "|no route to host|could not transfer|premature end of|remote host terminated"
              + "|status: (?:401|403|407|408|429|5\\d\\d)|status code: (?:401|403|407|408|429"
              + "|5\\d\\d)|no space left on device|disk quota exceeded|too many open files"
              + "|cannot allocate memory|resource temporarily unavailable");

  private PassingFault() {}

  /** Whether a command may end otherwise when it is run again later, as it is. */
  static boolean in(Outcome outcome) {
    return switch (outcome.ending()) {
      case EXITED -> outcome.exitCode() != 0 && TOLD.matcher(outcome.output()).find();
      case OUT_OF_DISK, KILLED, REFUSED -> true;
      // Its limits are the same the next time, and to find out costs the most.
      case OUT_OF_TIME, OUT_OF_MEMORY -> false;
    };
  }
}
