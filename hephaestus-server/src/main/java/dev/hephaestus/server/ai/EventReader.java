package dev.hephaestus.server.ai;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Splits a response's bytes into the JSON texts in it: server-sent events, a line each, or the body
 * as one.
 *
 * <p>What was announced is believed where it names a stream; of anything else the first characters
 * decide, since compatible servers answer plainly to whoever asks for a stream, and send streams as
 * plain text.
 *
 * <p><i>Source:</i> the WHATWG HTML standard for server-sent events (of its fields only data
 * matters here), newline-delimited JSON as Ollama sends it.
 */
final class EventReader {
  private static final int SNIFFED = 8;

  /** The forms that there are. */
  private enum Form {
    UNKNOWN,
    EVENTS,
    LINES,
    WHOLE
  }

  private Form form;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private boolean hasData;

  EventReader(Optional<String> contentType) {
    String type = contentType.orElse("").toLowerCase(Locale.ROOT);
    if (type.contains("event-stream")) {
      form = Form.EVENTS;
    } else {
      form = type.contains("ndjson") || type.contains("jsonl") ? Form.LINES : Form.UNKNOWN;
    }
  }

  /** Whether what came so far is one text that ends with the body. */
  boolean isWhole() {
    return form == Form.WHOLE || form == Form.UNKNOWN;
  }

  /** The texts that are complete with these bytes. */
  List<String> feed(byte[] bytes) {
    List<String> texts = new ArrayList<>();
    for (byte each : bytes) {
      read(each, texts);
    }
    if (form == Form.UNKNOWN && pending.size() >= SNIFFED) {
      decide(texts);
    }
    return texts;
  }

  private void read(byte each, List<String> texts) {
    if (each == '\n' && (form == Form.EVENTS || form == Form.LINES)) {
      line(take(), texts);
    } else {
      pending.write(each);
    }
  }

  /** Chooses the form by what came so far, and reads that anew. */
  private void decide(List<String> texts) {
    form = sniff();
    byte[] start = pending.toByteArray();
    pending.reset();
    for (byte each : start) {
      read(each, texts);
    }
  }

  /** The text that ends with the body. */
  List<String> end() {
    List<String> texts = new ArrayList<>();
    if (form == Form.UNKNOWN) {
      decide(texts);
    }
    String rest = take();
    if (form == Form.WHOLE) {
      texts.add(rest);
    } else {
      line(rest, texts);
      line("", texts);
    }
    return texts;
  }

  private Form sniff() {
    String start = pending.toString(StandardCharsets.UTF_8).stripLeading();
    boolean isEvents =
        start.startsWith("data:") || start.startsWith("event:") || start.startsWith(":");
    return isEvents ? Form.EVENTS : Form.WHOLE;
  }

  private String take() {
    String text = pending.toString(StandardCharsets.UTF_8);
    pending.reset();
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private void line(String line, List<String> texts) {
    if (form == Form.LINES) {
      if (!line.isBlank()) {
        texts.add(line);
      }
    } else if (line.isEmpty()) {
      if (hasData) {
        texts.add(data.toString());
        data.setLength(0);
        hasData = false;
      }
    } else if (line.startsWith("data:")) {
      data.append(hasData ? "\n" : "").append(line.substring("data:".length()).strip());
      hasData = true;
    }
  }
}
