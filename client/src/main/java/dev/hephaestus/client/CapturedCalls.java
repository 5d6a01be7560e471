package dev.hephaestus.client;

import dev.hephaestus.proto.v1.CapturedValue;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.Thrown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that the agent saw in the calls of a throwable, and of its causes.
 *
 * <p><em>Shape:</em> for the throwable and each of its causes an array of calls, innermost first; a
 * call is its class, its method, the first and the last line of that, and an array of values; a
 * value is its name, type, kind, text, parts, and whether it is cut and withheld. All are types of
 * the JDK.
 *
 * <p><em>Errors:</em> what is not of that shape is left out.
 */
final class CapturedCalls {
  private static final int MAX_NAME_CHARS = 1024;
  private static final int MAX_TEXT_CHARS = 8 * 1024;
  private static final int MAX_DEPTH = 12;

  private final List<Object[]> callsByDepth;

  CapturedCalls(List<Object[]> callsByDepth) {
    this.callsByDepth = callsByDepth;
  }

  /** About how much memory it keeps alive, in bytes. */
  long roughBytes() {
    long calls = 0;
    for (Object[] each : callsByDepth) {
      calls += each.length;
    }
    return 2_048 * calls;
  }

  /** The throwable with the values in its frames. */
  Thrown into(Thrown thrown) {
    return into(thrown, 0);
  }

  private Thrown into(Thrown thrown, int depth) {
    if (depth >= callsByDepth.size()) {
      return thrown;
    }
    Thrown.Builder filled = thrown.toBuilder();
    addValues(filled, callsByDepth.get(depth));
    if (thrown.hasCause()) {
      filled.setCause(into(thrown.getCause(), depth + 1));
    }
    return filled.build();
  }

  /**
   * Both are in the order of the stack, but not every call is kept, and not every frame is one of
   * the application.
   */
  private static void addValues(Thrown.Builder thrown, Object[] calls) {
    int next = 0;
    for (Object each : calls) {
      Object[] call = (Object[]) each;
      int at = next;
      while (at < thrown.getFramesCount() && !isOf(call, thrown.getFrames(at))) {
        at++;
      }
      if (at < thrown.getFramesCount()) {
        Frame.Builder frame = thrown.getFrames(at).toBuilder();
        for (Object value : (Object[]) call[4]) {
          frame.addValues(value((Object[]) value, 1));
        }
        thrown.setFrames(at, frame);
        next = at + 1;
      }
    }
  }

  /** By name, and by line where both say one: methods of the same name differ in that. */
  private static boolean isOf(Object[] call, Frame frame) {
    int first = (Integer) call[2];
    int last = (Integer) call[3];
    boolean inside =
        frame.getLine() <= 0 || first <= 0 || (frame.getLine() >= first && frame.getLine() <= last);
    return inside && frame.getMethod().equals(call[1]) && frame.getClassName().equals(call[0]);
  }

  private static CapturedValue value(Object[] value, int depth) {
    CapturedValue.Builder wire =
        CapturedValue.newBuilder()
            .setName(text(value[0], MAX_NAME_CHARS))
            .setType(text(value[1], MAX_NAME_CHARS))
            .setKindValue((Integer) value[2])
            .setTruncated((Boolean) value[5])
            .setRedacted((Boolean) value[6]);
    if (!wire.getRedacted()) {
      wire.setText(text(value[3], MAX_TEXT_CHARS));
    }
    Object[] parts = (Object[]) value[4];
    if (depth >= MAX_DEPTH && parts.length > 0) {
      return wire.setTruncated(true).build();
    }
    for (Object part : parts) {
      wire.addParts(value((Object[]) part, depth + 1));
    }
    return wire.build();
  }

  private static String text(@Nullable Object text, int limit) {
    return SafeText.clip((String) text, limit);
  }
}
