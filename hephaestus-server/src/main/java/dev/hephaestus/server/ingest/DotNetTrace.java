package dev.hephaestus.server.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads exceptions of .NET with their inner ones.
 *
 * <p><i>Source:</i> {@code Exception.ToString()} of .NET and of the .NET Framework.
 */
final class DotNetTrace implements TraceFormat {

  private static final String INNER = "---> ";
  private static final String NUMBERED = "(Inner Exception #";
  private static final String END_OF_INNER = "--- End of inner exception";
  private static final int LINES_TO_HEADLINE = 200;
  private static final String[] BEFORE = {"Unhandled exception. ", "Unhandled Exception: "};

  /** An exception that is being read; what it is thrown in comes first on the stack. */
  private static final class Link {
    final StringBuilder headline = new StringBuilder();
    final List<Frame> frames = new ArrayList<>();
    final List<Link> inner = new ArrayList<>();

    Thrown build() {
      PrintedName name = PrintedName.of(withoutCode(headline.toString().strip()), "Exception");
      List<Thrown> causes = inner.stream().map(Link::build).toList();
      return new Thrown(
          name.className().replaceAll("`\\d{1,3}", ""),
          name.message() == null || name.message().isEmpty() ? null : name.message(),
          frames,
          0,
          causes.isEmpty() ? null : causes.get(0),
          causes.isEmpty() ? List.of() : causes.subList(1, causes.size()));
    }

    /** The number of an error of the system between name and message. */
    private static String withoutCode(String text) {
      int code = text.indexOf(" (0x");
      int end = text.indexOf("): ", Math.max(code, 0));
      return code > 0 && end > code && text.substring(0, code).indexOf(' ') < 0
          ? text.substring(0, code) + text.substring(end + 1)
          : text;
    }
  }

  @Override
  public int start(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (isFrame(lines, i)) {
        return headline(lines, i);
      }
    }
    return -1;
  }

  /** The first line in front of the frames that names an exception, as near as any is. */
  private static int headline(List<String> lines, int frame) {
    int found = -1;
    for (int i = Math.max(0, frame - LINES_TO_HEADLINE); i < frame && found < 0; i++) {
      found = isHeadline(lines.get(i)) ? i : -1;
    }
    return found >= 0 ? found : frame > 0 && !lines.get(frame - 1).isBlank() ? frame - 1 : frame;
  }

  private static boolean isHeadline(String line) {
    String text = Link.withoutCode(headlineText(line.strip()));
    int inner = text.indexOf(" " + INNER);
    String own = inner < 0 ? text : text.substring(0, inner);
    String name = PrintedName.of(own, "").className();
    return name.indexOf('.') > 0 && (name.endsWith("Exception") || name.endsWith("Error"));
  }

  @Override
  public boolean isFrame(List<String> lines, int index) {
    String line = lines.get(index);
    return DotNetFrame.parse(line).isPresent() && !FrameLine.isCertain(line);
  }

  @Override
  public @Nullable Thrown read(List<String> lines) {
    List<Link> open = new ArrayList<>(List.of(new Link()));
    Link root = open.get(0);
    int frames = 0;
    int made = 0;
    boolean heading = true;
    for (int i = 0; i < lines.size(); i++) {
      String text = i == 0 ? headlineText(lines.get(i).strip()) : lines.get(i).strip();
      Link link = open.get(open.size() - 1);
      Optional<Frame> frame = frames < MOST_FRAMES ? DotNetFrame.parse(text) : Optional.empty();
      if (frame.isPresent()) {
        heading = false;
        frames++;
        link.frames.add(frame.get());
      } else if (text.startsWith(END_OF_INNER)) {
        if (open.size() > 1) {
          open.remove(open.size() - 1);
        }
        heading = false;
      } else if (text.startsWith(INNER) && text.startsWith(NUMBERED, INNER.length())) {
        made++;
        numbered(text, open, root, made);
        heading = true;
      } else if ((heading || text.startsWith(INNER)) && made < TraceTree.MOST_THROWABLES) {
        made += headline(text, open);
        heading = true;
      } else if (!isNoise(text)) {
        break;
      }
    }
    return root.build();
  }

  /** Headlines may stand on one line: {@code Outer: message ---> Inner: message}. */
  private static int headline(String line, List<Link> open) {
    String text = line;
    int made = 0;
    for (int inner = text.indexOf(INNER);
        inner >= 0 && open.size() < TraceTree.MOST_THROWABLES;
        inner = text.indexOf(INNER)) {
      append(open, text.substring(0, inner));
      Link next = new Link();
      open.get(open.size() - 1).inner.add(next);
      open.add(next);
      text = text.substring(inner + INNER.length());
      made++;
    }
    append(open, text);
    return made;
  }

  private static void append(List<Link> open, String text) {
    StringBuilder headline = open.get(open.size() - 1).headline;
    if (headline.length() < TraceTree.LONGEST_MESSAGE && !text.isBlank()) {
      headline.append(headline.isEmpty() ? "" : "\n").append(text.strip());
    }
  }

  /** What an aggregate gathers is listed after it; the first was printed as its inner one. */
  private static void numbered(String text, List<Link> open, Link root, int made) {
    while (open.size() > 1) {
      open.remove(open.size() - 1);
    }
    int close = text.indexOf(") ");
    Link next = new Link();
    boolean again =
        text.startsWith("0)", INNER.length() + NUMBERED.length()) && !root.inner.isEmpty();
    if (!again && made < TraceTree.MOST_THROWABLES) {
      root.inner.add(next);
    }
    open.add(next);
    headline(close < 0 ? "" : text.substring(close + 2), open);
  }

  private static String headlineText(String text) {
    for (String before : BEFORE) {
      if (text.startsWith(before)) {
        return text.substring(before.length());
      }
    }
    return text;
  }

  private static boolean isNoise(String text) {
    return text.startsWith("---")
        || text.startsWith("<---")
        || text.startsWith("at ")
        || text.isEmpty();
  }
}
