package dev.hephaestus.benchmarks.localization;

import dev.hephaestus.benchmarks.localization.FaultCase.Fixed;
import dev.hephaestus.server.localization.BudgetedContextPacker;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.localization.Suspect;
import dev.hephaestus.server.repository.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * How well one ranking found one fault.
 *
 * @param rank the first fixed method's, from 1; 0 when it is not among the suspects
 * @param any for each budget, whether the context shows a fixed method whole
 * @param all for each budget, whether it shows all of them
 */
record Result(int rank, List<Boolean> any, List<Boolean> all) {

  /** Tokens. */
  static final List<Integer> BUDGETS = List.of(500, 1000, 2000, 4000, 8000, 16_000, 32_000);

  /** How far a method's lines may start above what the context shows: annotations and comments. */
  private static final int SLACK_LINES = 3;

  Result {
    any = List.copyOf(any);
    all = List.copyOf(all);
  }

  static Result of(FaultCase fault, Snapshot snapshot, Localization localization) {
    int rank = 0;
    for (Suspect suspect : localization.suspects()) {
      if (rank == 0 && fault.fixed().stream().anyMatch(each -> each.is(suspect.method()))) {
        rank = suspect.rank();
      }
    }
    List<Boolean> any = new ArrayList<>();
    List<Boolean> all = new ArrayList<>();
    for (int budget : BUDGETS) {
      PackedContext context = new BudgetedContextPacker().pack(snapshot, localization, budget);
      long shown = fault.fixed().stream().filter(each -> shows(context, each)).count();
      any.add(shown > 0);
      all.add(shown == fault.fixed().size());
    }
    return new Result(rank, any, all);
  }

  private static boolean shows(PackedContext context, Fixed method) {
    return context.parts().stream()
        .filter(part -> part.kind() == PackedContext.Kind.METHOD)
        .anyMatch(
            part ->
                part.path().equals(method.path())
                    && part.lines().contains(method.lines().last())
                    && part.lines().first() <= method.lines().first() + SLACK_LINES);
  }
}
