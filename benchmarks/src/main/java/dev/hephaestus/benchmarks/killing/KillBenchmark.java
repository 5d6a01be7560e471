package dev.hephaestus.benchmarks.killing;

import dev.hephaestus.benchmarks.Folders;
import dev.hephaestus.benchmarks.serving.RealServer;
import dev.hephaestus.client.ClientConfiguration;
import dev.hephaestus.client.ClientOption;
import dev.hephaestus.client.HephaestusClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Kills an application again and again while it logs errors, then asks the server for every error
 * whose {@code append} had returned: each must be there once.
 */
@Command(
    name = "kill-application",
    description = "Kills applications (SIGKILL) under load; is every error at the server once?",
    mixinStandardHelpOptions = true)
public final class KillBenchmark implements Callable<Integer> {
  private static final String SERVICE = "doomed";
  private static final String REPOSITORY = "/srv/git/doomed";
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Option(names = "--kills", defaultValue = "100", description = "How often (${DEFAULT-VALUE})")
  private int kills;

  @Option(
      names = "--spool-wait",
      defaultValue = "10s",
      description = "How long logging an error waits for the spool; 0 for not at all")
  private String spoolWait = "";

  @Option(names = "--threads", defaultValue = "3", description = "Which log (${DEFAULT-VALUE})")
  private int threads;

  @Option(names = "--seed", defaultValue = "1", description = "Of the moments of death")
  private long seed;

  @Option(
      names = "--life-ms",
      defaultValue = "1500",
      description = "How long after its first error an application is killed at the latest")
  private int lifeMs;

  @Option(
      names = "--calm-ms",
      defaultValue = "0",
      description = "How long it logs nothing but INFO before (${DEFAULT-VALUE})")
  private int calmMs;

  @Option(names = "--warm-ms", defaultValue = "0", description = "How long it lives at least")
  private int warmMs;

  @Option(names = "--blink-every", defaultValue = "10", description = "Kills between outages")
  private int blinkEvery;

  @Option(
      names = "--together",
      defaultValue = "1",
      description = "Applications of the service that live and die at a time (${DEFAULT-VALUE})")
  private int together;

  @Option(names = "--say-every", defaultValue = "25", description = "Kills between two lines")
  private int sayEvery;

