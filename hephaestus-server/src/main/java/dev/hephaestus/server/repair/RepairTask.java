package dev.hephaestus.server.repair;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.repository.Snapshot;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What there is to repair and everything known about it.
 *
 * @param snapshot the code
 * @param record what was logged; its text is an attacker's
 * @param localization where the fault probably is
 * @param context the code to look at
 * @param examples what became of earlier fixes in this repository, most like this fault first
 * @param rework what was said about fixes of this very fault, where one is to be done better
 */
public record RepairTask(
    Snapshot snapshot,
    LogRecord record,
    Localization localization,
    PackedContext context,
    List<Example> examples,
    Optional<Rework> rework) {

  public RepairTask {
    Objects.requireNonNull(snapshot, "snapshot");
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(localization, "localization");
    Objects.requireNonNull(context, "context");
    examples = List.copyOf(examples);
    Objects.requireNonNull(rework, "rework");
  }

  /** A task whose fault had no fix before. */
  public RepairTask(
      Snapshot snapshot,
      LogRecord record,
      Localization localization,
      PackedContext context,
      List<Example> examples) {
    this(snapshot, record, localization, context, examples, Optional.empty());
  }

  /** A task in a repository of which nothing is remembered. */
  public RepairTask(
      Snapshot snapshot, LogRecord record, Localization localization, PackedContext context) {
    this(snapshot, record, localization, context, List.of());
  }

  /**
   * How this repository's reviewers take to an operator or model: 1 where they never judged it,
   * towards 0 the more of its fixes they rejected, towards 2 the more they merged.
   *
   * <p><i>Source:</i> the mean of a Beta distribution over a uniform prior, doubled; a fix that was
   * merged after a change counts half.
   */
  public double prior(String origin) {
    double merged = 0;
    double judged = 0;
    for (Example example : examples) {
      if (example.origin().equals(origin)) {
        judged++;
        merged +=
            switch (example.judgement()) {
              case MERGED -> 1;
              case CHANGED -> 0.5;
              case REJECTED -> 0;
            };
      }
    }
    return 2 * (1 + merged) / (2 + judged);
  }
}
