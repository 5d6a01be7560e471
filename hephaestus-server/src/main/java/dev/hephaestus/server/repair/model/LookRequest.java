package dev.hephaestus.server.repair.model;

import dev.hephaestus.server.repair.patch.Reply;
import dev.hephaestus.server.repair.patch.ReplyParser;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a model asks to see.
 *
 * @param verb of a file, of a text, of a method
 * @param what its path, the text itself, or {@code Class.name}
 * @param from the first line wanted, from 1; 0 where the model does not say
 * @param to the last
 */
record LookRequest(Verb verb, String what, int from, int to) {
  private static final int MOST = 6;
  private static final int LONGEST_LINE = 500;
  private static final Pattern LINE =
      Pattern.compile("[\\s>*`\\-\\d.)]{0,8}(READ|FIND|METHOD)\\b[:`*]{0,3}\\s{1,4}(\\S.{0,400})");
  private static final Pattern LINES =
      Pattern.compile(
          "(.{1,400}?)(?::|\\s{1,3}(?:lines?\\s)?)(\\d{1,7})\\s?(?:-|\u2013|to|,)\\s?(\\d{1,7})");

  /** What can be asked for. */
  enum Verb {
    READ,
    FIND,
    METHOD
  }

  /** The requests of a reply, the first few of them. */
  static List<LookRequest> in(String reply) {
    return reply
        .lines()
        .limit(2_000)
        .map(LookRequest::of)
        .flatMap(Optional::stream)
        .distinct()
        .limit(MOST)
        .toList();
  }

  /** Whether the reply asks and, what it asks aside, holds no answer. */
  static boolean isAll(String reply) {
    if (in(reply).isEmpty()) {
      return false;
    }
    String rest =
        reply.lines().filter(line -> of(line).isEmpty()).collect(Collectors.joining("\n"));
    return ReplyParser.parse(rest) instanceof Reply.Unreadable;
  }

  private static Optional<LookRequest> of(String line) {
    Matcher asked = LINE.matcher(line);
    if (line.length() > LONGEST_LINE || !asked.matches()) {
      return Optional.empty();
    }
    Verb verb = Verb.valueOf(asked.group(1));
    String what = unquoted(asked.group(2).strip());
    Matcher lines = LINES.matcher(what);
    return verb == Verb.READ && lines.matches()
        ? Optional.of(
            new LookRequest(
                verb,
                unquoted(lines.group(1).strip()),
                Integer.parseInt(lines.group(2)),
                Integer.parseInt(lines.group(3))))
        : Optional.of(new LookRequest(verb, what, 0, 0));
  }

  private static String unquoted(String text) {
    for (String quote : List.of("`", "\"", "'")) {
      if (text.length() > 2 && text.startsWith(quote) && text.endsWith(quote)) {
        return text.substring(1, text.length() - 1);
      }
    }
    return text;
  }
}
