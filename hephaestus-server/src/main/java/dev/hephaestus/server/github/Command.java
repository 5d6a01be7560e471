package dev.hephaestus.server.github;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a comment tells us to do: {@code /hephaestus revise throw instead of returning 0}.
 *
 * @param verb what
 * @param words what stands behind it, over all further lines
 */
record Command(Verb verb, String words) {
  private static final int LONGEST = 4_000;
  private static final Pattern LINE =
      Pattern.compile("^\\s{0,3}/hephaestus(?:\\s+(\\S+))?(?:\\s+(.*))?$");
  private static final Pattern FENCE = Pattern.compile("^\\s{0,3}(?:```|~~~).*");

  enum Verb {
    REVISE,
    EXPLAIN,
    CLOSE,
    RETRY,
    UNKNOWN
  }

  /** The first command of a comment; none in what it quotes, or in its code. */
  static Optional<Command> in(String comment) {
    List<String> lines = comment.lines().toList();
    boolean code = false;
    for (int i = 0; i < lines.size(); i++) {
      if (FENCE.matcher(lines.get(i)).matches()) {
        code = !code;
      }
      Matcher line = LINE.matcher(lines.get(i));
      if (!code && line.matches()) {
        String rest = line.group(2) == null ? "" : line.group(2);
        String words = rest + "\n" + String.join("\n", lines.subList(i + 1, lines.size()));
        return Optional.of(new Command(verb(line.group(1)), clip(words.strip())));
      }
    }
    return Optional.empty();
  }

  private static Verb verb(String name) {
    try {
      return name == null ? Verb.UNKNOWN : Verb.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Verb.UNKNOWN;
    }
  }

  static String clip(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }
}
