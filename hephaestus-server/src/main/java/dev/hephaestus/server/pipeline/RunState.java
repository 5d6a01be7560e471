package dev.hephaestus.server.pipeline;

/** Where a run is. */
public enum RunState {
  QUEUED,
  RUNNING,
  /** Ended with a delivered fix. */
  FIXED,
  /** Ended without a fix, because the head has the fault no more. */
  FIXED_AT_HEAD,
  /** Ended without a fix, for a reason that a person can act on. */
  ABSTAINED,
  /** Ended by somebody who did not want it to go on. */
  CANCELLED,
  /** Ended by a fault. */
  FAILED;

  /** Whether nothing more will happen. */
  public boolean isFinal() {
    return this != QUEUED && this != RUNNING;
  }
}
