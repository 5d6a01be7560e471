package dev.hephaestus.benchmarks;

import dev.hephaestus.benchmarks.faults.FaultsBenchmark;
import dev.hephaestus.benchmarks.faults.FullDiskBenchmark;
import dev.hephaestus.benchmarks.indexing.IndexingBenchmark;
import dev.hephaestus.benchmarks.ingest.HostileBenchmark;
import dev.hephaestus.benchmarks.ingest.IngestBenchmark;
import dev.hephaestus.benchmarks.killing.KillBenchmark;
import dev.hephaestus.benchmarks.localization.LocalizationBenchmark;
import dev.hephaestus.benchmarks.nodes.NodesBenchmark;
import dev.hephaestus.benchmarks.repair.RepairBenchmark;
import dev.hephaestus.benchmarks.scrubbing.ScrubbingBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks as commands of one program. */
@Command(
    name = "benchmarks",
    description = "Measures Hephaestus beside the alternatives.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "BENCHMARK",
    subcommands = {
      LocalizationBenchmark.class,
      IndexingBenchmark.class,
      RepairBenchmark.class,
      KillBenchmark.class,
      NodesBenchmark.class,
      IngestBenchmark.class,
      HostileBenchmark.class,
      FaultsBenchmark.class,
      FullDiskBenchmark.class,
      ScrubbingBenchmark.class
    })
public final class Benchmarks {

  private Benchmarks() {}

  /** Runs the benchmark that the first argument names. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmarks()).execute(arguments));
  }
}
