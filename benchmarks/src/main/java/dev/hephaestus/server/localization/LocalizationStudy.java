package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.GitRepositories;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
import java.util.function.Function;

/**
 * Tells what the weights are worth on projects that they were not chosen on.
 *
 * <p>Arguments: a file of cases, a folder with their trees, and any of
 *
 * <ul>
 *   <li>{@code WEIGHT=VALUE,VALUE}: other values of a weight
 *   <li>{@code ablate}: each signal and each weight left out in turn
 *   <li>{@code fit}: weights climbed to on all projects but one, judged on that one
 *   <li>{@code mix}: weights as they are or as they were first, chosen likewise
 *   <li>{@code bare}: records stripped of their frames
 *   <li>{@code context}: what a model would be shown
 *   <li>{@code confidence}: how well the confidence is calibrated, and how it is fitted
 *   <li>{@code speed}: how long it takes on an indexed snapshot
 * </ul>
 */
final class LocalizationStudy {

  /**
   * What a search starts from: the weights set by hand before any case was looked at, and next to
   * nothing for what was added later.
   */
  private static final Weights FIRST_GUESS =
      Weights.USUAL
          .with(Weight.OUTWARD, 0.78)
          .with(Weight.HANDS_ON, 0.7)
          .with(Weight.HANDS_ON_AND_NO_MORE, 0.55)
          .with(Weight.ONLY_CHECKS, 0.45)
          .with(Weight.SLICED_THROW, 0.34)
          .with(Weight.LITTLE, 1)
          .with(Weight.SUSPECTS_CLASS, 0)
          .with(Weight.MAKES_RECEIVER, 0)
          .with(Weight.PASSES_INDEX, 0);

  private static final List<Signal> SIGNALS = FrameLocalizer.signals();

  private final List<KnownFault> faults;
  private final PrintStream out = System.out;
  private final WeightSearch search;

  private LocalizationStudy(List<KnownFault> faults) {
    this.faults = faults;
    this.search = new WeightSearch(faults, SIGNALS, FIRST_GUESS);
  }

