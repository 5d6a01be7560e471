package dev.hephaestus.server.github;

import dev.hephaestus.server.cli.demo.hub.HubCall;
import dev.hephaestus.server.cli.demo.hub.HubFault;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Decides what goes wrong, from a seed; it counts, and stops at some point, for whoever tries again
 * and again must get there in the end.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class Breakage {
  private static final double CALL_BREAKS = 0.2;
  private static final double SERVER_DIES = 0.03;
  private static final double STALL_AMONG_FAULTS = 0.02;
  private static final int MOST = 60;
  private static final HubFault[] QUICK = {
    HubFault.SERVER_ERROR,
    HubFault.BAD_GATEWAY_AFTER_SUCCESS,
    HubFault.SECONDARY_LIMIT,
    HubFault.SECONDARY_LIMIT_WITH_RETRY_AFTER,
    HubFault.ACCESS_REVOKED,
    HubFault.TOKEN_EXPIRED,
    HubFault.TRUNCATED
  };

  private final Random random;
  private final Map<HubFault, Integer> faults = new EnumMap<>(HubFault.class);
  private int deaths;
  private int left = MOST;

  Breakage(long seed) {
    this.random = new Random(seed);
  }

  /** The death of a server, at once and without a last word. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  synchronized HubFault at(HubCall call) {
    if (left == 0 || random.nextDouble() >= CALL_BREAKS) {
      return HubFault.NONE;
    }
    left--;
    HubFault fault =
        random.nextDouble() < STALL_AMONG_FAULTS
            ? HubFault.STALLED
            : QUICK[random.nextInt(QUICK.length)];
    faults.merge(fault, 1, Integer::sum);
    return fault;
  }

  /** Dies here, or goes on. */
  synchronized void survive() {
    if (left > 0 && random.nextDouble() < SERVER_DIES) {
      left--;
      deaths++;
      throw new Death();
    }
  }

  synchronized boolean happens(double probability) {
    return random.nextDouble() < probability;
  }

  synchronized int among(int most) {
    return 1 + random.nextInt(most);
  }

  synchronized Map<HubFault, Integer> faults() {
    return new EnumMap<>(faults);
  }

  synchronized int deaths() {
    return deaths;
  }
}
