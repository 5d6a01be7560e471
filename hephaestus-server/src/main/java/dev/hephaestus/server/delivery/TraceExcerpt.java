package dev.hephaestus.server.delivery;

import dev.hephaestus.server.ingest.GeneratedNames;
import dev.hephaestus.server.repair.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The lines of a trace that a reader needs: each exception of the chain, the frames at its top, and
 * those in the patched files.
 */
final class TraceExcerpt {
  private static final int FRAMES_AT_THE_TOP = 4;
  private static final int MAX_LINES = 30;
  private static final int LINE_CHARS = 200;
  private static final Pattern FRAME =
      Pattern.compile(
          "^\\s*at (?:[^\\s()]*/)?([\\w.$]+)\\.([\\w$<>]+)\\(([^():]+)(?::\\d+)?\\)?.*");

  private final List<String> lines;
  private final Set<String> patchedNames;

  TraceExcerpt(Solution solution) {
    this.lines = HostileText.lines(solution.trace(), LINE_CHARS);
    this.patchedNames =
        solution.patch().changes().stream()
            .map(FileChange::path)
            .map(TraceExcerpt::baseName)
            .collect(Collectors.toSet());
  }

  /** At most thirty lines; what was left out is counted where it was. */
  List<String> trimmed() {
    List<String> kept = new ArrayList<>();
    int frames = 0;
    int left = 0;
    for (String line : lines) {
      boolean frame = line.strip().startsWith("at ");
      frames = frame ? frames + 1 : 0;
      if (frame && frames > FRAMES_AT_THE_TOP && !isInPatchedFile(line)) {
        left++;
        continue;
      }
      left = note(kept, left);
      kept.add(line);
    }
    note(kept, left);
    if (kept.size() <= MAX_LINES) {
      return List.copyOf(kept);
    }
    List<String> cut = new ArrayList<>(kept.subList(0, MAX_LINES - 1));
    cut.add("    … " + (kept.size() - MAX_LINES + 1) + " more lines");
    return List.copyOf(cut);
  }

  /** {@code Cart.total}: where the deepest cause passes the patched files, or the patched file. */
  String place(Solution solution) {
    String found = "";
    boolean foundInThisCause = false;
    for (String line : lines) {
      Matcher frame = FRAME.matcher(line);
      if (!frame.matches()) {
        foundInThisCause = foundInThisCause && !line.strip().startsWith("Caused by");
      } else if (!foundInThisCause && patchedNames.contains(frame.group(3))) {
        found = name(frame.group(1), frame.group(2));
        foundInThisCause = true;
      }
    }
    if (!found.isEmpty()) {
      return found;
    }
    String file = HostileText.oneLine(baseName(solution.patch().changes().get(0).path()), 60);
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }

  private boolean isInPatchedFile(String line) {
    Matcher frame = FRAME.matcher(line);
    return frame.matches() && patchedNames.contains(frame.group(3));
  }

  private static int note(List<String> kept, int left) {
    if (left > 0) {
      kept.add("    … " + left + (left == 1 ? " more frame" : " more frames"));
    }
    return 0;
  }

  private static String name(String type, String method) {
    String simple = type.substring(type.lastIndexOf('.') + 1);
    simple = simple.replaceAll("\\$\\d.*|\\$\\$.*", "").replace('$', '.');
    if (method.equals("<init>") || method.equals("<clinit>")) {
      return simple;
    }
    String written = GeneratedNames.writtenMethod(method);
    return written.startsWith("<") ? simple : simple + "." + written;
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
