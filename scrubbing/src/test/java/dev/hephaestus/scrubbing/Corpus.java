package dev.hephaestus.scrubbing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Labelled texts. */
final class Corpus {
  private Corpus() {}

  static List<Labelled> secrets() {
    return lines("secrets.txt").stream().map(Labelled::new).collect(Collectors.toList());
  }

  static List<String> harmless() {
    return lines("harmless.txt");
  }

  private static List<String> lines(String name) {
    List<String> lines = new ArrayList<>();
    InputStream in = Objects.requireNonNull(Corpus.class.getResourceAsStream(name), name);
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          lines.add(line);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return lines;
  }

  /** A text with one secret. */
  static final class Labelled {
    final String rule;
    final String text;
    final String secret;
    final String expected;

    Labelled(String line) {
      int tab = line.indexOf('\t');
      rule = line.substring(0, tab);
      String marked = line.substring(tab + 1).replace("~", "");
      marked = rule.equals("private-key") ? marked.replace("\\n", "\n") : marked;
      int from = marked.indexOf('«');
      int to = marked.indexOf('»');
      secret = marked.substring(from + 1, to);
      text = marked.substring(0, from) + secret + marked.substring(to + 1);
      expected = marked.substring(0, from) + "[redacted:" + rule + "]" + marked.substring(to + 1);
    }

    /** Whether a piece of the secret stands where the rest of the text has none. */
    boolean isLeakedBy(String scrubbed) {
      int piece = Math.min(secret.length(), 4);
      for (int i = 0; i + piece <= secret.length(); i++) {
        String part = secret.substring(i, i + piece);
        if (scrubbed.contains(part) && !expected.contains(part)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
