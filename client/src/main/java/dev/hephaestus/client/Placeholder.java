package dev.hephaestus.client;

import dev.hephaestus.proto.v1.LogRecord;

/** Stands where a record stood that the server refused, for sequences have no gaps. */
final class Placeholder {
  private static final String LOGGER = "dev.hephaestus";

  private Placeholder() {}

  static LogRecord of(LogRecord record) {
    return LogRecord.newBuilder()
        .setTimeUnixNanos(record.getTimeUnixNanos())
        .setLevel(record.getLevel())
        .setRole(LogRecord.Role.ROLE_CONTEXT)
        .setLogger(LOGGER)
        .setMessage("a record that the server refused was left out here")
        .build();
  }

  static RecordLevel level(LogRecord record) {
    for (RecordLevel level : RecordLevel.values()) {
      if (level.severity() == record.getLevelValue()) {
        return level;
      }
    }
    return RecordLevel.ERROR;
  }
}
