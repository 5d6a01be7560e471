package dev.hephaestus.benchmarks.scrubbing;

import com.google.re2j.Pattern;
import dev.hephaestus.scrubbing.ScrubTally;
import dev.hephaestus.scrubbing.Scrubber;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many records of 464 characters a core scrubs in a second, beside ten regular expressions.
 *
 * <p><em>Units:</em> of this thread's processor time, so that a busy machine counts little; the
 * contestants take turns, and the best round of each counts.
 */
@Command(name = "scrubbing", description = "Scrubbing of log records, beside naive expressions.")
public final class ScrubbingBenchmark implements Callable<Integer> {
  private static final int RECORDS = 2_000;

  @Option(names = "--rounds", defaultValue = "15", description = "Turns of each (15).")
  private int rounds;

  /** Made by picocli. */
  public ScrubbingBenchmark() {}

  @Override
  public Integer call() {
    Scrubber ours = Scrubber.builder().build();
    Scrubber withRule = Scrubber.builder().rules("customer: \\bC-\\d{6}\\b").build();
    NaiveScrubber naive = new NaiveScrubber();
    ScrubTally tally = new ScrubTally();
    Map<String, UnaryOperator<String>> contestants = new LinkedHashMap<>();
    contestants.put("ours", text -> ours.scrub(text, tally));
    contestants.put("ours, a user's rule without a text", text -> withRule.scrub(text, tally));
    contestants.put("ten of java.util.regex", naive::scrub);
    contestants.put("one of re2j", new One()::scrub);
    for (int every : new int[] {0, 100, 1}) {
      String title = every == 0 ? "no secret" : "a secret in one of " + every;
      run(title, LogRecords.of(RECORDS, every), contestants);
    }
    return 0;
  }

  private void run(
      String title, List<String> records, Map<String, UnaryOperator<String>> contestants) {
    Map<String, Long> best = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      contestants.forEach((name, scrub) -> best.merge(name, nanos(records, scrub), Math::min));
    }
    System.out.println(title);
    best.forEach(
        (name, nanos) ->
            System.out.printf(
                Locale.ROOT,
                "  %-36s %,10.0f records/s a core %8.2f us each%n",
                name,
                records.size() * 1e9 / nanos,
                nanos / 1e3 / records.size()));
  }

  private static long nanos(List<String> records, UnaryOperator<String> scrub) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long chars = 0;
    for (String record : records) {
      chars += scrub.apply(record).length();
    }
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    if (chars == 0) {
      throw new IllegalStateException("nothing came out");
    }
    return nanos;
  }

  /** What the automaton in front saves. */
  private static final class One {
    private final Pattern pattern = Pattern.compile("(?i)(password|pwd|secret)\\s*[=:]\\s*\\S+");

    String scrub(String text) {
      return pattern.matcher(text).replaceAll("***");
    }
  }
}
