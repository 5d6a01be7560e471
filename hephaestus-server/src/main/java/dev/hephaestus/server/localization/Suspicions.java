package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuses what the signals say.
 *
 * <p>Each hint is a probability that its method holds the fault, as if it were the only hint, and
 * independent hints add up as such: one minus the product of what each leaves open. Doubts
 * multiply.
 */
final class Suspicions {

  private record Hint(double weight, String reason) {}

  private static final class Case {
    private final Map<String, Double> hints = new LinkedHashMap<>();
    private final Map<String, Double> doubts = new LinkedHashMap<>();

    double score() {
      double open = 1;
      for (double hint : hints.values()) {
        open *= 1 - hint;
      }
      double score = 1 - open;
      for (double doubt : doubts.values()) {
        score *= doubt;
      }
      return score;
    }

    List<String> why() {
      List<Hint> sorted = new ArrayList<>();
      hints.forEach((reason, weight) -> sorted.add(new Hint(weight, reason)));
      sorted.sort(Comparator.comparingDouble(Hint::weight).reversed());
      List<String> why = new ArrayList<>(sorted.stream().map(Hint::reason).toList());
      why.addAll(doubts.keySet());
      return why;
    }
  }

  private static final int REASONS_SHOWN = 6;

  private final Map<MethodDeclaration, Case> cases = new HashMap<>();

  /** A hint; the same one given twice counts once, as the stronger. */
  void hint(MethodDeclaration method, double weight, String reason) {
    cases
        .computeIfAbsent(method, each -> new Case())
        .hints
        .merge(reason, Math.clamp(weight, 0, 0.95), Math::max);
  }

  /** A reason to believe less in a method that is suspected; others are not affected. */
  void doubt(MethodDeclaration method, double factor, String reason) {
    Case found = cases.get(method);
    if (found != null) {
      found.doubts.merge(reason, Math.clamp(factor, 0.01, 1), Math::min);
    }
  }

  double score(MethodDeclaration method) {
    Case found = cases.get(method);
    return found == null ? 0 : found.score();
  }

  /** The suspected methods, best first; equal ones in the order of their place. */
  List<Suspect> ranking(int most) {
    List<Map.Entry<MethodDeclaration, Case>> sorted = new ArrayList<>(cases.entrySet());
    sorted.removeIf(entry -> entry.getValue().score() <= 0);
    Comparator<Map.Entry<MethodDeclaration, Case>> byScore =
        Comparator.comparingDouble(entry -> -Math.round(entry.getValue().score() * 1e6));
    sorted.sort(
        byScore
            .thenComparing(entry -> entry.getKey().path())
            .thenComparingInt(entry -> entry.getKey().lines().first())
            .thenComparing(entry -> entry.getKey().name()));
    List<Suspect> suspects = new ArrayList<>();
    for (Map.Entry<MethodDeclaration, Case> entry :
        sorted.subList(0, Math.min(most, sorted.size()))) {
      List<String> why = entry.getValue().why();
      suspects.add(
          new Suspect(
              suspects.size() + 1,
              entry.getKey(),
              entry.getValue().score(),
              why.subList(0, Math.min(REASONS_SHOWN, why.size()))));
    }
    return suspects;
  }
}
