package dev.hephaestus.server.incident;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where an incident is in its life. */
public enum IncidentState {
  /** Seen, not worked on yet. */
  NEW,
  /** Known, without a fix; it may still show itself. */
  ONGOING,
  /** A repair is under way. */
  FIXING,
  /** A fix was delivered. */
  FIX_PROPOSED,
  /** The newest code does not have it any more; what is deployed does. */
  FIXED_AT_HEAD,
  /** A fix was taken in, or somebody said that it is over. */
  RESOLVED,
  /** It came back in a build that has the fix. */
  REGRESSED,
  /** Counted, and nothing else is done about it. */
  MUTED;

  private static final Map<IncidentState, Set<IncidentState>> NEXT =
      new EnumMap<>(
          Map.of(
              NEW, EnumSet.of(ONGOING, FIXING, RESOLVED, MUTED),
              ONGOING, EnumSet.of(FIXING, RESOLVED, MUTED),
              FIXING, EnumSet.of(ONGOING, FIX_PROPOSED, FIXED_AT_HEAD, RESOLVED, MUTED),
              FIX_PROPOSED, EnumSet.of(ONGOING, FIXING, RESOLVED, MUTED),
              FIXED_AT_HEAD, EnumSet.of(ONGOING, FIXING, RESOLVED, REGRESSED, MUTED),
              RESOLVED, EnumSet.of(ONGOING, REGRESSED),
              REGRESSED, EnumSet.of(ONGOING, FIXING, RESOLVED, MUTED),
              MUTED, EnumSet.of(ONGOING, RESOLVED)));

  /** Whether an incident in this state may get into the other; staying is always allowed. */
  public boolean mayBecome(IncidentState next) {
    return this == next || NEXT.getOrDefault(this, Set.of()).contains(next);
  }

  /**
   * Whether there is a fix, so that showing itself again in a build that has it is a regression.
   */
  public boolean hasFix() {
    return this == RESOLVED || this == FIXED_AT_HEAD;
  }
}
