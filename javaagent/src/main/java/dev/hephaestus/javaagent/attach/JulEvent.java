package dev.hephaestus.javaagent.attach;

import java.util.logging.LogRecord;

/**
 * A record of java.util.logging, with the name of its thread, of which it knows the number only.
 */
final class JulEvent {

  final LogRecord record;
  final String thread;

  JulEvent(LogRecord record, String thread) {
    this.record = record;
    this.thread = thread;
  }
}
