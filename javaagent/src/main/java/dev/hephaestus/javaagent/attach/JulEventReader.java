package dev.hephaestus.javaagent.attach;

import dev.hephaestus.client.ClientRecord;
import dev.hephaestus.client.EventReader;
import dev.hephaestus.client.RecordLevel;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Copies what java.util.logging knows of an event. */
final class JulEventReader implements EventReader<JulEvent> {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final SimpleFormatter formatter = new SimpleFormatter();

  @Override
  public RecordLevel level(JulEvent event) {
    int level = event.record.getLevel().intValue();
    if (level >= Level.SEVERE.intValue()) {
      return RecordLevel.ERROR;
    }
    if (level >= Level.WARNING.intValue()) {
      return RecordLevel.WARN;
    }
    if (level >= Level.CONFIG.intValue()) {
      return RecordLevel.INFO;
    }
    return level >= Level.FINE.intValue() ? RecordLevel.DEBUG : RecordLevel.TRACE;
  }

  @Override
  public String logger(JulEvent event) {
    String name = event.record.getLoggerName();
    return name == null ? "" : name;
  }

  @Override
  public ClientRecord read(JulEvent event) {
    LogRecord record = event.record;
    Instant at = record.getInstant();
    return ClientRecord.of(
            at.getEpochSecond() * NANOS_PER_SECOND + at.getNano(), level(event), logger(event))
        .thread(event.thread)
        .template(record.getMessage())
        .arguments(record.getParameters())
        .messageFrom(() -> formatter.formatMessage(record))
        .throwable(record.getThrown());
  }
}
