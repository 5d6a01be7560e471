package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.Change;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Of suspects that are much alike, the one that was changed last: a tie-break.
 *
 * <p><i>Source:</i> the bug cache (Kim and others, 2007): what changed lately fails more often.
 */
final class RecencySignal implements Signal {

  private record Place(int age, List<LineRange> lines) {}

  /** One of a file that was there before: what a commit added whole was not changed by it. */
  private static final Pattern HUNK =
      Pattern.compile(
          "^@@ -(?!0)\\d+(?:,\\d+)? \\+(\\d{1,8})(?:,(\\d{1,8}))? @@", Pattern.MULTILINE);

  private static final int CHANGES_READ = 20;
  private static final int DIFFS_READ = 10;
  private static final int SUSPECTS_READ = 30;
  private static final double AGING = 0.9;

  /** A commit that touches half of the code says nothing about a part of it. */
  private static final int MOST_PATHS = 40;

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    List<Change> history = scene.snapshot().history(CHANGES_READ);
    if (history.isEmpty()) {
      return;
    }
    Map<String, Place> places = new HashMap<>();
    for (Suspect suspect : suspicions.ranking(SUSPECTS_READ)) {
      MethodDeclaration method = suspect.method();
      if (!places.containsKey(method.path()) && places.size() < DIFFS_READ) {
        places.put(method.path(), newest(scene.snapshot(), history, method.path()));
      }
      Place place = places.get(method.path());
      if (place != null && place.lines().stream().anyMatch(lines -> meet(lines, method.lines()))) {
        suspicions.hint(
            method,
            scene.weight(Weight.RECENT) * Math.pow(AGING, place.age()),
            "was changed in " + shortHash(history.get(place.age()).commit()));
      }
    }
  }

  /** What the last commit that touched a file changed in it, in lines that still hold. */
  private static Place newest(Snapshot snapshot, List<Change> history, String path) {
    for (int age = 0; age < history.size(); age++) {
      Change change = history.get(age);
      if (change.paths().contains(path)) {
        return change.paths().size() > MOST_PATHS
            ? new Place(age, List.of())
            : new Place(age, lines(snapshot.diff(change, path)));
      }
    }
    return new Place(0, List.of());
  }

  private static List<LineRange> lines(String diff) {
    Matcher matcher = HUNK.matcher(diff);
    return matcher
        .results()
        .filter(hunk -> !hunk.group(1).equals("0"))
        .map(
            hunk -> {
              int first = Integer.parseInt(hunk.group(1));
              int count = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
              return new LineRange(Math.max(1, first), Math.max(1, first) + Math.max(0, count - 1));
            })
        .toList();
  }

  private static boolean meet(LineRange one, LineRange other) {
    return one.first() <= other.last() && other.first() <= one.last();
  }

  private static String shortHash(String commit) {
    return commit.substring(0, Math.min(8, commit.length()));
  }
}
