package dev.hephaestus.server.otlp;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.LoggedText;
import dev.hephaestus.server.ingest.Thrown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a throwable of {@code exception.*}, whose trace is a text as the language prints it, and of
 * {@code code.*} where there is no trace.
 *
 * <p><i>Source:</i> OpenTelemetry's semantic conventions for exceptions in logs and for code, with
 * the names that the latter had before 1.30.
 */
final class ThrownAttributes {
  /** What a trace without a headline is given by the readers of traces. */
  private static final String UNNAMED = "java.lang.Throwable";

  private ThrownAttributes() {}

  /** Takes the attributes of an exception; null when there are none. */
  static @Nullable Thrown take(Attributes attributes) {
    String type = attributes.take(OtlpLimits.NAME, "exception.type");
    String message = attributes.take(OtlpLimits.MESSAGE, "exception.message");
    String trace = attributes.take(OtlpLimits.REQUEST_BYTES, "exception.stacktrace");
    attributes.take(OtlpLimits.NAME, "exception.escaped");
    if (type.isEmpty() && message.isEmpty() && trace.isEmpty()) {
      return null;
    }
    String headline = message.isEmpty() ? type : type + ": " + message;
    Thrown printed = trace.isEmpty() ? null : LoggedText.trace(trace, headline);
    if (printed == null) {
      String name = type.isEmpty() ? UNNAMED : type;
      return Thrown.of(name, message.isEmpty() ? null : message, frames(attributes));
    }
    return named(printed, type, message);
  }

  /** The trace's own class is kept where it has one: it is the binary name, the type may not be. */
  private static Thrown named(Thrown printed, String type, String message) {
    boolean unnamed = printed.className().equals(UNNAMED) && !type.isEmpty();
    boolean unsaid = printed.message() == null && !message.isEmpty();
    if (!unnamed && !unsaid) {
      return printed;
    }
    return new Thrown(
        unnamed ? type : printed.className(),
        unsaid ? message : printed.message(),
        printed.frames(),
        printed.framesInCommon(),
        printed.cause(),
        printed.suppressed());
  }

  /** Where it was logged is the nearest that is known to where it was thrown. */
  private static List<Frame> frames(Attributes attributes) {
    String function = attributes.take(OtlpLimits.NAME, "code.function.name", "code.function");
    String namespace = attributes.take(OtlpLimits.NAME, "code.namespace");
    String file = attributes.take(OtlpLimits.NAME, "code.file.path", "code.filepath");
    String line = attributes.take(OtlpLimits.NAME, "code.line.number", "code.lineno");
    int dot = function.lastIndexOf('.');
    String inside = dot > 0 && namespace.isEmpty() ? function.substring(0, dot) : namespace;
    String method = dot > 0 ? function.substring(dot + 1) : function;
    if (inside.isEmpty() || method.isEmpty()) {
      return List.of();
    }
    return List.of(Frame.of(inside, method, file, number(line)));
  }

  private static int number(String text) {
    return text.matches("[1-9]\\d{0,8}") ? Integer.parseInt(text) : 0;
  }
}
