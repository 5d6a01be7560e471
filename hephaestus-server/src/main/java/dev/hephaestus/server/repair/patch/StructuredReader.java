package dev.hephaestus.server.repair.patch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads edits that come as JSON, as the arguments of an editing tool, or between tags. */
final class StructuredReader {
  private static final int DEEPEST = 6;
  private static final List<String> PATHS =
      List.of("path", "file", "file_path", "filePath", "filename", "fileName", "target_file");
  private static final List<String> SEARCHES =
      List.of("search", "old_str", "old_string", "old", "before", "original", "find", "oldText");
  private static final List<String> REPLACES =
      List.of(
          "replace", "new_str", "new_string", "new", "after", "replacement", "updated", "newText");
  private static final List<String> CONTENTS = List.of("content", "file_text", "contents", "code");
  private static final List<String> CAUSES = List.of("cause", "reason", "explanation", "analysis");
  private static final List<String> TEXTS =
      List.of("answer", "text", "response", "output", "patch", "diff", "result", "message");
  private static final List<String> OPENING =
      List.of("search", "old_str", "old_string", "old", "original", "find");
  private static final List<String> CLOSING =
      List.of("replace", "new_str", "new_string", "new", "updated", "replacement");
  private static final int MOST_TAGS = 200;
  private static final Pattern TAGGED_PATH =
      Pattern.compile(
          "<(?:file|edit|change|update)\\s[^<>]{0,40}?(?:path|name)=\"([^\"<>\n]{1,400})\""
              + "|<(?:path|file|file_path|filename)>\\s*([^<>\n]{1,400}?)\\s*</");

  private final List<Edit> edits = new ArrayList<>();
  private String cause = "";
  private String abstention = "";
  private String text = "";

  private StructuredReader() {}

  /** What a JSON document holds; the text, where it only wraps an answer in the usual form. */
  record Document(List<Edit> edits, String cause, String abstention, String text) {}

  static Document json(JsonNode root) {
    StructuredReader reader = new StructuredReader();
    reader.walk(root, "", 0);
    return new Document(reader.edits, reader.cause, reader.abstention, reader.text);
  }

  private void walk(JsonNode node, String path, int depth) {
    if (depth > DEEPEST || edits.size() >= BlockReader.MOST_BLOCKS) {
      return;
    }
    if (node.isArray()) {
      node.forEach(each -> walk(each, path, depth + 1));
      return;
    }
    if (!node.isObject()) {
      return;
    }
    String own = first(node, PATHS);
    String here = own.isEmpty() ? path : own;
    cause = cause.isEmpty() ? first(node, CAUSES) : cause;
    abstention = abstention.isEmpty() ? first(node, List.of("abstain", "ABSTAIN")) : abstention;
    text = text.isEmpty() ? first(node, TEXTS) : text;
    if (!here.isEmpty()) {
      edit(node, here);
    }
    node.forEach(each -> walk(each, here, depth + 1));
  }

  private void edit(JsonNode node, String path) {
    boolean replaces = REPLACES.stream().anyMatch(name -> node.path(name).isTextual());
    String content = first(node, CONTENTS);
    if (replaces && SEARCHES.stream().anyMatch(name -> node.path(name).isTextual())) {
      edits.add(
          new Block(
              edits.size() + 1, path, lines(first(node, SEARCHES)), lines(first(node, REPLACES))));
    } else if (!content.isEmpty()) {
      edits.add(new Code(edits.size() + 1, path, lines(content)));
    }
  }

  private static String first(JsonNode node, List<String> names) {
    return names.stream()
        .map(node::path)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .findFirst()
        .orElse("");
  }

  /** Without the one newline that ends a last line. */
  private static String lines(String text) {
    String plain = text.replace("\r\n", "\n");
    return plain.endsWith("\n") ? plain.substring(0, plain.length() - 1) : plain;
  }

  /** What stands between a tag and its end. */
  private record Element(int start, String content, int end) {}

  /** Pairs of tags, each after a tag that names its file. */
  static List<Edit> tags(String answer) {
    List<Edit> edits = new ArrayList<>();
    if (!answer.contains("</")) {
      return edits;
    }
    Matcher paths = TAGGED_PATH.matcher(answer);
    String path = "";
    int nextPath = paths.find() ? paths.start() : Integer.MAX_VALUE;
    int at = 0;
    for (int tag = 0; tag < MOST_TAGS && edits.size() < BlockReader.MOST_BLOCKS; tag++) {
      Element search = next(answer, OPENING, at);
      Element replace = search == null ? null : next(answer, CLOSING, search.end());
      if (search == null || replace == null) {
        break;
      }
      while (nextPath < search.start()) {
        path = paths.group(1) == null ? paths.group(2) : paths.group(1);
        nextPath = paths.find() ? paths.start() : Integer.MAX_VALUE;
      }
      if (answer.substring(search.end(), replace.start()).isBlank() && !path.isEmpty()) {
        edits.add(
            new Block(
                edits.size() + 1, path.strip(), inner(search.content()), inner(replace.content())));
        at = replace.end();
      } else {
        at = search.end();
      }
    }
    return edits;
  }

  /** The first of these tags from here on that is closed. */
  private static @Nullable Element next(String text, List<String> names, int from) {
    Element first = null;
    for (String name : names) {
      int start = text.indexOf("<" + name + ">", from);
      int inside = start + name.length() + 2;
      int end = start < 0 ? -1 : text.indexOf("</" + name + ">", inside);
      if (end >= 0 && (first == null || start < first.start())) {
        first = new Element(start, text.substring(inside, end), end + name.length() + 3);
      }
    }
    return first;
  }

  /** Without the line breaks next to the tags. */
  private static String inner(String text) {
    int from = text.startsWith("\n") ? 1 : 0;
    int to = text.length();
    int lastBreak = text.lastIndexOf('\n');
    if (lastBreak >= from && text.substring(lastBreak).isBlank()) {
      to = lastBreak;
    }
    return to <= from ? "" : text.substring(from, to);
  }
}
