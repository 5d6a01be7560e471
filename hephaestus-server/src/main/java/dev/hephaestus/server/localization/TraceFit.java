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

  private final List<TraceLine> lines;
  private final Map<Seen, OptionalDouble> seen = new HashMap<>();
  private final BitSet known = new BitSet();

  TraceFit(List<TraceLine> lines) {
    this.lines = List.copyOf(lines);
  }

  /** How well the commit fits whose files these are. */
  LineFit of(Snapshot files) {
    FrameFit fit = new FrameFit(files);
    Map<String, String> blobs =
        files.files().stream()
            .collect(
                Collectors.groupingBy(
                    TraceFit::name,
                    Collectors.mapping(
                        file -> file.path() + file.blobId(), Collectors.joining("\n"))));
    int fitting = 0;
    double score = 0;
    for (int i = 0; i < lines.size(); i++) {
      TraceLine line = lines.get(i);
      String inFiles = blobs.getOrDefault(line.fileName(), "");
      OptionalDouble one =
          inFiles.isEmpty()
              ? OptionalDouble.empty()
              : seen.computeIfAbsent(new Seen(i, inFiles), key -> fit.of(line));
      known.set(i, known.get(i) || one.isPresent());
      fitting += one.orElse(0) >= FrameFit.FITS ? 1 : 0;
      score += one.orElse(0);
    }
    return new LineFit(fitting, frames(), score);
  }

  /** How many of the lines are of a class that some commit seen so far has. */
  int frames() {
    return known.cardinality();
  }

  private static String name(SourceFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }
}
