package dev.hephaestus.client;

/** What a client has done so far. */
public final class ClientCounters {
  private final long accepted;
  private final long dropped;
  private final long acknowledged;
  private final long solutions;

  ClientCounters(long accepted, long dropped, long acknowledged, long solutions) {
    this.accepted = accepted;
    this.dropped = dropped;
    this.acknowledged = acknowledged;
    this.solutions = solutions;
  }

  /** Records taken from the application. */
  public long accepted() {
    return accepted;
  }

  /** Records lost at the client, whatever the reason. */
  public long dropped() {
    return dropped;
  }

  /** Records that the server has on disk. */
  public long acknowledged() {
    return acknowledged;
  }

  /** Solutions handed on. */
  public long solutions() {
    return solutions;
  }

  @Override
  public String toString() {
    return accepted
        + " accepted, "
        + dropped
        + " dropped, "
        + acknowledged
        + " acknowledged, "
        + solutions
        + " solutions";
  }
}
