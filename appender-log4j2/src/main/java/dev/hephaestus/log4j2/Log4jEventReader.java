package dev.hephaestus.log4j2;

import dev.hephaestus.client.ClientRecord;
import dev.hephaestus.client.EventReader;
import dev.hephaestus.client.RecordLevel;
import dev.hephaestus.client.StringPairs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.apache.logging.log4j.core.impl.ThrowableProxy;
import org.apache.logging.log4j.core.time.Instant;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.ReusableParameterizedMessage;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.TriConsumer;
import org.jspecify.annotations.Nullable;

/** Copies what Log4j knows of an event, which it may reuse as soon as this returns. */
final class Log4jEventReader implements EventReader<LogEvent> {
  /** Where the diagnostic stack is put among the mapped context. */
  static final String STACK_KEY = "ndc";

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int MAX_MARKERS = 64;
  private static final TriConsumer<String, @Nullable Object, StringPairs> ADD =
      (key, value, pairs) -> pairs.add(key, value);

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
  public @Nullable ClientRecord readPlain(LogEvent event) {
    ClientRecord record = begin(event);
    return PlainMessages.add(event.getMessage(), record) ? finish(record, event) : null;
  }

  @Override
  public ClientRecord read(LogEvent event) {
    ClientRecord record = begin(event);
    Message message = event.getMessage();
    if (message != null) {
      record
          .template(MessageParameters.pattern(message))
          .arguments(MessageParameters.withoutThrown(message));
      if (isParameterized(message)) {
        // Of the arguments as they read now, rendered once.
        record.messageLater(PlainMessages.FORMATTER);
      } else {
        record.messageFrom(message::getFormattedMessage);
        addPairs(record, message);
      }
    }
    return finish(record, event);
  }

  private static boolean isParameterized(Message message) {
    return message.getClass() == ReusableParameterizedMessage.class
        || message.getClass() == ParameterizedMessage.class;
  }

  private ClientRecord begin(LogEvent event) {
    return ClientRecord.of(nanos(event.getInstant()), level(event), logger(event))
        .thread(event.getThreadName());
  }

  private static ClientRecord finish(ClientRecord record, LogEvent event) {
    record.unchangingMdc(context(event));
    if (event.getMarker() != null) {
      record.markers(markers(event.getMarker()));
    }
    return withThrown(record, event);
  }

  private static long nanos(Instant instant) {
    return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNanoOfSecond();
  }

  private static Map<String, String> context(LogEvent event) {
    ReadOnlyStringMap context = event.getContextData();
    ThreadContext.ContextStack stack = event.getContextStack();
    boolean stacked = stack != null && stack.getDepth() > 0;
    if (context.isEmpty() && !stacked) {
      return Map.of();
    }
    if (!stacked && FrozenContext.isFrozen(context)) {
      return new FrozenContext(context);
    }
    StringPairs pairs = new StringPairs(context.size() + (stacked ? 1 : 0));
    if (stacked) {
      pairs.add(STACK_KEY, String.join(" ", stack.asList())); // A key of that name wins.
    }
    context.forEach(ADD, pairs);
    return pairs;
  }

  private static void addPairs(ClientRecord record, Message message) {
    if (message instanceof MapMessage) {
      ((MapMessage<?, ?>) message).getData().forEach(record::keyValue);
    }
  }

  @SuppressWarnings("deprecation") // Deserialized events have the proxy only.
  private static ClientRecord withThrown(ClientRecord record, LogEvent event) {
    Throwable thrown = event.getThrown();
    if (thrown != null) {
      return record.throwable(thrown);
    }
    if (event instanceof MutableLogEvent) {
      return record; // It makes its description of what was thrown.
    }
    // An event from another JVM has a description only.
    ThrowableProxy proxy = event.getThrownProxy();
    return proxy == null ? record : record.thrown(ProxyReader.read(proxy));
  }

  private static List<String> markers(Marker marker) {
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
