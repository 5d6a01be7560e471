package dev.hephaestus.log4j2;

import dev.hephaestus.client.ClientRecord;
import dev.hephaestus.client.EventReader;
import dev.hephaestus.client.RecordLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.ThrowableProxy;
import org.apache.logging.log4j.core.time.Instant;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.jspecify.annotations.Nullable;

/** Copies what Log4j knows of an event, which it may reuse as soon as this returns. */
final class Log4jEventReader implements EventReader<LogEvent> {
  /** Where the diagnostic stack is put among the mapped context. */
  static final String STACK_KEY = "ndc";

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int MAX_MARKERS = 64;

  @Override
  public RecordLevel level(LogEvent event) {
    int level = event.getLevel().intLevel(); // The more severe, the smaller.
    if (level <= Level.FATAL.intLevel()) {
      return RecordLevel.FATAL;
    }
    if (level <= Level.ERROR.intLevel()) {
      return RecordLevel.ERROR;
    }
    if (level <= Level.WARN.intLevel()) {
      return RecordLevel.WARN;
    }
    if (level <= Level.INFO.intLevel()) {
      return RecordLevel.INFO;
    }
    return level <= Level.DEBUG.intLevel() ? RecordLevel.DEBUG : RecordLevel.TRACE;
  }

  @Override
  public String logger(LogEvent event) {
    String name = event.getLoggerName();
    return name == null ? "" : name;
  }

  @Override
  public ClientRecord read(LogEvent event) {
    Message message = event.getMessage();
    ClientRecord.Builder record =
        ClientRecord.builder(nanos(event.getInstant()), level(event), logger(event))
            .thread(event.getThreadName())
            .mdc(context(event))
            .markers(markers(event.getMarker()));
    if (message != null) {
      record
          .template(template(message))
          .arguments(withoutThrown(message))
          .messageFrom(message::getFormattedMessage);
      addPairs(record, message);
    }
    return withThrown(record, event).build();
  }

  @SuppressWarnings("deprecation") // The only way to a message's pattern.
  private static @Nullable String template(Message message) {
    try {
      return message.getFormat();
    } catch (RuntimeException | StackOverflowError ofUserCode) { // An ObjectMessage renders here.
      return null;
    }
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNanoOfSecond();
  }

  /** The throwable that stands as last argument is what was thrown, not an argument. */
  @SuppressWarnings(
      "ReferenceEquality") // Its equals is the application's; which one it is, is asked.
  private static @Nullable Object @Nullable [] withoutThrown(Message message) {
    @Nullable Object[] all = message.getParameters();
    if (all == null || all.length == 0 || message.getThrowable() == null) {
      return all;
    }
    boolean thrownIsLast = all[all.length - 1] == message.getThrowable();
    return thrownIsLast ? Arrays.copyOf(all, all.length - 1) : all;
  }

  private static Map<String, String> context(LogEvent event) {
    Map<String, String> context = event.getContextData().toMap();
    if (event.getContextStack() == null || event.getContextStack().getDepth() == 0) {
      return context;
    }
    Map<String, String> withStack = new HashMap<>(context);
    withStack.putIfAbsent(STACK_KEY, String.join(" ", event.getContextStack().asList()));
    return withStack;
  }

  private static void addPairs(ClientRecord.Builder record, Message message) {
    if (message instanceof MapMessage) {
      ((MapMessage<?, ?>) message).getData().forEach(record::keyValue);
    }
  }

  @SuppressWarnings("deprecation") // Deserialized events have the proxy only.
  private static ClientRecord.Builder withThrown(ClientRecord.Builder record, LogEvent event) {
    if (event.getThrown() != null) {
      return record.throwable(event.getThrown());
    }
    // An event from another JVM has a description only.
    ThrowableProxy proxy = event.getThrownProxy();
    return proxy == null ? record : record.thrown(ProxyReader.read(proxy));
  }

  private static List<String> markers(@Nullable Marker marker) {
    if (marker == null) {
      return List.of();
    }
    Set<String> names = new LinkedHashSet<>();
    List<Marker> open = new ArrayList<>(List.of(marker));
    for (int i = 0; i < open.size() && i < MAX_MARKERS; i++) {
      names.add(open.get(i).getName());
      Marker[] parents = open.get(i).getParents();
      if (parents != null) {
        open.addAll(List.of(parents));
      }
    }
    return List.copyOf(names);
  }
}
