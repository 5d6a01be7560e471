package dev.hephaestus.benchmarks.repair;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Repairs faults whose fix is known with the command that people use, and has each patched tree
 * judged by somebody else's program.
 *
 * <p><i>Source:</i> a patch that passes what its maker looked at is <em>plausible</em>; one that
 * passes a test that was kept from the maker counts here as <em>right</em> (Qi et al. 2015 on the
 * difference).
 */
@Command(
    name = "repair",
    description = "How many faults are fixed, how many of the verdicts are right, and how long.",
    mixinStandardHelpOptions = true)
public final class RepairBenchmark implements Callable<Integer> {

  @Option(
      names = "--folder",
      required = true,
      description = "Has ID/repo (a Git repository) and ID/event.json (what was logged) of a case.")
  private Path folder = Path.of(".");

  @Option(
      names = "--judge",
      required = true,
      description =
          "A program that is given ID's folder and the patched tree and prints JSON with trigger"
              + " (pass, fail, error) and class_failed (other tests that fail).")
  private Path judge = Path.of("judge");

  @Option(names = "--only", split = ",", description = "These cases only.")
  private List<String> only = List.of();

  @Option(names = "--out", description = "Keeps each answer of fix as ID.json here.")
  private Path out = Path.of("repair-results");

  @Option(names = "--parallel", description = "So many at once. Default: ${DEFAULT-VALUE}.")
  private int parallel = 1;

  @Option(names = "--minutes", description = "At most, for a case. Default: ${DEFAULT-VALUE}.")
  private int minutes = 10;

  @Option(names = "--option", description = "Given on to fix: --option=--provider --option=openai.")
  private List<String> options = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    Files.createDirectories(out);
    Path command = Path.of(System.getProperty("hephaestus.home", ".")).resolve("hephaestus");
    FixRun fix = new FixRun(command.toAbsolutePath(), options, Duration.ofMinutes(minutes), out);
    Judge judging = new Judge(judge.toAbsolutePath());
    RepairTable table = new RepairTable();
    PrintStream print = System.out;
    try (ExecutorService workers = Executors.newFixedThreadPool(parallel)) {
      List<Future<Repair>> repairs = new ArrayList<>();
      for (Path place : cases()) {
        repairs.add(workers.submit(() -> judging.judge(place, fix.of(place))));
      }
      for (Future<Repair> each : repairs) {
        Repair repair = each.get();
        table.add(repair);
        print.println(repair.line());
      }
    }
    table.print(print);
    return 0;
  }

  private List<Path> cases() throws IOException {
    try (Stream<Path> places = Files.list(folder)) {
      return places
          .filter(place -> Files.isDirectory(place.resolve("repo")))
          .filter(place -> only.isEmpty() || only.contains(place.getFileName().toString()))
          .sorted()
          .toList();
    }
  }
}
