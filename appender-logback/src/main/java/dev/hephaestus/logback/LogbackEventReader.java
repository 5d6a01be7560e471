package dev.hephaestus.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.hephaestus.client.ClientRecord;
import dev.hephaestus.client.EventReader;
import dev.hephaestus.client.RecordLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** Copies what Logback knows of an event. */
final class LogbackEventReader implements EventReader<ILoggingEvent> {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int MAX_MARKERS = 64;

  @Override
  public RecordLevel level(ILoggingEvent event) {
    int level = event.getLevel().toInt();
    if (level >= Level.ERROR_INT) {
      return RecordLevel.ERROR;
    }
    if (level >= Level.WARN_INT) {
      return RecordLevel.WARN;
    }
    if (level >= Level.INFO_INT) {
      return RecordLevel.INFO;
    }
    return level >= Level.DEBUG_INT ? RecordLevel.DEBUG : RecordLevel.TRACE;
  }

  @Override
  public String logger(ILoggingEvent event) {
    return event.getLoggerName();
  }

  @Override
  public ClientRecord read(ILoggingEvent event) {
    ClientRecord.Builder record =
        ClientRecord.builder(nanos(event), level(event), event.getLoggerName())
            .thread(event.getThreadName())
            .template(event.getMessage())
            .arguments(event.getArgumentArray())
            .messageFrom(event::getFormattedMessage)
            .mdc(event.getMDCPropertyMap())
            .markers(markers(event.getMarkerList()));
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        record.keyValue(pair.key, pair.value);
      }
    }
    return withThrown(record, event.getThrowableProxy()).build();
  }

  private static long nanos(ILoggingEvent event) {
    Instant instant = event.getInstant();
    return instant == null
        ? event.getTimeStamp() * 1_000_000
        : instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
  }

  private static ClientRecord.Builder withThrown(
      ClientRecord.Builder record, @Nullable IThrowableProxy proxy) {
    if (proxy instanceof ThrowableProxy) {
      return record.throwable(((ThrowableProxy) proxy).getThrowable());
    }
    return proxy == null ? record : record.thrown(ProxyReader.read(proxy));
  }

  @SuppressWarnings("deprecation") // SLF4J offers no other way to a marker's own markers.
  private static List<String> markers(@Nullable List<Marker> markers) {
    if (markers == null || markers.isEmpty()) {
      return List.of();
    }
    Set<String> names = new LinkedHashSet<>();
    List<Marker> open = new ArrayList<>(markers);
    for (int i = 0; i < open.size() && i < MAX_MARKERS; i++) {
      Marker marker = open.get(i);
      if (names.add(marker.getName())) { // A marker may contain itself.
        marker.iterator().forEachRemaining(open::add);
      }
    }
    return List.copyOf(names);
  }
}
