package dev.hephaestus.log4j2;

import dev.hephaestus.client.ClientRecord;
import dev.hephaestus.client.MessageRendering;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterConsumer;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.ReusableParameterizedMessage;
import org.apache.logging.log4j.message.ReusableSimpleMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages by pattern and parameters, so that their text is made by the sender, if at all.
 *
 * <p>The event that Log4j reuses is its own message. It has made the text already, but in a buffer
 * that would have to be copied; pattern and parameters say the same if none of these can change.
 */
final class PlainMessages {
  static final MessageRendering FORMATTER = ParameterizedMessage::format;

  private PlainMessages() {}

  /** False if the message is of another kind, or a parameter has to be rendered or cut. */
  static boolean add(@Nullable Message message, ClientRecord record) {
    if (message == null) {
      return false;
    }
    if (message.getClass() == MutableLogEvent.class) {
      return addReused((MutableLogEvent) message, record);
    }
    return isKnown(message.getClass()) && addFew(message, MessageParameters.copy(message), record);
  }

  private static boolean isKnown(Class<?> type) {
    return type == ParameterizedMessage.class
        || type == ReusableParameterizedMessage.class
        || type == SimpleMessage.class
        || type == ReusableSimpleMessage.class;
  }

  private static boolean addReused(MutableLogEvent event, ClientRecord record) {
    int count = event.getParameterCount();
    if (count < 2) {
      return addFew(event, MessageParameters.copy(event), record);
    }
    String pattern = event.getFormat();
    if (pattern == null) {
      return false;
    }
    event.forEachParameter(new Taker(event.getThrown(), count - 1), record);
    record.template(pattern).messageLater(FORMATTER);
    return !record.isVoid();
  }

  @SuppressWarnings("ReferenceEquality") // Equal texts may well be pattern and parameter.
  private static boolean addFew(
      Message message, @Nullable Object[] parameters, ClientRecord record) {
    String pattern = MessageParameters.pattern(message);
    if (pattern == null) {
      return false;
    }
    record.template(pattern);
    int count = MessageParameters.countWithoutThrown(parameters, message);
    if (count == 0) {
      return pattern.indexOf('\\') < 0; // An escaped placeholder reads otherwise in the text.
    }
    if (parameters[0] == pattern) {
      return false; // Of an object that is its own text: braces in it stand for themselves.
    }
    for (int i = 0; i < count; i++) {
      record.plainArgument(parameters[i]);
    }
    record.messageLater(FORMATTER);
    return !record.isVoid();
  }

  /** Leaves out the throwable that Log4j leaves as the last parameter. */
  private static final class Taker implements ParameterConsumer<ClientRecord> {
    private final @Nullable Throwable thrown;
    private final int last;

    Taker(@Nullable Throwable thrown, int last) {
      this.thrown = thrown;
      this.last = last;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Which one it is, is asked.
    public void accept(@Nullable Object parameter, int index, ClientRecord record) {
      if (index < last || thrown == null || parameter != thrown) {
        record.plainArgument(parameter);
      }
    }
  }
}
