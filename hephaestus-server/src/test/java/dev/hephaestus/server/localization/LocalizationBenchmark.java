package dev.hephaestus.server.localization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.ingest.LogExcerptParser;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.Snapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures localization on faults whose fix is known.
 *
 * <p>Arguments: a file of cases, one JSON object a line with {@code id} and {@code gold} (files
 * with their fixed methods, lines as in the faulty tree); a folder that has {@code ID/repo} and
 * {@code ID/event.json} for each; and optionally {@code -v} to print every case.
 */
final class LocalizationBenchmark {

  private static final int[] RANKS = {1, 3, 5, 10};
  private static final int[] BUDGETS = {500, 1000, 2000, 4000, 8000, 16000, 32000};

  private record Gold(String path, String name, LineRange lines) {

    boolean is(MethodDeclaration method) {
      return method.path().equals(path)
          && (method.symbol().equals(name.replaceAll(".*\\$", ""))
              || method.name().equals(name.substring(name.lastIndexOf('.') + 1)))
          && method.lines().first() <= lines.last()
          && lines.first() <= method.lines().last();
    }
  }

  private static final class Table {
    private final int[] first = new int[RANKS.length];
    private final int[] any = new int[BUDGETS.length];
    private final int[] all = new int[BUDGETS.length];
    private double reciprocal;
  }

  private final LogExcerptParser parser = new LogExcerptParser(Clock.systemUTC());
  private final Table ours = new Table();
  private final Table framesOnly = new Table();
  private final List<Double> millis = new ArrayList<>();
  private final PrintStream out;
  private final boolean verbose;
  private int cases;

  private LocalizationBenchmark(PrintStream out, boolean verbose) {
    this.out = out;
    this.verbose = verbose;
  }

  public static void main(String[] args) throws IOException {
    boolean verbose = args.length > 2 && args[2].equals("-v");
    LocalizationBenchmark benchmark = new LocalizationBenchmark(System.out, verbose);
    try (GitRepositories repositories =
        new GitRepositories(Files.createTempDirectory("benchmark-mirrors"))) {
      for (String line : Files.readAllLines(Path.of(args[0]))) {
        benchmark.run(new ObjectMapper().readTree(line), Path.of(args[1]), repositories);
      }
    }
    benchmark.print();
  }

  private void run(JsonNode line, Path folder, GitRepositories repositories) throws IOException {
    String id = line.path("id").asText();
    Path place = folder.resolve(id);
    LogRecord record = parser.parseFirst(Files.readString(place.resolve("event.json")));
    Snapshot snapshot =
        repositories.snapshot(
            RepositoryLocation.of(place.resolve("repo").toString()), Optional.empty());
    FrameLocalizer localizer = new FrameLocalizer();
    localizer.localize(snapshot, record);
    long start = System.nanoTime();
    Localization localization = localizer.localize(snapshot, record);
    millis.add((System.nanoTime() - start) / 1e6);
    List<Gold> gold = gold(line);
    List<MethodDeclaration> frames =
        localization.frames().stream().map(ProjectFrame::method).distinct().toList();
    List<MethodDeclaration> suspects =
        localization.suspects().stream().map(Suspect::method).toList();
    cases++;
    int rank = count(ours, snapshot, localization, suspects, gold);
    int frameRank = count(framesOnly, snapshot, framesOnly(localization), frames, gold);
    if (verbose) {
      out.printf(Locale.ROOT, "%-15s rank %3d frames %3d%n", id, rank, frameRank);
      for (Suspect suspect : localization.suspects()) {
        boolean hit = gold.stream().anyMatch(each -> each.is(suspect.method()));
        if (rank != 1 && (suspect.rank() <= 8 || hit)) {
          out.printf(
              Locale.ROOT,
              "   %s %2d %.3f %s:%d %s%n",
              hit ? "*" : " ",
              suspect.rank(),
              suspect.score(),
              suspect.method().symbol(),
              suspect.method().lines().first(),
              suspect.why());
        }
      }
    }
  }

  private static Localization framesOnly(Localization localization) {
    List<Suspect> suspects = new ArrayList<>();
    for (MethodDeclaration method :
        localization.frames().stream().map(ProjectFrame::method).distinct().toList()) {
      suspects.add(
          new Suspect(suspects.size() + 1, method, 1.0 / (suspects.size() + 1), List.of()));
    }
    return new Localization(localization.commit(), suspects, localization.frames());
  }

  private static List<Gold> gold(JsonNode line) {
    List<Gold> gold = new ArrayList<>();
    for (JsonNode file : line.path("gold")) {
      for (JsonNode method : file.path("methods")) {
        gold.add(
            new Gold(
                file.path("file").asText(),
                method.path("name").asText(),
                new LineRange(method.path("first").asInt(), method.path("last").asInt())));
      }
    }
    return gold;
  }

  private static int count(
      Table table,
      Snapshot snapshot,
      Localization localization,
      List<MethodDeclaration> ranked,
      List<Gold> gold) {
    int rank = 0;
    for (int i = ranked.size(); i > 0; i--) {
      MethodDeclaration method = ranked.get(i - 1);
      rank = gold.stream().anyMatch(each -> each.is(method)) ? i : rank;
    }
    for (int i = 0; i < RANKS.length; i++) {
      table.first[i] += rank > 0 && rank <= RANKS[i] ? 1 : 0;
    }
    table.reciprocal += rank > 0 ? 1.0 / rank : 0;
    for (int i = 0; i < BUDGETS.length; i++) {
      PackedContext context = new BudgetedContextPacker().pack(snapshot, localization, BUDGETS[i]);
      long shown = gold.stream().filter(each -> shows(context, each)).count();
      table.any[i] += shown > 0 ? 1 : 0;
      table.all[i] += shown == gold.size() ? 1 : 0;
    }
    return rank;
  }

  private static boolean shows(PackedContext context, Gold gold) {
    return context.parts().stream()
        .filter(part -> part.kind() == PackedContext.Kind.METHOD)
        .anyMatch(
            part ->
                part.path().equals(gold.path())
                    && part.lines().contains(gold.lines().last())
                    && part.lines().first() <= gold.lines().first() + 3);
  }

  private void print() {
    print("ours", ours);
    print("frames only", framesOnly);
    millis.sort(null);
    out.printf(
        Locale.ROOT,
        "localize on an indexed snapshot: median %.1f ms, worst %.1f ms%n",
        millis.get(millis.size() / 2),
        millis.get(millis.size() - 1));
  }

  private void print(String name, Table table) {
    out.printf("%-12s of %d cases:", name, cases);
    for (int i = 0; i < RANKS.length; i++) {
      out.printf(Locale.ROOT, "  @%d %.1f%%", RANKS[i], 100.0 * table.first[i] / cases);
    }
    out.printf(Locale.ROOT, "  MRR %.3f%n", table.reciprocal / cases);
    for (int i = 0; i < BUDGETS.length; i++) {
      out.printf(
          Locale.ROOT,
          "   context %5d: any %.1f%% all %.1f%%%n",
          BUDGETS[i],
          100.0 * table.any[i] / cases,
          100.0 * table.all[i] / cases);
    }
  }
}
