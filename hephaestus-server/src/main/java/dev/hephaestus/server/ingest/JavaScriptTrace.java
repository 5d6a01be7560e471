package dev.hephaestus.server.ingest;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads errors of JavaScript and TypeScript with their causes and those they gather.
 *
 * <p><i>Source:</i> V8's {@code Error.stack} and how Node's {@code util.inspect} prints errors.
 */
final class JavaScriptTrace implements TraceFormat {

  private static final String CAUSE = "[cause]: ";
  private static final String ERRORS = "[errors]: [";
  private static final String UNCAUGHT = "Uncaught ";
  private static final String IN_PROMISE = "(in promise) ";
  private static final int LINES_TO_HEADLINE = 200;

  @Override
  public int start(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (JavaScriptFrame.isCertain(lines.get(i))) {
        int first = i;
        while (first > 0 && isFrame(lines, first - 1)) {
          first--;
        }
        return headline(lines, first);
      }
    }
    return -1;
  }

  /** The nearest line in front of the frames that names an error; else the one right before. */
  private static int headline(List<String> lines, int frame) {
    for (int i = frame - 1; i >= 0 && i >= frame - LINES_TO_HEADLINE; i--) {
      String text = withoutUncaught(lines.get(i).strip());
      boolean gathered = i > 0 && lines.get(i - 1).strip().startsWith(ERRORS);
      if (isPart(text) && !gathered) {
        return i;
      }
    }
    return frame > 0 && !lines.get(frame - 1).isBlank() ? frame - 1 : frame;
  }

  private static boolean isError(String name) {
    return name.endsWith("Error")
        || name.endsWith("Exception")
        || name.endsWith("Failure")
        || name.endsWith("Warning");
  }

  @Override
  public boolean isFrame(List<String> lines, int index) {
    return JavaScriptFrame.parse(lines.get(index)).isPresent();
  }

  @Override
  public @Nullable Thrown read(List<String> lines) {
    TraceTree tree = new TraceTree();
    boolean headless = isFrame(lines, 0);
    if (headless) {
      tree.open(TraceTree.Link.FIRST, 0, "Error", null);
    }
    int frames = 0;
    int errors = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String text = line.strip();
      int indent = TraceTree.indent(line);
      Optional<Frame> frame = frames < MOST_FRAMES ? JavaScriptFrame.parse(line) : Optional.empty();
      if (i == 0 && !headless) {
        open(tree, TraceTree.Link.FIRST, 0, text);
      } else if (frame.isPresent()) {
        frames++;
        tree.frame(frame.get());
      } else if (text.startsWith(CAUSE)) {
        open(tree, TraceTree.Link.PART, indent + 1, text.substring(CAUSE.length()));
      } else if (text.startsWith(ERRORS)) {
        errors = indent;
      } else if (errors >= 0 && indent > errors && isPart(text)) {
        open(tree, TraceTree.Link.PART, indent, text);
      } else if (errors >= 0 && indent <= errors && text.startsWith("]")) {
        errors = -1;
      } else if (!text.startsWith("at ") && !tree.message(line) && !isDetail(text, indent)) {
        break;
      }
    }
    return tree.build();
  }

  private static boolean isPart(String text) {
    return PrintedName.isOne(text) && isError(PrintedName.of(text, "").className());
  }

  /** The other fields of a printed error, and what closes it. */
  private static boolean isDetail(String text, int indent) {
    return text.startsWith("... ")
        || text.startsWith("}")
        || text.startsWith("]")
        || (indent > 1 && text.indexOf(": ") > 0 && text.charAt(0) != '[');
  }

  private static void open(TraceTree tree, TraceTree.Link link, int indent, String text) {
    String headline = withoutUncaught(text);
    int code = headline.indexOf(" [");
    int colon = headline.indexOf("]: ");
    // Node puts an error's code behind its name: TypeError [ERR_INVALID_ARG_TYPE]: …
    String plain =
        code > 0 && colon > code && PrintedName.isOne(headline.substring(0, code))
            ? headline.substring(0, code) + headline.substring(colon + 1)
            : headline;
    PrintedName name = PrintedName.of(plain, "Error");
    tree.open(link, indent, name.className(), name.message());
  }

  private static String withoutUncaught(String text) {
    String plain = text.startsWith(UNCAUGHT) ? text.substring(UNCAUGHT.length()) : text;
    plain = plain.startsWith(IN_PROMISE) ? plain.substring(IN_PROMISE.length()) : plain;
    plain = plain.endsWith("] {") ? plain.substring(0, plain.length() - 2) : plain;
    // An error without a stack is printed in brackets.
    return plain.startsWith("[") && plain.endsWith("]")
        ? plain.substring(1, plain.length() - 1)
        : plain;
  }
}
