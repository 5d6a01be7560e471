package dev.hephaestus.benchmarks.ingest;

import dev.hephaestus.benchmarks.Folders;
import dev.hephaestus.benchmarks.Percentiles;
import dev.hephaestus.benchmarks.serving.ServerProcess;
import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.proto.v1.Repository;
import dev.hephaestus.proto.v1.Resource;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Sends records of 464 bytes to a server process and counts those that are acknowledged, which is
 * after their commit; beside it the same records over OTLP to a receiver that keeps nothing.
 */
@Command(
    name = "ingest",
    description = "Records acknowledged after their commit, beside OTLP to a receiver of nothing.",
    mixinStandardHelpOptions = true)
public final class IngestBenchmark implements Callable<Integer> {
  @Option(names = "--streams", defaultValue = "4", description = "Clients (${DEFAULT-VALUE})")
  private int streams;

  @Option(names = "--batch", defaultValue = "500", description = "Records (${DEFAULT-VALUE})")
  private int batch;

  @Option(names = "--seconds", defaultValue = "15", description = "Each part (${DEFAULT-VALUE})")
  private int seconds;

  @Option(names = "--half", defaultValue = "125000", description = "Half load (${DEFAULT-VALUE})")
  private int half;

  @Option(names = "--heap", defaultValue = "1g", description = "The server's (${DEFAULT-VALUE})")
  private String heap = "";

  @Option(
      names = "--flags",
      defaultValue = "-XX:+UseParallelGC -Xms1g -Xmn700m",
      description = "Of the server's Java (${DEFAULT-VALUE})")
  private String flags = "";

  @Option(names = "--ours-only", description = "Without OTLP beside it")
  private boolean oursOnly;

  @Option(names = "--warm-up", defaultValue = "30", description = "Seconds (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(names = "--folder", description = "Where the data directory is made")
  private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory(parent, "hephaestus-ingest");
    try {
      System.out.println(
          "the disk's own write and flush of 512 KB: " + DiskFlushes.measure(folder));
      ours(folder.resolve("data"));
      if (!oursOnly) {
        openTelemetry();
      }
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private void ours(Path data) throws Exception {
    EncodedBatches records =
        new EncodedBatches(SampleRecords.ours(), batch, Batch.RECORDS_FIELD_NUMBER);
    try (ServerProcess server = ServerProcess.start(data, 0, flags())) {
      ManagedChannel channel = channel(server.port());
      String node = node(channel);
      part("warm-up", warmUp, server, channel, node, records, Integer.MAX_VALUE);
      part("all it takes", seconds, server, channel, node, records, Integer.MAX_VALUE);
      // Another load takes other paths, which are compiled anew.
      part("warm-up of half load", warmUp / 2, server, channel, node, records, half);
      part("half load", seconds, server, channel, node, records, half);
      channel.shutdownNow();
    }
  }

  private void part(
      String name,
      int forSeconds,
      ServerProcess server,
      ManagedChannel channel,
      String node,
      EncodedBatches records,
      int perSecond)
      throws Exception {
    List<LoadStream> clients = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      clients.add(new LoadStream(channel, node, i, records, batch));
    }
    long cpuBefore = server.usage().cpuMs();
    long ownBefore = ownCpuMs();
    long begin = System.nanoTime();
    drive(clients.stream().<Sending>map(client -> client::send).toList(), forSeconds, perSecond);
    long acknowledged = 0;
    for (LoadStream client : clients) {
      client.settle();
      acknowledged += client.acknowledged();
      client.end();
    }
    double took = (System.nanoTime() - begin) / 1e9;
    ServerProcess.Usage usage = server.usage();
    Percentiles latencies = new Percentiles();
    clients.forEach(client -> latencies.addAll(client.latencies()));
    System.out.printf(
        Locale.ROOT,
        "%s: %,.0f records/s acknowledged after commit (%,.0f a core); server %.2f cores, generator"
            + " %.2f; heap peak %d MB; batch to acknowledgement %s; load %.1f%n",
        name,
        acknowledged / took,
        acknowledged * 1e3 / (usage.cpuMs() - cpuBefore + ownCpuMs() - ownBefore),
        (usage.cpuMs() - cpuBefore) / took / 1e3,
        (ownCpuMs() - ownBefore) / took / 1e3,
        usage.heapPeakBytes() >> 20,
        latencies,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private void openTelemetry() throws Exception {
    EncodedBatches records =
        new EncodedBatches(
            SampleRecords.openTelemetry(), batch, ScopeLogs.LOG_RECORDS_FIELD_NUMBER);
    try (ServerProcess receiver = ServerProcess.start(OtlpReceiver.class, List.of(), flags())) {
      ManagedChannel channel = channel(receiver.port());
      for (String name : List.of("OTLP warm-up", "OTLP, kept nowhere")) {
        List<OtlpLoad> loads = new ArrayList<>();
        for (int i = 0; i < streams; i++) {
          loads.add(new OtlpLoad(channel, records, batch, 4));
        }
        long begin = System.nanoTime();
        long cpuBefore = cpuMs(receiver.pid());
        long ownBefore = ownCpuMs();
        drive(loads.stream().<Sending>map(load -> load::send).toList(), seconds, Integer.MAX_VALUE);
        double took = (System.nanoTime() - begin) / 1e9;
        long accepted = loads.stream().mapToLong(OtlpLoad::accepted).sum();
        long cpu = cpuMs(receiver.pid()) - cpuBefore + ownCpuMs() - ownBefore;
        System.out.printf(
            Locale.ROOT,
            "%s: %,.0f records/s (%,.0f a core)%n",
            name,
            accepted / took,
            accepted * 1e3 / cpu);
      }
      channel.shutdownNow();
    }
  }

  private List<String> flags() {
    return List.of(("-Xmx" + heap + " " + flags.strip()).split(" +", -1));
  }

  /** Sends one batch. */
  private interface Sending {
    void send() throws InterruptedException;
  }

  private void drive(List<Sending> all, int forSeconds, int perSecond)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + forSeconds * 1_000_000_000L;
    long pause = perSecond == Integer.MAX_VALUE ? 0 : (long) (1e9 * batch * all.size() / perSecond);
    try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
      List<Future<?>> running = new ArrayList<>();
      for (Sending each : all) {
        running.add(
            threads.submit(
                () -> {
                  long next = System.nanoTime() + (long) (pause * Math.random());
                  while (System.nanoTime() < end) {
                    LockSupport.parkNanos(next - System.nanoTime());
                    each.send();
                    next += pause;
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
  }

  static String node(ManagedChannel channel) {
    return NodeServiceGrpc.newBlockingStub(channel)
        .initialize(
            InitializeRequest.newBuilder()
                .setResource(Resource.newBuilder().setService("load"))
                .setRepository(Repository.newBuilder().setLocation("/srv/git/load"))
                .build())
        .getNodeId();
  }

  private static ManagedChannel channel(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
  }

  private static long ownCpuMs() {
    return cpuMs(ProcessHandle.current().pid());
  }

  private static long cpuMs(long pid) {
    return ProcessHandle.of(pid).orElseThrow().info().totalCpuDuration().orElseThrow().toMillis();
  }
}
