package dev.hephaestus.server.repair.patch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says where a search text that was not found comes closest. */
final class NearestLines {
  private static final int AROUND = 2;
  private static final int LONGEST = 200;
  private static final int MOST_COMPARED = 120;
  private static final int MOST_SHOWN = 40;

  private NearestLines() {}

  static Application.Refused notFound(Block block, List<String> file, List<String> search) {
    List<String> wanted = Placement.trimmed(search).stream().map(Typography::compact).toList();
    List<String> there = file.stream().map(Typography::compact).toList();
    Set<String> known = new HashSet<>(there);
    String missing =
        Placement.trimmed(search).stream()
            .filter(line -> !line.isBlank() && !known.contains(Typography.compact(line)))
            .findFirst()
            .map(line -> "; this line of it is nowhere in the file: " + clip(line.strip()))
            .orElse("; its lines are in the file, but not one after the other");
    String reason = block.title() + ": the search text was not found" + missing;
    int best = nearest(there, wanted.subList(0, Math.min(wanted.size(), MOST_COMPARED)));
    return best < 0
        ? new Application.Refused(reason, List.of())
        : new Application.Refused(
            reason,
            List.of("The nearest lines of the file are:\n" + shown(file, best, wanted.size())));
  }

  /** Where most lines are as wanted: in their place counts more than somewhere near. */
  private static int nearest(List<String> there, List<String> wanted) {
    Set<String> lines = new HashSet<>(wanted);
    int best = -1;
    int most = 0;
    for (int start = 0; start < there.size(); start++) {
      int hits = 0;
      for (int i = 0; i < wanted.size() && start + i < there.size(); i++) {
        String here = there.get(start + i);
        boolean says = here.length() > 1;
        hits += here.equals(wanted.get(i)) && says ? 3 : says && lines.contains(here) ? 1 : 0;
      }
      if (hits > most) {
        most = hits;
        best = start;
      }
    }
    return best < 0 ? similar(there, wanted) : best;
  }

  /** The line that shares most words with the first that says something. */
  private static int similar(List<String> there, List<String> wanted) {
    Set<String> words =
        wanted.stream().flatMap(line -> words(line).stream()).collect(Collectors.toSet());
    int best = -1;
    int most = 0;
    for (int at = 0; at < there.size(); at++) {
      int shared = (int) words(there.get(at)).stream().filter(words::contains).count();
      if (shared > most) {
        most = shared;
        best = at;
      }
    }
    return best;
  }

  private static Set<String> words(String line) {
    Set<String> words = new HashSet<>();
    int start = 0;
    String clipped = clip(line);
    for (int i = 0; i <= clipped.length(); i++) {
      if (i == clipped.length() || !Character.isJavaIdentifierPart(clipped.charAt(i))) {
        if (i - start > 2) {
          words.add(clipped.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  private static String shown(List<String> file, int best, int size) {
    int from = Math.max(0, best - AROUND);
    int to = Math.min(file.size(), Math.min(best + size + AROUND, from + MOST_SHOWN));
    return file.subList(from, to).stream()
        .map(NearestLines::clip)
        .collect(Collectors.joining("\n"));
  }

  private static String clip(String line) {
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