  public static void main(String[] args) throws IOException {
    try (GitRepositories repositories =
        new GitRepositories(Files.createTempDirectory("study-mirrors"))) {
      LocalizationStudy study =
          new LocalizationStudy(KnownFault.read(Path.of(args[0]), Path.of(args[1]), repositories));
      Set<String> wanted = Set.copyOf(Arrays.asList(args).subList(2, args.length));
      study.usual();
      if (wanted.contains("speed")) {
        study.speed();
      }
      if (wanted.contains("ablate")) {
        study.ablate();
      }
      for (String each : wanted) {
        if (each.contains("=")) {
          study.vary(each);
        }
      }
      if (wanted.contains("context")) {
        study.context();
      }
      if (wanted.contains("confidence")) {
        new ConfidenceStudy(study.faults).print(study.out);
      }
      if (wanted.contains("bare")) {
        study.bare();
      }
      if (wanted.contains("mix")) {
        study.mix();
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
    print("first guess", search.ranks(FIRST_GUESS));
    tell("fitted", search::without);
  }

  /** Cases of which a fixed method does not fit a budget, with the ranks of those suspected. */
  private void context() {
    for (int budget : new int[] {2_000, 4_000, 8_000}) {
      int any = 0;
      int all = 0;
      List<String> missed = new ArrayList<>();
      for (KnownFault fault : faults) {
        Localization localization = fault.localize(Weights.USUAL, SIGNALS);
        PackedContext context =
            new BudgetedContextPacker().pack(fault.snapshot(), localization, budget);
        long shown = fault.gold().stream().filter(gold -> gold.isShownIn(context)).count();
        any += shown > 0 ? 1 : 0;
        all += shown == fault.gold().size() ? 1 : 0;
        if (shown < fault.gold().size()) {
          missed.add(
              fault.id()
                  + " "
                  + shown
                  + "/"
                  + fault.gold().size()
                  + " "
                  + fault.ranks(localization.suspects()));
        }
      }
      out.printf(
          Locale.ROOT,
          "context %d: any %.1f all %.1f; not all: %s%n",
          budget,
          100.0 * any / faults.size(),
          100.0 * all / faults.size(),
          missed);
    }
  }

  /** What is left when the log keeps no frames: the class of the exception and its message. */
  private void bare() {
    List<KnownFault> bare = faults.stream().map(KnownFault::withoutFrames).toList();
    print("no frames", new WeightSearch(bare, SIGNALS, FIRST_GUESS).ranks(Weights.USUAL));
    List<Signal> others =
        SIGNALS.stream().filter(signal -> !(signal instanceof TextSignal)).toList();
    print("…nor words", new WeightSearch(bare, others, FIRST_GUESS).ranks(Weights.USUAL));
  }

  private void mix() {
    tell("mixed", search::mixWithout);
  }

  private void tell(String name, Function<String, Weights> chosenWithout) {
    print(name + ", seen", search.ranks(describe("all", chosenWithout.apply(""))));
    Integer[] unseen = new Integer[faults.size()];
    for (String project : projects()) {
      List<Integer> ranks = search.ranks(describe(project, chosenWithout.apply(project)));
      for (int i = 0; i < faults.size(); i++) {
        if (faults.get(i).project().equals(project)) {
          unseen[i] = ranks.get(i);
        }
      }
    }
    print(name + ", left out", List.of(unseen));
  }

  private Weights describe(String leftOut, Weights weights) {
    List<String> moved = new ArrayList<>();
    for (Weight weight : Weight.values()) {
      if (weights.of(weight) != FIRST_GUESS.of(weight)) {
        moved.add(weight + " " + FIRST_GUESS.of(weight) + "→" + weights.of(weight));
      }
    }
    out.println("   " + leftOut + ": " + moved);
    return weights;
  }

  private void ablate() {
    for (Signal left : SIGNALS) {
      List<Signal> others = SIGNALS.stream().filter(signal -> !signal.equals(left)).toList();
      List<Integer> ranks = new WeightSearch(faults, others, FIRST_GUESS).ranks(Weights.USUAL);
      compare("without " + left.getClass().getSimpleName(), ranks);
    }
    for (Weight weight : Weight.values()) {
      for (double neutral : weight.usual() > 0.3 ? new double[] {0, 1} : new double[] {0}) {
        compare(weight + " " + neutral, search.ranks(Weights.USUAL.with(weight, neutral)));
      }
    }
  }

  /** {@code PASSES_VALUE=0.1,0.2}: each value in turn. */
  private void vary(String wanted) {
    Weight weight = Weight.valueOf(wanted.substring(0, wanted.indexOf('=')));
    for (String value : wanted.substring(wanted.indexOf('=') + 1).split(",", -1)) {
      Weights varied = Weights.USUAL.with(weight, Double.parseDouble(value));
      compare(weight + " " + value, search.ranks(varied));
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
      byProject
          .computeIfAbsent(faults.get(i).project(), each -> new ArrayList<>())
          .add(ranks.get(i));
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
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Double> processor = new ArrayList<>();
    List<Double> millis = new ArrayList<>();
    Map<String, Double> slowest = new TreeMap<>();
    for (int round = 0; round < 20; round++) {
      for (KnownFault fault : faults) {
        long before = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        localizer.localize(fault.snapshot(), fault.record());
        double took = (System.nanoTime() - start) / 1e6;
        if (round >= 5) {
          processor.add((threads.getCurrentThreadCpuTime() - before) / 1e6);
          millis.add(took);
          slowest.merge(fault.id(), took, Math::min);
        }
      }
    }
    processor.sort(null);
    millis.sort(null);
    out.printf(
        Locale.ROOT,
        "localize, %d runs: p50 %.2f ms  p99 %.2f ms  worst %.2f ms; of the processor alone p99 %.2f ms; slowest at their best: %s%n",
        millis.size(),
        millis.get(millis.size() / 2),
        millis.get(millis.size() * 99 / 100),
        millis.get(millis.size() - 1),
        processor.get(processor.size() * 99 / 100),
        slowest.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .limit(4)
            .toList());
  }
}
