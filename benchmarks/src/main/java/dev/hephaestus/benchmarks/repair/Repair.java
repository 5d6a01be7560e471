package dev.hephaestus.benchmarks.repair;

import java.time.Duration;
import java.util.Locale;

/**
 * One case, repaired and judged.
 *
 * @param id the case
 * @param verdict how far it was verified, as {@code fix} says; its outcome where it gives no fix
 * @param patch the unified diff, or empty
 * @param confidence that {@code fix} states, or NaN
 * @param took wall-clock time of {@code fix}
 * @param judgement of the patched tree
 */
record Repair(
    String id,
    String verdict,
    String patch,
    double confidence,
    Duration took,
    Judgement judgement) {

  /** What the judge says of a patched tree. */
  enum Judgement {
    /** The hidden test passes, and so does the rest of its class. */
    RIGHT,
    /** The hidden test passes, another one of its class does not. */
    BREAKS,
    /** The hidden test does not pass. */
    WRONG,
    /** There is no patch. */
    NONE
  }

  Repair judged(Judgement verdictOfJudge) {
    return new Repair(id, verdict, patch, confidence, took, verdictOfJudge);
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-18s %-12s %-7s %5d s  %s",
        id,
        verdict,
        judgement.name().toLowerCase(Locale.ROOT),
        took.toSeconds(),
        Double.isNaN(confidence) ? "" : String.format(Locale.ROOT, "%.2f", confidence));
  }
}
