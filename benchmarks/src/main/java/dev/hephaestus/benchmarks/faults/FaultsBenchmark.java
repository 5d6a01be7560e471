package dev.hephaestus.benchmarks.faults;

import dev.hephaestus.benchmarks.Folders;
import dev.hephaestus.benchmarks.Percentiles;
import dev.hephaestus.benchmarks.serving.ServerProcess;
import dev.hephaestus.proto.v1.InitializeRequest;
import dev.hephaestus.proto.v1.NodeServiceGrpc;
import dev.hephaestus.proto.v1.Repository;
import dev.hephaestus.proto.v1.Resource;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Kills the server (SIGKILL) again and again while numbered records are sent through a network that
 * breaks and onto a disk that fails; then asks the database for each that was acknowledged, and
 * whether each stored error was counted in its incident once.
 */
@Command(
    name = "faults",
    description = "Kills the server, breaks its network and disk; is every record there once?",
    mixinStandardHelpOptions = true)
public final class FaultsBenchmark implements Callable<Integer> {
  @Option(names = "--kills", defaultValue = "200", description = "How often (${DEFAULT-VALUE})")
  private int kills;

  @Option(names = "--clients", defaultValue = "5", description = "Issuers (${DEFAULT-VALUE})")
  private int clients;

  @Option(names = "--seed", defaultValue = "1", description = "Of what happens when")
  private long seed;

  @Option(names = "--disk-every", defaultValue = "8", description = "Lives with a disk's fault")
  private int diskEvery;

  @Option(names = "--folder", description = "Where the data directory is made")
  private Path parent = Path.of(System.getProperty("java.io.tmpdir"));

  private static final int READY_WITHIN_MS = 5_000;
  private static final List<DiskFault> ALL = List.of(DiskFault.values());

  private final Ledger ledger = new Ledger();
  private final Percentiles ready = new Percentiles();
  private final Map<DiskFault, Integer> diskFaults = new EnumMap<>(DiskFault.class);
  private int networkFaults;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory(parent, "hephaestus-faults");
    boolean disk = diskEvery > 0 && DiskFault.isPossible();
    Random random = new Random(seed);
    try {
      Path data = folder.resolve("data");
      ServerProcess server = start(data, 0);
      int port = server.port();
      String node = node(port);
      try (TcpProxy proxy = new TcpProxy(port)) {
        List<Issuer> issuers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
          Issuer issuer = new Issuer(node, "client-" + i, proxy.port(), seed * 31 + i, ledger);
          issuers.add(issuer);
          threads.add(Thread.ofPlatform().name(issuer.instance()).start(issuer));
        }
        for (int i = 0; i < kills; i++) {
          live(server, proxy, disk && i % diskEvery == 0, random);
          server.kill();
          server = start(data, port);
        }
        issuers.forEach(Issuer::finish);
        for (Thread thread : threads) {
          thread.join();
        }
        server.close();
        return report(new Inventory(data).compare(issuers, ledger), issuers);
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private ServerProcess start(Path data, int port) throws IOException {
    long begin = System.nanoTime();
    ServerProcess server =
        ServerProcess.startDetecting(
            data, port, List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    double ms = (System.nanoTime() - begin) / 1e6;
    ready.add(ms);
    if (ms > READY_WITHIN_MS) {
      System.err.printf(
          Locale.ROOT,
          "ready after %.0f ms, of which %d ms on a processor; load %.1f%n",
          ms,
          server.usage().cpuMs(),
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
    return server;
  }

  private void live(ServerProcess server, TcpProxy proxy, boolean disk, Random random)
      throws IOException, InterruptedException {
    Thread.sleep(random.nextInt(900));
    if (disk) {
      DiskFault fault = ALL.get(random.nextInt(ALL.size()));
      diskFaults.merge(fault, 1, Integer::sum);
      fault.inject(server.pid(), 1_500 + random.nextInt(1_500));
      // Half of the time it may recover before it dies.
      Thread.sleep(random.nextBoolean() ? 0 : 6_000 + random.nextInt(4_000));
      return;
    }
    switch (random.nextInt(6)) {
      case 0 -> proxy.reset();
      case 1 -> proxy.halfOpen();
      case 2 -> proxy.flow(TcpProxy.Flow.STALLED);
      case 3 -> proxy.flow(TcpProxy.Flow.PARTED);
      default -> networkFaults--;
    }
    networkFaults++;
    Thread.sleep(random.nextInt(1_500));
    proxy.flow(TcpProxy.Flow.OPEN);
    Thread.sleep(random.nextInt(300));
  }

  private int report(Inventory.Result result, List<Issuer> issuers) {
    long acknowledged = issuers.stream().mapToLong(Issuer::acknowledged).sum();
    System.out.printf(
        "%d kills (SIGKILL), %d network faults, disk faults %s, %s%n"
            + "%,d records acknowledged: missing %d, visible twice %d, false acknowledgements %d;"
            + " %,d stored, %,d of them errors, counted wrongly in incidents %d;"
            + " process start to ready: %s%n",
        kills,
        networkFaults,
        diskFaults,
        ledger,
        acknowledged,
        result.missing(),
        result.doubled(),
        ledger.violations(),
        result.stored(),
        result.errors(),
        result.miscounted(),
        ready);
    return result.missing() + result.doubled() + ledger.violations() + result.miscounted() == 0
        ? 0
        : 1;
  }

  /** Registers the node that issuers send for. */
  static String node(int port) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      return NodeServiceGrpc.newBlockingStub(channel)
          .initialize(
              InitializeRequest.newBuilder()
                  .setResource(Resource.newBuilder().setService("oracle"))
                  .setRepository(Repository.newBuilder().setLocation("/srv/git/oracle"))
                  .build())
          .getNodeId();
    } finally {
      channel.shutdownNow();
    }
  }
}
