package dev.hephaestus.benchmarks.localization;

import dev.hephaestus.benchmarks.Percentiles;
import dev.hephaestus.server.ingest.LogExcerptParser;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.localization.FrameLocalizer;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.Localizer;
import dev.hephaestus.server.localization.ProjectFrame;
import dev.hephaestus.server.localization.Suspect;
import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Localizes faults whose fix is known, beside the stack's own order. */
@Command(
    name = "localization",
    description = "How often a fixed method is found, on faults whose fix is known.",
    mixinStandardHelpOptions = true)
public final class LocalizationBenchmark implements Callable<Integer> {

  @Option(
      names = "--folder",
      required = true,
      description = "Has ID/repo (a Git repository) and ID/event.json (what was logged) of a case.")
  private Path folder = Path.of(".");

  @Option(
      names = "--cases",
      description = "The cases, one JSON object a line. Default: cases.jsonl in the folder.")
  private Optional<Path> cases = Optional.empty();

  @Option(
      names = "--runs",
      defaultValue = "20",
      description = "How often each case is localized for the times. Default: ${DEFAULT-VALUE}.")
  private int runs = 20;

  @Option(names = "--verbose", description = "Print every case, and what stood before the fix.")
  private boolean verbose;

  private static final int SHOWN = 8;

  private final LogExcerptParser parser = new LogExcerptParser(Clock.systemUTC());
  private final Localizer localizer = new FrameLocalizer();
  private final ScoreTable table = new ScoreTable();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private final Percentiles firstMs = new Percentiles();
  private final Percentiles indexedMs = new Percentiles();
  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException {
    int missing = 0;
    try (GitRepositories repositories =
        new GitRepositories(Files.createTempDirectory("hephaestus-benchmark"))) {
      for (FaultCase fault : FaultCase.read(cases.orElse(folder.resolve("cases.jsonl")))) {
        Path place = folder.resolve(fault.id());
        if (Files.isDirectory(place.resolve("repo"))) {
          run(fault, place, repositories);
        } else {
          missing++;
        }
      }
      table.print(out);
      printMemory();
    }
    out.printf("localize, the code not yet indexed: %s%n", firstMs);
    out.printf("localize on an indexed snapshot:    %s%n", indexedMs);
    if (missing > 0) {
      out.printf("%d cases have no folder below %s and were left out%n", missing, folder);
    }
    return 0;
  }

  /** What stays on the heap while every snapshot of the run is still in use. */
  private void printMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long source =
        snapshots.stream()
            .flatMap(snapshot -> snapshot.files().stream())
            .filter(SourceFile::isJava)
            .mapToLong(SourceFile::size)
            .sum();
    out.printf(
        Locale.ROOT,
        "%nheap after all: %.0f MB; Java source in the snapshots: %.0f MB%n",
        (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
        source / 1e6);
  }

  private void run(FaultCase fault, Path place, GitRepositories repositories) throws IOException {
    LogRecord record = parser.parseFirst(Files.readString(place.resolve("event.json")));
    Snapshot snapshot =
        repositories.snapshot(
            RepositoryLocation.of(place.resolve("repo").toString()), Optional.empty());
    snapshots.add(snapshot);
    long start = System.nanoTime();
    Localization localization = localizer.localize(snapshot, record);
    firstMs.add((System.nanoTime() - start) / 1e6);
    for (int i = 0; i < runs; i++) {
      long again = System.nanoTime();
      localizer.localize(snapshot, record);
      indexedMs.add((System.nanoTime() - again) / 1e6);
    }
    Result ours = Result.of(fault, snapshot, localization);
    Result frames = Result.of(fault, snapshot, stackOrder(localization));
    table.add("ours", fault, ours);
    table.add("frames in order", fault, frames);
    if (verbose) {
      explain(fault, localization, ours, frames);
    }
  }

  /** The baseline: the in-project methods of the stack, the deepest cause's innermost first. */
  private static Localization stackOrder(Localization localization) {
    List<Suspect> suspects = new ArrayList<>();
    List<MethodDeclaration> methods =
        localization.frames().stream().map(ProjectFrame::method).distinct().toList();
    for (MethodDeclaration method : methods) {
      int rank = suspects.size() + 1;
      suspects.add(new Suspect(rank, method, 1.0 / rank, List.of()));
    }
    return new Localization(localization.commit(), suspects, localization.frames());
  }

  private void explain(FaultCase fault, Localization localization, Result ours, Result frames) {
    out.printf("%-16s rank %3d, in stack order %3d%n", fault.id(), ours.rank(), frames.rank());
    for (Suspect suspect : localization.suspects()) {
      boolean fixed = fault.fixed().stream().anyMatch(each -> each.is(suspect.method()));
      if (ours.rank() != 1 && (suspect.rank() <= SHOWN || fixed)) {
        out.printf(
            Locale.ROOT,
            "  %s %2d %.3f %s:%d %s%n",
            fixed ? "*" : " ",
            suspect.rank(),
            suspect.score(),
            suspect.method().symbol(),
            suspect.method().lines().first(),
            suspect.why());
      }
    }
  }
}
