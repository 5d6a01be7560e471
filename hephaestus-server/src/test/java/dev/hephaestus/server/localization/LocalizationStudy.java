package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.GitRepositories;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Tells what the weights are worth on projects that they were not chosen on.
 *
 * <p>Arguments: a file of cases, a folder with their trees, and any of {@code fit} (weights climbed
 * to on all projects but one, judged on that one), {@code ablate} (each signal and each weight left
 * out in turn) and {@code speed}.
 */
final class LocalizationStudy {

  private final List<KnownFault> faults;
  private final PrintStream out = System.out;
  private final WeightSearch search;

  private LocalizationStudy(List<KnownFault> faults) {
    this.faults = faults;
    this.search = new WeightSearch(faults, FrameLocalizer.SIGNALS);
  }

  public static void main(String[] args) throws IOException {
    try (GitRepositories repositories =
        new GitRepositories(Files.createTempDirectory("study-mirrors"))) {
      LocalizationStudy study =
          new LocalizationStudy(
              KnownFault.read(Path.of(args[0]), Path.of(args[1]), repositories));
      Set<String> wanted = Set.copyOf(Arrays.asList(args).subList(2, args.length));
      study.usual();
      if (wanted.contains("speed")) {
        study.speed();
      }
      if (wanted.contains("ablate")) {
        study.ablate();
      }
      if (wanted.contains("fit")) {
        study.fit();
      }
    }
  }

  private void usual() {
    List<Integer> frames = faults.stream().map(LocalizationStudy::rankInFrames).toList();
    out.println("frames only         " + new Accuracy(frames).forPeople());
    print("weights as they are", search.ranks(Weights.USUAL));
  }

  private static int rankInFrames(KnownFault fault) {
    List<ProjectFrame> frames = fault.scene().distinctFrames();
    for (int i = 0; i < frames.size(); i++) {
      ProjectFrame frame = frames.get(i);
      if (fault.gold().stream().anyMatch(gold -> gold.is(frame.method()))) {
        return i + 1;
      }
    }
    return 0;
  }

  private void fit() {
    print("fitted, seen", search.ranks(describe("all", search.without(""))));
    Integer[] unseen = new Integer[faults.size()];
    for (String project : projects()) {
      List<Integer> ranks = search.ranks(describe(project, search.without(project)));
      for (int i = 0; i < faults.size(); i++) {
        if (faults.get(i).project().equals(project)) {
          unseen[i] = ranks.get(i);
        }
      }
    }
    print("fitted, left out", List.of(unseen));
  }

  private Weights describe(String leftOut, Weights weights) {
    List<String> moved = new ArrayList<>();
    for (Weight weight : Weight.values()) {
      if (weights.of(weight) != weight.usual()) {
        moved.add(weight + " " + weight.usual() + "→" + weights.of(weight));
      }
    }
    out.println("   " + leftOut + ": " + moved);
    return weights;
  }

  private void ablate() {
    for (Signal left : FrameLocalizer.SIGNALS) {
      List<Signal> others =
          FrameLocalizer.SIGNALS.stream().filter(signal -> signal != left).toList();
      List<Integer> ranks = new WeightSearch(faults, others).ranks(Weights.USUAL);
      compare("without " + left.getClass().getSimpleName(), ranks);
    }
    for (Weight weight : Weight.values()) {
      for (double neutral : weight.usual() > 0.3 ? new double[] {0, 1} : new double[] {0}) {
        compare(weight + " " + neutral, search.ranks(Weights.USUAL.with(weight, neutral)));
      }
    }
  }

  /** Against the weights as they are: how many cases and projects rise and fall. */
  private void compare(String name, List<Integer> ranks) {
    List<Integer> usual = search.ranks(Weights.USUAL);
    List<String> moves = new ArrayList<>();
    for (int i = 0; i < faults.size(); i++) {
      if (!usual.get(i).equals(ranks.get(i))) {
        moves.add(faults.get(i).id() + " " + usual.get(i) + "→" + ranks.get(i));
      }
    }
    Accuracy accuracy = new Accuracy(ranks);
    out.printf(
        Locale.ROOT,
        "%-32s gain %+.4f @1 %.1f @5 %.1f  %s%n",
        name,
        accuracy.gain() - new Accuracy(usual).gain(),
        100 * accuracy.within(1),
        100 * accuracy.within(5),
        moves);
  }

  private void print(String name, List<Integer> ranks) {
    out.printf("%-19s %s%n", name, new Accuracy(ranks).forPeople());
    Map<String, List<Integer>> byProject = new TreeMap<>();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < faults.size(); i++) {
      byProject.computeIfAbsent(faults.get(i).project(), each -> new ArrayList<>()).add(ranks.get(i));
      all.append(ranks.get(i) == 1 ? "" : faults.get(i).id() + " " + ranks.get(i) + "  ");
    }
    byProject.forEach(
        (project, own) -> {
          Accuracy accuracy = new Accuracy(own);
          out.printf(
              Locale.ROOT,
              "   %-12s n=%2d @1 %5.1f @3 %5.1f @5 %5.1f @10 %5.1f%n",
              project,
              own.size(),
              100 * accuracy.within(1),
              100 * accuracy.within(3),
              100 * accuracy.within(5),
              100 * accuracy.within(10));
        });
    out.println("   not first: " + all);
  }

  private Set<String> projects() {
    Set<String> projects = new TreeSet<>();
    faults.forEach(fault -> projects.add(fault.project()));
    return projects;
  }

  private void speed() {
    FrameLocalizer localizer = new FrameLocalizer();
    faults.forEach(fault -> localizer.localize(fault.snapshot(), fault.record()));
    List<Double> millis = new ArrayList<>();
    Map<String, Double> slowest = new TreeMap<>();
    for (int round = 0; round < 20; round++) {
      for (KnownFault fault : faults) {
        long start = System.nanoTime();
        localizer.localize(fault.snapshot(), fault.record());
        double took = (System.nanoTime() - start) / 1e6;
        if (round >= 5) {
          millis.add(took);
          slowest.merge(fault.id(), took, Math::min);
        }
      }
    }
    millis.sort(null);
    out.printf(
        Locale.ROOT,
        "localize, %d runs: p50 %.2f ms  p99 %.2f ms  worst %.2f ms; slowest at their best: %s%n",
        millis.size(),
        millis.get(millis.size() / 2),
        millis.get(millis.size() * 99 / 100),
        millis.get(millis.size() - 1),
        slowest.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .limit(4)
            .toList());
  }
}
