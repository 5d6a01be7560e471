package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Example;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repository.Snapshot;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Recalls what is remembered and bears on a fault. */
final class Recollection {
  private final Experience experience;

  Recollection(Experience experience) {
    this.experience = experience;
  }

  /** The fix of this very fault in this very code, when one was found before. */
  Optional<Outcome.Fixed> knownFix(Fault fault, Snapshot head) {
    return fault.fingerprint().isEmpty()
        ? Optional.empty()
        : experience
            .known(fault.tenant(), fault.repository().location(), fault.fingerprint())
            .stream()
            .filter(known -> new Footing(known.blobs()).standsIn(head))
            .findFirst()
            .map(known -> again(known, head));
  }

  private static Outcome.Fixed again(KnownFix known, Snapshot head) {
    Solution solution = known.solution();
    Proposal.Candidate candidate =
        new Proposal.Candidate(solution.patch(), solution.cause(), solution.origin(), Cost.NONE);
    return (Outcome.Fixed)
        new Outcome.Fixed(
                head.commit(), candidate, solution.verdict(), solution.confidence(), known.blobs())
            .with(
                "This is the fix of solution "
                    + solution.id()
                    + ", which was verified for the same fault in the same code; nothing was run"
                    + " again.");
  }

  /** What became of earlier fixes in the repository: of the same exception or file first. */
  List<Example> examples(Fault fault, Localization localization) {
    Set<String> files = new HashSet<>();
    localization.frames().forEach(frame -> files.add(frame.method().path()));
    localization.suspects().forEach(suspect -> files.add(suspect.method().path()));
    String exception = exception(fault.record());
    return experience.reviews(fault.tenant(), fault.repository().location()).stream()
        .map(Review::example)
        .sorted(
            Comparator.comparingInt((Example example) -> likeness(example, exception, files))
                .reversed())
        .toList();
  }

  private static int likeness(Example example, String exception, Set<String> files) {
    int same = example.exception().equals(exception) && !exception.isEmpty() ? 2 : 0;
    return same + (example.files().stream().anyMatch(files::contains) ? 1 : 0);
  }

  private static String exception(LogRecord record) {
    Thrown thrown = record.thrown();
    return thrown == null ? "" : thrown.deepestCause().className();
  }
}