  @Option(
      names = "--at-most-minutes",
      defaultValue = "600",
      description = "After which no other life begins and it is counted")
  private int atMostMinutes;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    Path folder = Files.createTempDirectory("hephaestus-kill");
    Path ids = Files.createDirectory(folder.resolve("ids"));
    Random random = new Random(seed);
    long begin = System.nanoTime();
    long end = begin + TimeUnit.MINUTES.toNanos(atMostMinutes);
    try (RealServer server = new RealServer(folder.resolve("data"));
        ExecutorService threads = Executors.newFixedThreadPool(together)) {
      int done = 0;
      while (done < kills && System.nanoTime() - end < 0) {
        List<Life> lives = lives(done, Math.min(kills, done + together), random);
        for (Future<?> life : threads.invokeAll(killings(lives, server, folder, ids))) {
          life.get();
        }
        int before = done;
        done += lives.size();
        if (sayEvery > 0 && done / sayEvery > before / sayEvery) {
          System.out.println(soFar(done, returned(ids), server.stored(), begin));
        }
      }
      inherit(server, folder);
      return report(done, returned(ids), server.stored(), begin);
    } finally {
      Folders.delete(folder);
    }
  }

  /** One application, from its first error on. */
  private record Life(String name, Duration length, Optional<Duration> outage) {}

  private List<Life> lives(int from, int to, Random random) {
    List<Life> lives = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Optional<Duration> outage =
          blinkEvery > 0 && i % blinkEvery == 5
              ? Optional.of(Duration.ofMillis(random.nextInt(500)))
              : Optional.empty();
      int length = warmMs + random.nextInt(lifeMs);
      lives.add(new Life("k" + i + "_" + length + "ms", Duration.ofMillis(length), outage));
    }
    return lives;
  }

  private List<Callable<Void>> killings(
      List<Life> lives, RealServer server, Path folder, Path ids) {
    String endpoint = server.endpoint();
    List<Callable<Void>> killings = new ArrayList<>();
    for (Life life : lives) {
      killings.add(
          () -> {
            liveAndDie(life, server, endpoint, folder, ids);
            return null;
          });
    }
    return killings;
  }

  private void liveAndDie(Life life, RealServer server, String endpoint, Path folder, Path ids)
      throws IOException, InterruptedException {
    Process application =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dhephaestus.endpoint=" + endpoint,
                "-Dhephaestus.service=" + SERVICE,
                "-Dhephaestus.repository=" + REPOSITORY,
                "-Dhephaestus.spoolDirectory=" + folder.resolve("spool"),
                "-Dhephaestus.spoolWait=" + spoolWait,
                "-cp",
                System.getProperty("java.class.path"),
                DoomedApplication.class.getName(),
                life.name(),
                ids.toString(),
                Integer.toString(threads),
                Integer.toString(calmMs))
            .inheritIO()
            .start();
    try {
      awaitFirst(application, ids.resolve(life.name() + "-0"));
      if (life.outage().isPresent()) {
        server.blink(life.outage().get());
      }
      Thread.sleep(life.length().toMillis());
    } finally {
      application.destroyForcibly();
      application.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static void awaitFirst(Process application, Path file)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(file) || Files.size(file) == 0) {
      if (!application.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("the application logged nothing");
      }
      Thread.sleep(5);
    }
  }

  /** The next start, which has nothing to log itself. */
  private static void inherit(RealServer server, Path folder)
      throws IOException, InterruptedException {
    ClientConfiguration configuration =
        ClientConfiguration.builder("heir")
            .set(ClientOption.ENDPOINT, server.endpoint())
            .set(ClientOption.SERVICE, SERVICE)
            .set(ClientOption.REPOSITORY, REPOSITORY)
            .set(ClientOption.SPOOL_DIRECTORY, folder.resolve("spool").toString())
            .build();
    HephaestusClient heir = new HephaestusClient(configuration, new SilentStatus(), s -> {});
    heir.start();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (spooled(folder) > 0 && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    heir.stop();
  }

  private static long spooled(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("spool"))) {
      return files.filter(file -> file.toString().endsWith(".spool")).count();
    } catch (UncheckedIOException changing) {
      return 1;
    }
  }

  private static List<String> returned(Path ids) throws IOException {
    try (Stream<Path> files = Files.list(ids)) {
      // A last line without its end was being written when death came: its append had returned.
      return files.flatMap(KillBenchmark::lines).toList();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What is missing here may still wait in the spool for the next life. */
  private String soFar(
      int done, List<String> returned, Map<String, Integer> stored, long beginNanos) {
    return String.format(
        "%d kills, spoolWait %s, %d s: %d errors whose append returned, %d of them missing"
            + " (%.3f a kill), %d stored twice, %d stored in all",
        done,
        spoolWait,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beginNanos),
        returned.size(),
        missing(returned, stored).size(),
        missing(returned, stored).size() / (double) Math.max(1, done),
        doubled(stored),
        stored.size());
  }

  private int report(
      int done, List<String> returned, Map<String, Integer> stored, long beginNanos) {
    List<String> missing = missing(returned, stored);
    System.out.println("in the end: " + soFar(done, returned, stored, beginNanos));
    Map<String, Long> all = byLife(returned);
    byLife(missing)
        .forEach(
            (life, count) ->
                System.out.println(
                    "missing: " + count + " of the " + all.get(life) + " of " + life));
    return missing.isEmpty() && doubled(stored) == 0 ? 0 : 1;
  }

  /** How many there are of each life, which an id begins with. */
  private static Map<String, Long> byLife(List<String> ids) {
    return ids.stream()
        .collect(
            Collectors.groupingBy(
                id -> id.replaceFirst("-.*", ""), TreeMap::new, Collectors.counting()));
  }

  private static List<String> missing(List<String> returned, Map<String, Integer> stored) {
    return returned.stream().filter(id -> !stored.containsKey(id)).toList();
  }

  private static long doubled(Map<String, Integer> stored) {
    return stored.values().stream().filter(count -> count > 1).count();
  }
}
