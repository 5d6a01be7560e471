package dev.hephaestus.log4j2;

import java.util.Arrays;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ParameterConsumer;
import org.apache.logging.log4j.message.ParameterVisitable;
import org.apache.logging.log4j.message.ReusableMessage;
import org.jspecify.annotations.Nullable;

/**
 * What a message's placeholders stand for; the throwable that Log4j leaves as the last of them is
 * what was thrown, not a parameter.
 */
// Its equals is the application's; which one it is, is asked.
@SuppressWarnings("ReferenceEquality")
final class MessageParameters {
  private static final @Nullable Object[] NONE = {};
  private static final ParameterConsumer<@Nullable Object[]> COPY =
      (parameter, index, copy) -> {
        if (index < copy.length) {
          copy[index] = parameter;
        }
      };

  private MessageParameters() {}

  @SuppressWarnings("deprecation") // The only way to a message's pattern.
  static @Nullable String pattern(Message message) {
    try {
      return message.getFormat();
    } catch (RuntimeException | StackOverflowError ofUserCode) { // An ObjectMessage renders here.
      return null;
    }
  }

  /** A copy of its own. */
  static @Nullable Object[] withoutThrown(Message message) {
    @Nullable Object[] all = copy(message);
    int count = countWithoutThrown(all, message);
    return count == all.length ? all : Arrays.copyOf(all, count);
  }

  /** How many of the message's parameters stand for placeholders. */
  static int countWithoutThrown(@Nullable Object[] all, Message message) {
    int last = all.length - 1;
    Throwable thrown = last < 0 ? null : message.getThrowable();
    return thrown != null && all[last] == thrown ? last : all.length;
  }

  /** All of them, in an array of the caller's own. */
  static @Nullable Object[] copy(Message message) {
    if (message instanceof ReusableMessage && message instanceof ParameterVisitable) {
      int count = ((ReusableMessage) message).getParameterCount();
      if (count == 0) {
        return NONE;
      }
      @Nullable Object[] copy = new Object[count];
      ((ParameterVisitable) message).forEachParameter(COPY, copy);
      return copy;
    }
    @Nullable Object[] all = message.getParameters();
    return all == null || all.length == 0 ? NONE : Arrays.copyOf(all, all.length, Object[].class);
  }
}
