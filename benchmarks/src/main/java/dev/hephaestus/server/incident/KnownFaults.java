package dev.hephaestus.server.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions that real programs logged, each in variants that are the same fault.
 *
 * <p><i>Shape:</i> a JSON object a line, with {@code id} and {@code chain}: for each link its
 * class, its message and its frames.
 */
final class KnownFaults {
  private static final Pattern FRAME = Pattern.compile("(.+)\\.([^.(]+)\\(([^:)]*)(?::(\\d+))?\\)");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private KnownFaults() {}

  static List<LabelledRecord> read(Path file) throws IOException {
    List<LabelledRecord> records = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    for (String line : Files.readAllLines(file)) {
      if (line.isBlank()) {
        continue;
      }
      JsonNode one = json.readTree(line);
      String id = one.path("id").asText();
      List<JsonNode> links = new ArrayList<>();
      one.path("chain").forEach(links::add);
      Thrown plain = chain(links, 0, 0);
      records.add(LabelledRecord.of(id, "as it was", "failed", plain));
      records.add(LabelledRecord.of(id, "other lines", "failed", chain(links, 37, 0)));
      records.add(LabelledRecord.of(id, "other data", "failed", chain(links, 0, 7)));
      records.add(LabelledRecord.of(id, "both", "other", chain(links, 5, 3)));
      records.add(LabelledRecord.of(id, "wrapped", "failed", wrapped(plain)));
      records.add(LabelledRecord.of(id, "wrapped twice", "failed", wrapped(wrapped(plain))));
    }
    return records;
  }

  private static Thrown chain(List<JsonNode> links, int lines, int data) {
    @Nullable Thrown cause = null;
    for (JsonNode link : links.reversed()) {
      List<Frame> frames = new ArrayList<>();
      for (JsonNode frame : link.path(2)) {
        Matcher matcher = FRAME.matcher(frame.asText());
        if (matcher.matches()) {
          int at = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4)) + lines;
          frames.add(Frame.of(matcher.group(1), matcher.group(2), matcher.group(3), at));
        }
      }
      String message = link.path(1).asText();
      String other =
          NUMBER
              .matcher(message)
              .replaceAll(
                  found -> Long.toString(Math.abs(found.group().hashCode() % 10_007L) + data));
      cause =
          new Thrown(
              link.path(0).asText(), data == 0 ? message : other, frames, 0, cause, List.of());
    }
    return java.util.Objects.requireNonNull(cause);
  }

  private static Thrown wrapped(Thrown thrown) {
    List<Frame> around =
        List.of(
            Frame.of("org.springframework.aop.framework.CglibAopProxy", "proceed", "C.java", 5),
            Frame.of("java.lang.Thread", "run", "Thread.java", 1583));
    return new Thrown("java.lang.IllegalStateException", "call 4711", around, 1, thrown, List.of());
  }
}
