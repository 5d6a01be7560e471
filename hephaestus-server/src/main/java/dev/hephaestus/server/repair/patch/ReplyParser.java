package dev.hephaestus.server.repair.patch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads edits out of a model's text, past chatter, thoughts, code fences and any line ending: the
 * blocks that were asked for, else a diff, tags or JSON, else whole methods or files.
 *
 * <p><i>Shape:</i>
 *
 * <pre>
 * CAUSE: one sentence
 * FILE: path/in/the/repository.java
 * &lt;&lt;&lt;&lt;&lt;&lt;&lt; SEARCH
 * lines as they are
 * =======
 * lines as they should be
 * &gt;&gt;&gt;&gt;&gt;&gt;&gt; REPLACE
 * </pre>
 *
 * or {@code ABSTAIN: reason} and no block. Several blocks may follow one {@code FILE}.
 */
public final class ReplyParser {
  /** Longer texts are not read. */
  public static final int MOST_CHARS = 400_000;

  private static final int LONGEST_LINE = 2_000;
  private static final Pattern CAUSE =
      Pattern.compile(
          "[\\s#*>]{0,12}(?i:CAUSE|ROOT CAUSE)[*_`]{0,3}\\s{0,4}[:=\\-][*_`]{0,3}\\s{0,4}(\\S.*)");
  private static final Pattern ABSTAIN =
      Pattern.compile(
          "[\\s#*>`\"]{0,12}(?:ABSTAIN(?:ED|ING)?|Abstain(?:ing)?|abstain|I (?:must |have to |will )?abstain)\\b"
              + "[*_`\"]{0,3}\\s{0,4}[:.,=\\-\u2013\u2014]?[*_`\"]{0,3}\\s{0,4}(.*)");

  private ReplyParser() {}

  /** What the text says. */
  public static Reply parse(String text) {
    if (text.length() > MOST_CHARS) {
      return new Reply.Unreadable(
          "The reply is longer than " + MOST_CHARS + " characters; answer with the blocks only.");
    }
    String answer = Envelope.open(text);
    if (answer.isBlank()) {
      return new Reply.Unreadable("The reply is empty.");
    }
    Optional<JsonNode> document = Envelope.json(answer);
    return document.isPresent() ? document(document.get()) : read(answer);
  }

  private static Reply document(JsonNode json) {
    StructuredReader.Document document = StructuredReader.json(json);
    if (!document.edits().isEmpty()) {
      return new Reply.Change(document.cause(), document.edits());
    }
    if (!document.abstention().isEmpty()) {
      return new Reply.Abstain(document.abstention());
    }
    return document.text().isBlank() ? unreadable() : read(Envelope.open(document.text()));
  }

  private static Reply read(String answer) {
    String[] lines = answer.split("\n", -1);
    BlockReader.Result blocks = BlockReader.read(lines);
    BlockReader.Result found =
        blocks.blocks().isEmpty() && blocks.fault().isEmpty() ? DiffReader.read(lines) : blocks;
    if (!found.fault().isEmpty()) {
      return new Reply.Unreadable(found.fault());
    }
    List<Edit> edits = found.blocks().isEmpty() ? StructuredReader.tags(answer) : found.blocks();
    Optional<String> abstention = first(ABSTAIN, lines).map(reason -> orNext(reason, lines));
    if (edits.isEmpty() && abstention.isEmpty()) {
      edits = FenceReader.read(lines);
    }
    if (!edits.isEmpty()) {
      return new Reply.Change(first(CAUSE, lines).orElse(""), edits);
    }
    return abstention
        .<Reply>map(
            reason -> new Reply.Abstain(reason.isBlank() ? "no reason given" : reason.strip()))
        .orElseGet(ReplyParser::unreadable);
  }

  /** What follows the word alone on its line. */
  private static String orNext(String reason, String[] lines) {
    if (!reason.isBlank()) {
      return reason;
    }
    boolean behind = false;
    for (String line : lines) {
      if (behind && !line.isBlank()) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line.strip();
      }
      behind |= line.length() <= LONGEST_LINE && ABSTAIN.matcher(line).matches();
    }
    return "";
  }

  private static Reply unreadable() {
    return new Reply.Unreadable(
        "The reply holds no block: write FILE: path, then <<<<<<< SEARCH, =======, >>>>>>> REPLACE.");
  }

  private static Optional<String> first(Pattern pattern, String[] lines) {
    for (String line : lines) {
      Matcher matcher = pattern.matcher(line);
      if (line.length() <= LONGEST_LINE && matcher.matches()) {
        return Optional.of(matcher.group(1).strip());
      }
    }
    return Optional.empty();
  }
}
