package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Compares commits by how well the lines of one trace fit them; what was seen of a file is
 * remembered, so that a commit costs no more than what changed in it.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class TraceFit {

  private record Seen(int line, String blobs) {}

  private final List<ExpectedLine> lines;
  private final Map<Seen, OptionalDouble> seen = new HashMap<>();
  private final Map<Seen, Double> bounds = new HashMap<>();
  private final BitSet known = new BitSet();

  TraceFit(List<TraceLine> lines) {
    this.lines = lines.stream().map(ExpectedLine::of).toList();
  }

  /** How well the commit fits whose files these are. */
  LineFit of(Snapshot files) {
    FrameFit fit = new FrameFit(files);
    Map<String, List<SourceFile>> named = byName(files);
    int fitting = 0;
    double score = 0;
    for (int i = 0; i < lines.size(); i++) {
      ExpectedLine line = lines.get(i);
      List<SourceFile> candidates = candidates(named, line);
      OptionalDouble one =
          candidates.isEmpty()
              ? OptionalDouble.empty()
              : seen.computeIfAbsent(new Seen(i, blobs(candidates)), key -> fit.of(line));
      known.set(i, known.get(i) || one.isPresent());
      fitting += one.orElse(0) >= FrameFit.FITS ? 1 : 0;
      score += one.orElse(0);
    }
    return new LineFit(fitting, frames(), score);
  }

  /** Whether the commit may fit better than another; costs far less than to know. */
  boolean mayBeBetter(Snapshot files, LineFit other) {
    Map<String, List<SourceFile>> named = byName(files);
    double most = 0;
    for (int i = 0; i < lines.size(); i++) {
      ExpectedLine line = lines.get(i);
      List<SourceFile> candidates = candidates(named, line);
      most +=
          candidates.isEmpty()
              ? 0
              : bounds.computeIfAbsent(
                  new Seen(i, blobs(candidates)), key -> atMost(files, candidates, line));
    }
    return new LineFit(0, 0, most).isBetterThan(other);
  }

  private static double atMost(Snapshot files, List<SourceFile> candidates, ExpectedLine line) {
    return candidates.stream()
        .mapToDouble(file -> line.atMost(files.text(file.path()).lines().toList()))
        .max()
        .orElse(0);
  }

  private static Map<String, List<SourceFile>> byName(Snapshot files) {
    return files.files().stream().collect(Collectors.groupingBy(TraceFit::name));
  }

  private static List<SourceFile> candidates(
      Map<String, List<SourceFile>> named, ExpectedLine line) {
    return named.getOrDefault(line.line().fileName(), List.of());
  }

  private static String blobs(List<SourceFile> files) {
    return files.stream()
        .map(file -> file.path() + file.blobId())
        .collect(Collectors.joining("\n"));
  }

  /** How many of the lines are of a class that some commit seen so far has. */
  int frames() {
    return known.cardinality();
  }

  private static String name(SourceFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }
}
