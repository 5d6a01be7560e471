package dev.hephaestus.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hephaestus.server.pipeline.Attempt;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunSuspect;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A run, as the API shows it; suspects and attempts only where one run is asked for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunView(
    String id,
    String incidentId,
    String nodeId,
    String state,
    String step,
    String reason,
    String deployed,
    String deployedBecause,
    int starts,
    long tokensIn,
    long tokensOut,
    double costUsd,
    double workedSeconds,
    Instant created,
    @Nullable Instant ended,
    @Nullable String solutionId,
    @Nullable List<SuspectView> suspects,
    @Nullable List<AttemptView> attempts) {

  /** A suspicious method. */
  record SuspectView(
      int rank,
      String file,
      String symbol,
      int firstLine,
      int lastLine,
      double score,
      List<String> why) {

    static SuspectView of(RunSuspect suspect) {
      return new SuspectView(
          suspect.rank(),
          suspect.path(),
          suspect.symbol(),
          suspect.firstLine(),
          suspect.lastLine(),
          suspect.score(),
          suspect.why());
    }
  }

  static RunView listed(Run run) {
    return of(run, null, null, null);
  }

  static RunView whole(
      Run run, @Nullable String solutionId, List<RunSuspect> suspects, List<Attempt> attempts) {
    return of(
        run,
        solutionId,
        suspects.stream().map(SuspectView::of).toList(),
        attempts.stream().map(AttemptView::listed).toList());
  }

  private static RunView of(
      Run run,
      @Nullable String solutionId,
      @Nullable List<SuspectView> suspects,
      @Nullable List<AttemptView> attempts) {
    return new RunView(
        run.id(),
        run.incidentId(),
        run.nodeId(),
        run.state().name().toLowerCase(Locale.ROOT),
        run.step(),
        run.reason(),
        run.deployed(),
        run.deployedBecause(),
        run.starts(),
        run.cost().tokensIn(),
        run.cost().tokensOut(),
        run.cost().usd(),
        run.worked().toMillis() / 1000.0,
        run.created(),
        run.ended().orElse(null),
        solutionId,
        suspects,
        attempts);
  }
}
