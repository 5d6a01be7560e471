package dev.hephaestus.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.hephaestus.client.ClientRecord;
import dev.hephaestus.client.KeptEvent;
import dev.hephaestus.client.KeptEventReader;
import dev.hephaestus.client.MessageRendering;
import dev.hephaestus.client.Queued;
import dev.hephaestus.client.RecordLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.MessageFormatter;

/** Keeps Logback's events, or copies what it knows of them. */
final class LogbackEventReader implements KeptEventReader<ILoggingEvent> {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int MAX_MARKERS = 64;
  // Logback's own: with arguments that cannot change it says later what it would have said now.
  private static final MessageRendering FORMATTER =
      (template, arguments) ->
          String.valueOf(MessageFormatter.basicArrayFormat(template, arguments));

  private final ThreadNames names = new ThreadNames();

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
  public long timeUnixNanos(ILoggingEvent event) {
    Instant instant = event.getInstant();
    return instant == null
        ? event.getTimeStamp() * 1_000_000
        : instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
  }

  @Override
  public Map<String, String> mdc(ILoggingEvent event) {
    return event.getMDCPropertyMap();
  }

  @Override
  public @Nullable Queued readPlain(ILoggingEvent event) {
    if (event.getClass() != LoggingEvent.class) {
      return null; // What another library made of it may be rendered on demand.
    }
    names.tell((LoggingEvent) event);
    if (event.getKeyValuePairs() != null) {
      return null;
    }
    Queued kept = staysAsItIs(event) ? keep(event) : null;
    return kept == null ? copy(event) : kept;
  }

  /**
   * Whether it does, once it was asked for thread and context: Logback sets nothing twice and gives
   * none of its events to another statement; its own AsyncAppender keeps them as well. Markers are
   * the application's, and what was thrown would be kept twice, for its proxy is as large.
   */
  private static boolean staysAsItIs(ILoggingEvent event) {
    return event.getMarkerList() == null
        && event.getThrowableProxy() == null
        && event.getInstant() != null;
  }

  private @Nullable Queued keep(ILoggingEvent event) {
    return KeptEvent.of(event, this, event.getMessage(), event.getArgumentArray());
  }

  @Override
  public ClientRecord read(ILoggingEvent event, @Nullable Object[] arguments) {
    ClientRecord record = begin(event).unchangingMdc(event.getMDCPropertyMap());
    return arguments.length == 0 ? record : record.arguments(arguments).messageLater(FORMATTER);
  }

  private @Nullable ClientRecord copy(ILoggingEvent event) {
    ClientRecord record = begin(event);
    Object[] arguments = event.getArgumentArray();
    if (arguments != null && arguments.length > 0) {
      for (Object argument : arguments) {
        record.plainArgument(argument);
      }
      if (record.isVoid()) {
        return null;
      }
      record.messageLater(FORMATTER);
    }
    // Logback makes a new map whenever a thread changes its context.
    return finish(record.unchangingMdc(event.getMDCPropertyMap()), event);
  }

  @Override
  public ClientRecord read(ILoggingEvent event) {
    ClientRecord record = begin(event).mdc(event.getMDCPropertyMap());
    record.arguments(event.getArgumentArray());
    if (event.getClass() == LoggingEvent.class && event.getArgumentArray() != null) {
      record.messageLater(FORMATTER); // Of the arguments as they read now, which are rendered once.
    } else {
      record.messageFrom(event::getFormattedMessage);
    }
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        record.keyValue(pair.key, pair.value);
      }
    }
    return finish(record, event);
  }

  private ClientRecord begin(ILoggingEvent event) {
    return ClientRecord.of(timeUnixNanos(event), level(event), event.getLoggerName())
        .thread(event.getThreadName())
        .template(event.getMessage());
  }

  private static ClientRecord finish(ClientRecord record, ILoggingEvent event) {
    if (event.getMarkerList() != null) {
      record.markers(markers(event.getMarkerList()));
    }
    IThrowableProxy proxy = event.getThrowableProxy();
    return proxy == null ? record : withThrown(record, proxy);
  }

  private static ClientRecord withThrown(ClientRecord record, IThrowableProxy proxy) {
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
