package dev.hephaestus.server.github;

import dev.hephaestus.server.cli.demo.hub.Hub;
import dev.hephaestus.server.cli.demo.hub.HubFault;
import dev.hephaestus.server.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.util.FileUtils;

/**
 * Counts pull requests of random runs in which everything breaks that can, against a hub on
 * loopback and the server's own database: there is to be one for each incident, and no call with a
 * foreign repository's token.
 *
 * <p>{@code benchmarks/run github [--runs 500] [--seed 1] [--at-most-seconds 3600]}
 */
public final class DeliveryChaos {
  private static final int RUNS = 500;
  private static final long LONGEST_SECONDS = 3600;
  private static final long NANOS = 1_000_000_000L;
  private static final int RUNS_BETWEEN_RESTARTS = 50;

  private DeliveryChaos() {}

  /** Runs them and prints what came of them; the exit code is 1 when anything is wrong. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> given = List.of(arguments);
    int runs = Math.toIntExact(option(given, "--runs", RUNS));
    long began = System.nanoTime();
    long end = began + option(given, "--at-most-seconds", LONGEST_SECONDS) * NANOS;
    Total total = run(runs, option(given, "--seed", 1), end);
    System.out.printf(
        "%d runs in %d s: %d incidents, %d calls, %d deaths of servers%n",
        total.runs,
        (System.nanoTime() - began) / NANOS,
        total.incidents,
        total.calls,
        total.deaths);
    total.faults.forEach((fault, count) -> System.out.printf("%8d %s%n", count, fault));
    System.out.printf("%d wrong%n", total.wrongs.size());
    total.wrongs.forEach(System.out::println);
    System.exit(total.wrongs.isEmpty() ? 0 : 1);
  }

  /** What came of all runs. */
  static final class Total {
    int runs;
    int incidents;
    int calls;
    int deaths;
    final Map<HubFault, Integer> faults = new EnumMap<>(HubFault.class);
    final List<String> wrongs = new ArrayList<>();

    void add(int run, ChaosRun.Result result) {
      runs++;
      incidents += result.incidents();
      calls += result.calls();
      deaths += result.deaths();
      result.faults().forEach((fault, count) -> faults.merge(fault, count, Integer::sum));
      result.wrongs().forEach(wrong -> wrongs.add("run " + run + ": " + wrong));
    }
  }

  /**
   * Runs them.
   *
   * @param end when no further one is begun, as {@link System#nanoTime} tells it
   */
  static Total run(int runs, long seed, long end) throws IOException, InterruptedException {
    // Dead servers leave connections behind; the hub is not to close those of the living for that.
    System.setProperty("sun.net.httpserver.maxIdleConnections", "100000");
    Path folder = Files.createTempDirectory("delivery-chaos-");
    Total total = new Total();
    Database database = Database.open(folder);
    try (Hub hub = Hub.start(Clock.systemUTC())) {
      for (int run = 1; run <= runs && System.nanoTime() - end < 0; run++) {
        total.add(run, new ChaosRun(run, seed + run, hub, database.pullRequests()).run());
        if (run % RUNS_BETWEEN_RESTARTS == 0) {
          database.close();
          database = Database.open(folder);
        }
      }
    } finally {
      database.close();
      FileUtils.delete(folder.toFile(), FileUtils.RECURSIVE | FileUtils.SKIP_MISSING);
    }
    return total;
  }

  private static long option(List<String> given, String name, long otherwise) {
    int at = given.indexOf(name);
    return at < 0 || at + 1 == given.size() ? otherwise : Long.parseLong(given.get(at + 1));
  }
}
