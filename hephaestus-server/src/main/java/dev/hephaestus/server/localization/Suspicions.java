package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Fuses what the signals say.
 *
 * <p>Each hint is a probability that its method holds the fault, as if it were the only hint, and
 * independent hints add up as such: one minus the product of what each leaves open. Doubts
 * multiply.
 */
final class Suspicions {

  /** Sorted, so that the order in which signals speak changes nothing, not even the last digit. */
  private static final class Case {
    private final Map<String, Double> hints = new TreeMap<>();
    private final Map<String, Double> doubts = new TreeMap<>();

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
      List<String> why =
          hints.entrySet().stream()
              .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
              .map(Map.Entry::getKey)
              .collect(Collectors.toCollection(ArrayList::new));
      why.addAll(doubts.keySet());
      return List.copyOf(why.subList(0, Math.min(REASONS_SHOWN, why.size())));
    }
  }

  private record Scored(MethodDeclaration method, Case evidence, double score) {}

  private static final Comparator<Scored> BEST_FIRST =
      Comparator.<Scored>comparingLong(scored -> -Math.round(scored.score() * 1e6))
          .thenComparing(scored -> scored.method().path())
          .thenComparingInt(scored -> scored.method().lines().first())
          .thenComparing(scored -> scored.method().name())
          .thenComparing(scored -> scored.method().typeName());

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
    List<Scored> sorted = new ArrayList<>();
    cases.forEach((method, found) -> sorted.add(new Scored(method, found, found.score())));
    sorted.removeIf(scored -> scored.score() <= 0);
    sorted.sort(BEST_FIRST);
    List<Suspect> suspects = new ArrayList<>();
    for (Scored scored : sorted.subList(0, Math.min(most, sorted.size()))) {
      suspects.add(
          new Suspect(
              suspects.size() + 1, scored.method(), scored.score(), scored.evidence().why()));
    }
    return suspects;
  }
}
