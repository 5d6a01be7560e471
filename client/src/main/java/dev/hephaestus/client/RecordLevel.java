package dev.hephaestus.client;

/** A record's severity, mildest first, with OpenTelemetry's numbers. */
public enum RecordLevel {
  TRACE(1),
  DEBUG(5),
  INFO(9),
  WARN(13),
  ERROR(17),
  FATAL(21);

  private final int severity;

  RecordLevel(int severity) {
    this.severity = severity;
  }

  /** Whether it is as severe as the other or more. */
  public boolean isAtLeast(RecordLevel other) {
    return severity >= other.severity;
  }

  int severity() {
    return severity;
  }
}
