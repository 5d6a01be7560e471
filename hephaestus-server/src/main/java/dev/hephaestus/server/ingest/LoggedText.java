package dev.hephaestus.server.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A text that was logged, parted into what it says and the throwable that is printed in it.
 *
 * @param message what stands in front of the throwable; the whole text without one
 * @param thrown the throwable, or null when none is printed with its calls
 */
public record LoggedText(String message, @Nullable Thrown thrown) {

  public LoggedText {
    Objects.requireNonNull(message, "message");
  }

  /** Parts a text whose first line is a message, as loggers print it. */
  public static LoggedText of(String text) {
    int end = text.indexOf('\n');
    if (end < 0) {
      return new LoggedText(text, null);
    }
    String first = text.substring(0, end).stripTrailing();
    TraceReader.Result read = TraceReader.read(TraceReader.lines(text.substring(end + 1)), first);
    Thrown thrown = read.thrown();
    if (thrown == null || thrown.chain().stream().allMatch(link -> link.frames().isEmpty())) {
      return new LoggedText(text, null);
    }
    List<String> said = new ArrayList<>(List.of(first));
    said.addAll(read.before());
    return new LoggedText(String.join("\n", said), thrown);
  }

  /**
   * The throwable of a text that is a trace and nothing else, in any language that is known here;
   * null when it is none.
   *
   * @param headline its class and message, for where the text begins with its calls; may be empty
   */
  public static @Nullable Thrown trace(String text, String headline) {
    return TraceReader.read(text, headline);
  }
}
