package dev.hephaestus.server.localization;

import dev.hephaestus.server.localization.PackedContext.Kind;
import dev.hephaestus.server.localization.PackedContext.Part;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Packs whole suspect methods first, in their order, then skeletons of their classes and the tests
 * that speak of them; what does not fit any more is passed over for what does.
 */
public final class BudgetedContextPacker implements ContextPacker {

  /** What stands around a part when it is shown: the file's name, the lines, a fence. */
  private static final int TOKENS_AROUND_PART = 20;

  /** Kept for skeletons and tests once the first suspects are in. */
  private static final double METHODS_SHARE = 0.8;

  private static final int SKELETONS = 4;
  private static final int TESTS = 4;

  @Override
  public PackedContext pack(Snapshot snapshot, Localization localization, int budgetTokens) {
    Packing packing = new Packing(budgetTokens);
    Excerpts excerpts = new Excerpts(snapshot);
    List<Suspect> suspects = localization.suspects();
    List<MethodDeclaration> later = new ArrayList<>();
    for (Suspect suspect : suspects) {
      Part part = excerpts.method(suspect.method(), Kind.METHOD);
      if (!packing.add(part, METHODS_SHARE)) {
        later.add(suspect.method());
      }
    }
    Set<String> classes = new LinkedHashSet<>();
    suspects.forEach(suspect -> classes.add(suspect.method().typeName()));
    classes.stream()
        .limit(SKELETONS)
        .flatMap(name -> snapshot.types(name).stream())
        .filter(type -> isOfSuspect(type, suspects))
        .forEach(type -> packing.add(excerpts.skeleton(type), 1));
    for (MethodDeclaration test : new SuspectTests(snapshot).of(suspects, TESTS)) {
      packing.add(excerpts.method(test, Kind.TEST), 1);
    }
    later.forEach(method -> packing.add(excerpts.method(method, Kind.METHOD), 1));
    return new PackedContext(packing.tokens, packing.parts);
  }

  private static boolean isOfSuspect(TypeDeclaration type, List<Suspect> suspects) {
    return suspects.stream()
        .anyMatch(
            suspect ->
                suspect.method().path().equals(type.path())
                    && suspect.method().typeName().equals(type.binaryName()));
  }

  private static final class Packing {
    private final int budget;
    private final List<Part> parts = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private int tokens;

    Packing(int budget) {
      this.budget = budget;
    }

    boolean add(Part part, double share) {
      int cost = TokenEstimate.of(part.text()) + TOKENS_AROUND_PART;
      if (tokens + cost > budget * share) {
        return false;
      }
      boolean covered =
          part.kind() == Kind.METHOD
              && parts.stream()
                  .anyMatch(
                      other ->
                          other.kind() == Kind.METHOD
                              && other.path().equals(part.path())
                              && other.lines().contains(part.lines().first())
                              && other.lines().contains(part.lines().last()));
      if (!covered && seen.add(part.kind() + part.path() + part.lines())) {
        parts.add(part);
        tokens += cost;
      }
      return true;
    }
  }
}
