package dev.hephaestus.benchmarks.faults;

import dev.hephaestus.benchmarks.Percentiles;
import dev.hephaestus.benchmarks.serving.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Sends numbered records until a small file system is really full, makes room, and sends on: does
 * the server stop acknowledging, say why, go on by itself, and lose nothing? The folder should be
 * on a file system of its own: it is filled.
 */
@Command(
    name = "full-disk",
    description = "Fills a small file system to its end, several times, and makes room again.",
    mixinStandardHelpOptions = true)
public final class FullDiskBenchmark implements Callable<Integer> {
  private static final long MOST_BYTES = 256L << 20;
  private static final int FULL_FOR_MS = 3_000;
  private static final int PATIENCE_MS = 60_000;

  @Option(names = "--folder", required = true, description = "The small file system")
  private Path folder = Path.of("");

  @Option(names = "--times", defaultValue = "3", description = "How often (${DEFAULT-VALUE})")
  private int times;

  @Option(names = "--clients", defaultValue = "3", description = "Issuers (${DEFAULT-VALUE})")
  private int clients;

  private final Ledger ledger = new Ledger();
  private final List<Issuer> issuers = new ArrayList<>();
  private final Percentiles again = new Percentiles();

  @Override
  public Integer call() throws Exception {
    long room = Files.getFileStore(folder).getUsableSpace();
    if (room > MOST_BYTES) {
      System.err.println(folder + " has " + (room >> 20) + " MB; give one with at most 256");
      return 2;
    }
    // Half of it is held, and given free piece by piece.
    List<Path> held = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      held.add(Files.write(folder.resolve("held-" + i), new byte[(int) (room / 2 / times)]));
    }
    Path data = folder.resolve("data");
    try (ServerProcess server = ServerProcess.startDetecting(data, 0, List.of("-Xmx256m"))) {
      List<Thread> threads = issue(server.port());
      for (Path piece : held) {
        awaitFull();
        Files.delete(piece);
        awaitProgress();
      }
      issuers.forEach(Issuer::finish);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    return report(new Inventory(data).compare(issuers, ledger));
  }

  private List<Thread> issue(int port) {
    String node = FaultsBenchmark.node(port);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      Issuer issuer = new Issuer(node, "client-" + i, port, i, ledger);
      issuers.add(issuer);
      threads.add(Thread.ofPlatform().daemon().name(issuer.instance()).start(issuer));
    }
    return threads;
  }

  /** Returns when nothing has been acknowledged for a while, and the reason was given. */
  private void awaitFull() throws IOException, InterruptedException {
    int refusedBefore = ledger.ended("UNAVAILABLE DISK_FULL");
    long end = System.currentTimeMillis() + PATIENCE_MS;
    long last = -1;
    long since = System.currentTimeMillis();
    while (System.currentTimeMillis() < end) {
      long now = acknowledged();
      if (now != last) {
        last = now;
        since = System.currentTimeMillis();
      } else if (System.currentTimeMillis() - since > FULL_FOR_MS
          && ledger.ended("UNAVAILABLE DISK_FULL") > refusedBefore) {
        return;
      }
      Thread.sleep(20);
    }
    throw new IOException("the file system did not get full: " + ledger);
  }

  private void awaitProgress() throws IOException, InterruptedException {
    long begin = System.currentTimeMillis();
    long before = acknowledged();
    while (acknowledged() == before) {
      if (System.currentTimeMillis() - begin > PATIENCE_MS) {
        throw new IOException("the server did not go on when there was room: " + ledger);
      }
      Thread.sleep(5);
    }
    again.add((double) (System.currentTimeMillis() - begin));
  }

  private long acknowledged() {
    return issuers.stream().mapToLong(Issuer::acknowledged).sum();
  }

  private int report(Inventory.Result result) {
    System.out.printf(
        "full %d times, %s%n%,d records acknowledged: missing %d, visible twice %d, false"
            + " acknowledgements %d; %,d errors, counted wrongly in incidents %d; room to next"
            + " acknowledgement: %s%n",
        times,
        ledger,
        acknowledged(),
        result.missing(),
        result.doubled(),
        ledger.violations(),
        result.errors(),
        result.miscounted(),
        again);
    return result.missing() + result.doubled() + ledger.violations() + result.miscounted() == 0
        ? 0
        : 1;
  }
}
