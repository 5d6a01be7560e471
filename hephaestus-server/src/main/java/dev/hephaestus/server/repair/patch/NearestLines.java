package dev.hephaestus.server.repair.patch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Says where a search text that was not found comes closest. */
final class NearestLines {
  private static final int AROUND = 2;
  private static final int LONGEST = 200;

  private NearestLines() {}

  static Application.Refused notFound(Block block, List<String> file, List<String> search) {
    List<String> wanted = Placement.trimmed(search);
    int best = 0;
    int most = -1;
    Set<String> lines = new HashSet<>(wanted.stream().map(String::strip).toList());
    for (int start = 0; start < file.size(); start++) {
      int hits = 0;
      for (int i = 0; i < wanted.size() && start + i < file.size(); i++) {
        String here = file.get(start + i).strip();
        hits +=
            here.equals(wanted.get(i).strip())
                ? 3
                : !here.isEmpty() && lines.contains(here) ? 1 : 0;
      }
      if (hits > most) {
        most = hits;
        best = start;
      }
    }
    Set<String> there = new HashSet<>(file.stream().map(String::strip).toList());
    String missing =
        wanted.stream()
            .filter(line -> !line.isBlank() && !there.contains(line.strip()))
            .findFirst()
            .map(line -> "; this line of it is nowhere in the file: " + clip(line.strip()))
            .orElse("; its lines are in the file, but not one after the other");
    String reason = "B" + block.title().substring(1) + ": the search text was not found" + missing;
    if (most <= 0) {
      return new Application.Refused(reason, List.of());
    }
    int from = Math.max(0, best - AROUND);
    int to = Math.min(file.size(), best + wanted.size() + AROUND);
    String nearest =
        IntStream.range(from, to)
            .limit(40)
            .mapToObj(at -> clip(file.get(at)))
            .reduce((a, b) -> a + "\n" + b)
            .orElse("");
    return new Application.Refused(
        reason, List.of("The nearest lines of the file are:\n" + nearest));
  }

  private static String clip(String line) {
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
