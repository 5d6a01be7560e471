package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.InstalledCode;
import dev.hephaestus.server.repository.Language;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file of a repository that a frame's path meant on the machine where it ran.
 *
 * <p>The machine's folders in front of the repository's are not known, nor are those that a build
 * cut off; the longest common end of both paths decides.
 */
final class SourcePaths {

  /**
   * A file that may be meant.
   *
   * @param path its path in the repository
   * @param common how many names at the end of both paths are the same
   * @param certain whether one of the paths is the other's end, so that nothing contradicts
   * @param sameText whether it is the file that ran, and not what it was compiled from
   */
  record Match(String path, int common, boolean certain, boolean sameText) {}

  private final Snapshot snapshot;
  private @Nullable Map<String, List<String>> byName;

  SourcePaths(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** The files that share the longest end with the frame's path; none when it is a library's. */
  List<Match> matches(Frame frame) {
    List<String> wanted = InstalledCode.segments(frame.file());
    if (wanted.isEmpty()) {
      return List.of();
    }
    OptionalInt library = InstalledCode.start(frame, wanted);
    int least = library.isPresent() ? wanted.size() - library.getAsInt() : 1;
    List<Match> matches = longest(wanted, least, true);
    return matches.isEmpty() && library.isEmpty() ? beforeCompiling(wanted) : matches;
  }

  /** The sources of this simple name. */
  List<String> named(String fileName) {
    return index().getOrDefault(fileName, List.of());
  }

  private List<Match> longest(List<String> wanted, int least, boolean sameText) {
    List<Match> best = new ArrayList<>();
    int longest = least;
    for (String path : named(wanted.get(wanted.size() - 1))) {
      List<String> have = InstalledCode.segments(path);
      int common = common(wanted, have);
      if (common > longest) {
        best.clear();
        longest = common;
      }
      if (common == longest) {
        boolean whole = common == have.size() || (common == wanted.size() && common > 1);
        best.add(new Match(path, common, whole && sameText, sameText));
      }
    }
    return best;
  }

  /** JavaScript may have been compiled from TypeScript: names stay, lines do not. */
  private List<Match> beforeCompiling(List<String> wanted) {
    String file = wanted.get(wanted.size() - 1);
    List<Match> matches = new ArrayList<>();
    if (Language.of(file) == Language.JAVASCRIPT) {
      String stem = file.substring(0, file.lastIndexOf('.') + 1);
      List<String> other = new ArrayList<>(wanted);
      for (String ending : List.of("ts", "tsx", "mts", "cts")) {
        other.set(other.size() - 1, stem + ending);
        matches.addAll(longest(other, 1, false));
      }
    }
    return matches;
  }

  private static int common(List<String> one, List<String> other) {
    int most = Math.min(one.size(), other.size());
    int common = 0;
    while (common < most
        && one.get(one.size() - 1 - common).equals(other.get(other.size() - 1 - common))) {
      common++;
    }
    return common;
  }

  private Map<String, List<String>> index() {
    Map<String, List<String>> index = byName;
    if (index == null) {
      index = new HashMap<>();
      for (SourceFile file : snapshot.files()) {
        if (file.language().isSource()) {
          String name = file.path().substring(file.path().lastIndexOf('/') + 1);
          index.computeIfAbsent(name, each -> new ArrayList<>(1)).add(file.path());
        }
      }
      byName = index;
    }
    return index;
  }
}
