package dev.hephaestus.server.incident;

/** Where an incident is in its life. */
public enum IncidentState {
  /** Seen, not worked on yet. */
  NEW,
  /** A repair is under way. */
  FIXING,
  /** A fix was delivered. */
  FIX_PROPOSED,
  /** The newest code does not have it any more; what is deployed does. */
  FIXED_AT_HEAD,
  /** Worked on without a fix. */
  UNFIXED
}
