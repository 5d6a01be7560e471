package dev.hephaestus.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.hephaestus.client.ClientRecord;
import dev.hephaestus.client.EventReader;
import dev.hephaestus.client.MessageRendering;
import dev.hephaestus.client.RecordLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.MessageFormatter;

/** Copies what Logback knows of an event. */
final class LogbackEventReader implements EventReader<ILoggingEvent> {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int MAX_MARKERS = 64;
  // Logback's own: with arguments that cannot change it says later what it would have said now.
  private static final MessageRendering FORMATTER =
      (template, arguments) ->
          String.valueOf(MessageFormatter.basicArrayFormat(template, arguments));

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
  public boolean isPlain(ILoggingEvent event) {
    return event.getClass() == LoggingEvent.class
        && event.getKeyValuePairs() == null
        && areUnchanging(event.getArgumentArray());
  }

  private static boolean areUnchanging(@Nullable Object @Nullable [] arguments) {
    if (arguments != null) {
      for (Object argument : arguments) {
        if (!ClientRecord.isUnchanging(argument)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public ClientRecord read(ILoggingEvent event) {
    ClientRecord.Builder record =
        ClientRecord.builder(nanos(event), level(event), event.getLoggerName())
            .thread(event.getThreadName())
            .template(event.getMessage());
    boolean own = event.getClass() == LoggingEvent.class;
    if (own) {
      // Logback makes a new map whenever a thread changes its context.
      record.unchangingMdc(event.getMDCPropertyMap());
    } else {
      record.mdc(event.getMDCPropertyMap());
    }
    withMessage(record, event, own);
    if (event.getMarkerList() != null) {
      record.markers(markers(event.getMarkerList()));
    }
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        record.keyValue(pair.key, pair.value);
      }
    }
    IThrowableProxy proxy = event.getThrowableProxy();
    return proxy == null ? record.build() : withThrown(record, proxy).build();
  }

  private static void withMessage(ClientRecord.Builder record, ILoggingEvent event, boolean own) {
    Object[] arguments = event.getArgumentArray();
    if (!own) {
      record.arguments(arguments).messageFrom(event::getFormattedMessage);
    } else if (arguments == null || arguments.length == 0) {
      record.message(event.getMessage());
    } else {
      record.arguments(arguments).messageLater(FORMATTER);
    }
  }

  private static long nanos(ILoggingEvent event) {
    Instant instant = event.getInstant();
    return instant == null
        ? event.getTimeStamp() * 1_000_000
        : instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
  }

  private static ClientRecord.Builder withThrown(
      ClientRecord.Builder record, IThrowableProxy proxy) {
    return proxy instanceof ThrowableProxy
        ? record.throwable(((ThrowableProxy) proxy).getThrowable())
        : record.thrown(ProxyReader.read(proxy));
  }

  @SuppressWarnings("deprecation") // SLF4J offers no other way to a marker's own markers.
  private static List<String> markers(List<Marker> markers) {
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
