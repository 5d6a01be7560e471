package dev.hephaestus.server.localization;

import dev.hephaestus.server.localization.PackedContext.Kind;
import dev.hephaestus.server.localization.PackedContext.Part;
import dev.hephaestus.server.repository.Snapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs whole suspect methods first, in their order, then what stands around them; what does not
 * fit any more is passed over for what does.
 *
 * <p>A budget is filled in steps, of 2,000 tokens and then always twice as many, and what a step
 * chose is never taken back: a context begins with exactly the parts of every step below its
 * budget. Captured values stand behind everything else, in room of their own, so that two records
 * of one fault differ in them alone. A provider that caches a prompt by its beginning can use that.
 */
public final class BudgetedContextPacker implements ContextPacker {

  private static final int FIRST_STEP = 2_000;

  /** The rest of a step is kept for what stands around the suspects. */
  private static final double METHODS_SHARE = 0.88;

  /** Kept back for captured values, where there are some. */
  private static final double VALUES_SHARE = 0.05;

  @Override
  public PackedContext pack(Snapshot snapshot, Localization localization, int budgetTokens) {
    CodeGraph graph = CodeGraph.of(snapshot);
    Excerpts excerpts = new Excerpts(snapshot);
    List<Part> methods = new ArrayList<>();
    localization.suspects().stream()
        .map(suspect -> excerpts.method(suspect.method(), Kind.METHOD))
        .forEach(methods::add);
    List<Part> inPart = new TrailWindows(excerpts).of(localization);
    List<Part> around = new Surroundings(snapshot, graph, excerpts).of(localization.suspects());
    List<Part> kin = new Kin(graph, excerpts).of(localization.suspects());
    List<Part> values = CapturedValues.of(localization.frames());

    Packing packing = new Packing();
    for (int step : steps(budgetTokens)) {
      int room = values.isEmpty() ? step : (int) (step * (1 - VALUES_SHARE));
      packing.fill(methods, packing.tokens() + (int) ((room - packing.tokens()) * METHODS_SHARE));
      packing.fill(around, room);
      packing.fill(methods, room);
      packing.fill(inPart, room);
      packing.fill(kin, room);
    }
    packing.fill(values, budgetTokens);
    return packing.context();
  }

  private static List<Integer> steps(int budget) {
    List<Integer> steps = new ArrayList<>();
    for (long step = FIRST_STEP; step < budget; step *= 2) {
      steps.add((int) step);
    }
    steps.add(budget);
    return steps;
  }
}
