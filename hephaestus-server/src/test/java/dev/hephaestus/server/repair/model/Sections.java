package dev.hephaestus.server.repair.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A text in parts, each behind a line {@code §§ kind words}.
 *
 * @param kind the first word of the line
 * @param words the others
 * @param text the lines up to the next such line, without the last newline
 */
record Sections(String kind, String words, String text) {
  private static final String MARK = "§§ ";

  static List<Sections> read(String resource) {
    try (InputStream in = Sections.class.getResourceAsStream(resource)) {
      String text =
          new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
      return parse(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Sections> parse(String text) {
    List<Sections> sections = new ArrayList<>();
    for (String part : ("\n" + text).split("\n" + MARK, -1)) {
      if (!part.isBlank()) {
        int end = part.indexOf('\n');
        String head = end < 0 ? part : part.substring(0, end);
        String body = end < 0 ? "" : part.substring(end + 1);
        int space = head.indexOf(' ');
        sections.add(
            new Sections(
                space < 0 ? head : head.substring(0, space),
                space < 0 ? "" : head.substring(space + 1).strip(),
                body));
      }
    }
    return sections;
  }
}
