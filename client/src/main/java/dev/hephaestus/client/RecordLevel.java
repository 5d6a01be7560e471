package dev.hephaestus.client;

/** A record's severity, mildest first. */
public enum RecordLevel {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL;

  /** Whether it is as severe as the other or more. */
  public boolean isAtLeast(RecordLevel other) {
    return ordinal() >= other.ordinal();
  }
}
