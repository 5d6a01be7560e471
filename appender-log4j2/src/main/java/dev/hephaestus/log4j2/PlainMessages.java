package dev.hephaestus.log4j2;

import dev.hephaestus.client.ClientRecord;
import dev.hephaestus.client.MessageRendering;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterConsumer;
import org.apache.logging.log4j.message.ParameterVisitable;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.ReusableMessage;
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

  private static final ParameterConsumer<ClientRecord> ADD =
      (parameter, index, record) -> record.plainArgument(parameter);

  private PlainMessages() {}

  /** False if the message is of another kind, or a parameter has to be rendered or cut. */
  static boolean add(@Nullable Message message, ClientRecord record) {
    if (message == null || !isKnown(message.getClass())) {
      return false;
    }
    String pattern = MessageParameters.pattern(message);
    if (pattern == null) {
      return false;
    }
    record.template(pattern);
    if (message.getThrowable() == null && hasSeveral(message)) {
      ((ParameterVisitable) message).forEachParameter(ADD, record);
      record.messageLater(FORMATTER);
    } else if (!addFew(MessageParameters.withoutThrown(message), pattern, record)) {
      return false;
    }
    return !record.isVoid();
  }

  private static boolean isKnown(Class<?> type) {
    return type == MutableLogEvent.class
        || type == ParameterizedMessage.class
        || type == ReusableParameterizedMessage.class
        || type == SimpleMessage.class
        || type == ReusableSimpleMessage.class;
  }

  private static boolean hasSeveral(Message message) {
    return message instanceof ParameterVisitable
        && message instanceof ReusableMessage
        && ((ReusableMessage) message).getParameterCount() > 1;
  }

  @SuppressWarnings("ReferenceEquality") // Equal texts may well be pattern and parameter.
  private static boolean addFew(
      @Nullable Object[] parameters, String pattern, ClientRecord record) {
    if (parameters.length == 0) {
      return pattern.indexOf('\\') < 0; // An escaped placeholder reads otherwise in the text.
    }
    if (parameters[0] == pattern) {
      return false; // Of an object that is its own text: braces in it stand for themselves.
    }
    for (Object parameter : parameters) {
      record.plainArgument(parameter);
    }
    record.messageLater(FORMATTER);
    return true;
  }
}
