package dev.hephaestus.benchmarks.ingest;

import dev.hephaestus.benchmarks.Folders;
import dev.hephaestus.benchmarks.serving.ServerProcess;
import dev.hephaestus.proto.v1.Batch;
import io.grpc.ManagedChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Sends a server what should harm it, while a client that behaves sends records beside it: how the
 * server ends the one, what the other notices, and what stays in the server's heap.
 */
@Command(
    name = "hostile",
    description = "Bombs, giants, noise and resets beside a client that behaves.",
    mixinStandardHelpOptions = true)
public final class HostileBenchmark implements Callable<Integer> {
  private static final int BATCH = 100;

  @Option(names = "--seconds", defaultValue = "10", description = "Each kind (${DEFAULT-VALUE})")
  private int seconds;

  @Option(names = "--rate", defaultValue = "20000", description = "Records a second beside them")
  private int rate;

  @Option(names = "--folder", description = "Where the data directory is made")
  private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

  private final EncodedBatches records =
      new EncodedBatches(SampleRecords.ours(), BATCH, Batch.RECORDS_FIELD_NUMBER);
  private int clients;
  private boolean good = true;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory(parent, "hephaestus-hostile");
    List<String> flags = List.of("-Xmx1g", "-XX:+UseParallelGC");
    try (ServerProcess server = ServerProcess.start(folder.resolve("data"), 0, flags)) {
      ManagedChannel channel = Hostility.channel(server.port());
      String node = IngestBenchmark.node(channel);
      // Once to load classes and pools, which stay; then to see whether anything else does.
      for (Hostility kind : Hostility.values()) {
        part(server, channel, node, kind, false);
      }
      for (Hostility kind : Hostility.values()) {
        part(server, channel, node, kind, true);
      }
      channel.shutdownNow();
    } finally {
      Folders.delete(folder);
    }
    return good ? 0 : 1;
  }

  private void part(
      ServerProcess server, ManagedChannel channel, String node, Hostility kind, boolean counts)
      throws Exception {
    long liveBefore = server.liveHeapBytes();
    server.usage();
    int forSeconds = counts ? seconds : Math.min(3, seconds);
    LoadStream client = new LoadStream(channel, node, clients++, records, BATCH);
    Thread behaved = Thread.ofPlatform().start(() -> send(client, forSeconds));
    Map<String, Integer> ends = harm(server.port(), kind, forSeconds);
    behaved.join();
    client.settle();
    client.end();
    long peak = server.usage().heapPeakBytes();
    double grown = (server.liveHeapBytes() - liveBefore) / (double) (1 << 20);
    if (counts) {
      boolean undisturbed = client.acknowledged() == client.sent();
      good &= undisturbed && grown <= 16;
      System.out.printf(
          Locale.ROOT,
          "%s, %d a second: ended %s; beside them %,d of %,d records acknowledged, batch to"
              + " acknowledgement %s; live heap %+.1f MB, peak %d MB%n",
          kind,
          kind.perSecond,
          ends,
          client.acknowledged(),
          client.sent(),
          client.latencies(),
          grown,
          peak >> 20);
    }
  }

  private void send(LoadStream client, int forSeconds) {
    long end = System.nanoTime() + forSeconds * 1_000_000_000L;
    long pause = 1_000_000_000L * BATCH / rate;
    try {
      for (long next = System.nanoTime(); next < end; next += pause) {
        LockSupport.parkNanos(next - System.nanoTime());
        client.send();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, Integer> harm(int port, Hostility kind, int forSeconds)
      throws InterruptedException {
    Map<String, Integer> ends = new TreeMap<>();
    long end = System.nanoTime() + forSeconds * 1_000_000_000L;
    if (kind.perSecond == 0) {
      Thread.sleep(forSeconds * 1_000L);
      return ends;
    }
    long pause = 1_000_000_000L / kind.perSecond;
    ManagedChannel channel = Hostility.channel(port);
    for (long next = System.nanoTime(); System.nanoTime() < end; next += pause) {
      LockSupport.parkNanos(next - System.nanoTime());
      ends.merge(kind.once(channel), 1, Integer::sum);
      if (kind == Hostility.RAPID_RESET) {
        channel.shutdownNow();
        channel = Hostility.channel(port);
      }
    }
    channel.shutdownNow();
    return ends;
  }
}
