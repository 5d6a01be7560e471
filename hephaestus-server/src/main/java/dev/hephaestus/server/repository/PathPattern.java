package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern for paths as gitignore has them; whatever is written in it, matching ends soon.
 *
 * <p><i>Source:</i> the pattern format of gitignore(5), with the exceptions of gitattributes(5) and
 * those that GitHub documents for CODEOWNERS.
 */
public final class PathPattern {

  private static final int LONGEST = 1_000;
  private static final int MOST_SEGMENTS = 64;

  private final List<String> segments;

  /** Whether a file itself can fit, not only a folder above it. */
  private final boolean files;

  /** Whether a fitting folder stands for all that is in it. */
  private final boolean folders;

  private PathPattern(List<String> segments, boolean files, boolean folders) {
    this.segments = segments;
    this.files = files;
    this.folders = folders;
  }

  /** A pattern of a CODEOWNERS file; empty for what cannot be said there. */
  public static Optional<PathPattern> ofOwners(String written) {
    if (written.startsWith("!") || written.startsWith("\\#") || written.indexOf('[') >= 0) {
      return Optional.empty();
    }
    boolean folderOnly = written.endsWith("/");
    // "docs/*" is what stands in docs, and not what stands in folders of docs.
    boolean folders = !(written.endsWith("/*") && written.length() > 2);
    String body = folderOnly ? written.substring(0, written.length() - 1) : written;
    return segments(body).map(segments -> new PathPattern(segments, !folderOnly, folders));
  }

  /** A pattern of a .gitattributes file, which never stands for what is in a folder. */
  static Optional<PathPattern> ofAttributes(String written) {
    if (written.startsWith("!") || written.startsWith("[attr]") || written.endsWith("/")) {
      return Optional.empty();
    }
    return segments(written).map(segments -> new PathPattern(segments, true, false));
  }

  /** Without a slash, but for one at its end, a pattern fits in every folder. */
  private static Optional<List<String>> segments(String body) {
    List<String> segments = new ArrayList<>();
    if (body.indexOf('/') < 0) {
      segments.add("**");
    }
    for (String segment : (body.startsWith("/") ? body.substring(1) : body).split("/", -1)) {
      boolean repeated =
          segment.equals("**")
              && !segments.isEmpty()
              && segments.get(segments.size() - 1).equals("**");
      if (!repeated) {
        segments.add(segment);
      }
    }
    return body.isEmpty() || body.length() > LONGEST || segments.size() > MOST_SEGMENTS
        ? Optional.empty()
        : Optional.of(List.copyOf(segments));
  }

  /** Whether the pattern fits the file, or a folder above it. */
  public boolean matches(String path) {
    String[] names = path.split("/", -1);
    // reached[i]: the segments before the current one fit the first i names.
    boolean[] reached = new boolean[names.length + 1];
    reached[0] = true;
    for (String segment : segments) {
      reached = step(segment, names, reached);
    }
    if (files && reached[names.length]) {
      return true;
    }
    for (int above = 1; folders && above < names.length; above++) {
      if (reached[above]) {
        return true;
      }
    }
    return false;
  }

  private static boolean[] step(String segment, String[] names, boolean[] before) {
    boolean[] after = new boolean[before.length];
    if (segment.equals("**")) {
      boolean any = false;
      for (int i = 0; i < before.length; i++) {
        any |= before[i];
        after[i] = any;
      }
      return after;
    }
    for (int i = 0; i < names.length; i++) {
      after[i + 1] = before[i] && fits(segment, names[i]);
    }
    return after;
  }

  /** Whether a name fits; only the last star is ever gone back to. */
  private static boolean fits(String glob, String name) {
    int g = 0;
    int star = -1;
    int resume = 0;
    for (int n = 0; n < name.length(); ) {
      int next = g < glob.length() && glob.charAt(g) != '*' ? after(glob, g, name.charAt(n)) : -1;
      if (next > 0) {
        g = next;
        n++;
      } else if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        resume = n;
      } else if (star >= 0) {
        g = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') {
      g++;
    }
    return g == glob.length();
  }

  /** Where the pattern goes on when it takes the character here; -1 when it does not. */
  private static int after(String glob, int at, char c) {
    char wanted = glob.charAt(at);
    int close = wanted == '[' ? glob.indexOf(']', at + 2) : -1;
    if (close < 0) {
      return wanted == '?' || wanted == c ? at + 1 : -1;
    }
    boolean negated = glob.charAt(at + 1) == '!' || glob.charAt(at + 1) == '^';
    boolean found = false;
    for (int i = at + (negated ? 2 : 1); i < close; i++) {
      if (i + 2 < close && glob.charAt(i + 1) == '-') {
        found |= glob.charAt(i) <= c && c <= glob.charAt(i + 2);
        i += 2;
      } else {
        found |= glob.charAt(i) == c;
      }
    }
    return found == negated ? -1 : close + 1;
  }
}
