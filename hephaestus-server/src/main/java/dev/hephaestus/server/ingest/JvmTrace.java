package dev.hephaestus.server.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a throwable of the JVM with its causes and what was suppressed.
 *
 * <p><i>Source:</i> {@link Throwable#printStackTrace()}, and how Logback and Log4j 2 vary it.
 */
final class JvmTrace {

  private static final Pattern COMMON =
      Pattern.compile("\\.\\.\\. (\\d{1,9}) (?:more|common frames omitted)");

  private static final Pattern LEFT_OUT =
      Pattern.compile("\\.\\.\\. (?:suppressed )?\\d{1,9}.*|\\[\\d+ skipped\\]");

  private static final String CAUSED_BY = "Caused by: ";
  private static final String WRAPPED_BY = "Wrapped by: ";
  private static final String SUPPRESSED = "Suppressed: ";
  private static final String CIRCULAR = "[CIRCULAR REFERENCE";

  private final TraceTree tree = new TraceTree();
  private int frames;

  private JvmTrace() {}

  /** Where a trace begins of which at least one call is beyond doubt the JVM's; -1 without one. */
  static int start(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (FrameLine.isCertain(lines.get(i))) {
        int headline = headline(lines, i);
        return headline < 0 ? i : headline;
      }
    }
    return -1;
  }

  /**
   * Reads the lines behind a record's first one.
   *
   * @param message what the first line said, which may be the throwable itself
   */
  static TraceReader.Result read(List<String> lines, String message) {
    int firstFrame = 0;
    while (firstFrame < lines.size() && FrameLine.parse(lines.get(firstFrame)).isEmpty()) {
      firstFrame++;
    }
    int headline = headline(lines, Math.min(firstFrame, lines.size()));
    if (headline < 0) {
      boolean bare = firstFrame == 0 && !lines.isEmpty() && isHeadline(message);
      if (!bare) {
        return new TraceReader.Result(List.copyOf(lines), null);
      }
      List<String> all = new ArrayList<>(List.of(message));
      all.addAll(lines);
      return new TraceReader.Result(List.of(), new JvmTrace().readThrown(all));
    }
    Thrown thrown = new JvmTrace().readThrown(lines.subList(headline, lines.size()));
    return new TraceReader.Result(List.copyOf(lines.subList(0, headline)), thrown);
  }

  /** The first line in front of the frames that names a class; -1 when none does. */
  private static int headline(List<String> lines, int firstFrame) {
    for (int i = 0; i < firstFrame; i++) {
      boolean framed = firstFrame < lines.size();
      if (framed ? isHeadline(lines.get(i)) : isCertainHeadline(lines.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isHeadline(String line) {
    return Headline.parse(line.strip()).isPresent();
  }

  /** Without frames behind it, a line is a throwable only when its class's name says so. */
  private static boolean isCertainHeadline(String line) {
    return Headline.parse(line.strip()).filter(Headline::isCertain).isPresent();
  }

  private @Nullable Thrown readThrown(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String text = line.strip();
      int indent = TraceTree.indent(line);
      Matcher common = COMMON.matcher(text);
      Optional<Frame> frame =
          frames < TraceFormat.MOST_FRAMES ? FrameLine.parse(line) : Optional.empty();
      if (i == 0) {
        open(TraceTree.Link.FIRST, indent, text);
      } else if (frame.isPresent()) {
        frames++;
        tree.frame(frame.get());
      } else if (common.lookingAt()) {
        tree.common(Integer.parseInt(common.group(1)));
      } else if (text.startsWith(CAUSED_BY)) {
        link(TraceTree.Link.CAUSE, indent, text.substring(CAUSED_BY.length()));
      } else if (text.startsWith(WRAPPED_BY)) {
        link(TraceTree.Link.WRAPPER, indent, text.substring(WRAPPED_BY.length()));
      } else if (text.startsWith(SUPPRESSED)) {
        link(TraceTree.Link.SUPPRESSED, indent, text.substring(SUPPRESSED.length()));
      } else if (!isNoise(text) && !tree.message(line)) {
        break;
      }
    }
    return tree.build();
  }

  private static boolean isNoise(String text) {
    return text.startsWith(CIRCULAR) || text.startsWith("at ") || LEFT_OUT.matcher(text).matches();
  }

  private void link(TraceTree.Link link, int indent, String headline) {
    if (!headline.startsWith(CIRCULAR)) {
      open(link, indent, headline);
    }
  }

  private void open(TraceTree.Link link, int indent, String text) {
    Headline headline = Headline.parse(text).orElse(new Headline("", text));
    tree.open(link, indent, headline.className(), headline.message());
  }
}
