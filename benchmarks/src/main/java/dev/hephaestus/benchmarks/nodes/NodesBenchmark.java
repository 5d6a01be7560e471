package dev.hephaestus.benchmarks.nodes;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.jgit.api.Git;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Connects many nodes to one server, each by a connection of its own, then kills the server and
 * waits until all are back.
 *
 * <p><i>Units:</i> memory is what the operating system counts for the server's process.
 */
@Command(
    name = "nodes",
    description = "Memory of a server with many nodes, and how long they take to come back.",
    mixinStandardHelpOptions = true)
public final class NodesBenchmark implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long GOAL_MB = 1_024;
  private static final long GOAL_SECONDS = 60;

  @Option(names = "--nodes", defaultValue = "10000", description = "How many; ${DEFAULT-VALUE}.")
  private int count;

  @Option(names = "--heap", defaultValue = "512m", description = "The server's; ${DEFAULT-VALUE}.")
  private String heap = "512m";

  @Option(
      names = "--idle",
      defaultValue = "60",
      description = "How many seconds all only say that they live; ${DEFAULT-VALUE}.")
  private int idleSeconds;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("hephaestus-nodes-");
    String repository = repository(folder.resolve("repository"));
    int port = freePort();
    ServerProcess server = ServerProcess.start(folder, heap, port);
    NioEventLoopGroup loops = new NioEventLoopGroup(1);
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    List<ManagedChannel> channels = new ArrayList<>();
    List<RawNode> nodes = new ArrayList<>();
    try {
      System.out.printf(
          "%-34s %8s MB, %3d threads%n", "empty", server.residentMb(), server.threads());
      for (int i = 0; i < count; i++) {
        ManagedChannel channel = channel(port, loops);
        channels.add(channel);
        nodes.add(new RawNode(channel, timer, i, repository));
      }
      long begin = System.nanoTime();
      nodes.forEach(RawNode::connect);
      await(nodes, RawNode::isWelcome);
      report(count + " nodes registered", begin, server);
      begin = System.nanoTime();
      nodes.forEach(node -> node.log(1));
      await(nodes, node -> node.acknowledged() == 1);
      report("a record of each acknowledged", begin, server);

      server.kill();
      server = ServerProcess.start(folder, heap, port);
      begin = System.nanoTime();
      await(nodes, node -> node.isWelcome() && node.attempts() > 1);
      long seconds = report("all are back after kill -9", begin, server);
      idle(nodes, timer, server);
      boolean good = server.residentMb() <= GOAL_MB && seconds <= GOAL_SECONDS;
      System.out.println(good ? "within the goals" : "NOT within 1 GB and 60 s");
      return good ? 0 : 1;
    } finally {
      channels.forEach(ManagedChannel::shutdownNow);
      timer.shutdownNow();
      server.kill();
      var unused = loops.shutdownGracefully();
    }
  }

  /** Each says every half minute what became of its records, as clients do. */
  private void idle(List<RawNode> nodes, ScheduledExecutorService timer, ServerProcess server)
      throws InterruptedException {
    int periodMs = 30_000;
    for (int i = 0; i < nodes.size(); i++) {
      var unused =
          timer.scheduleAtFixedRate(
              nodes.get(i)::report, i * (long) periodMs / count, periodMs, TimeUnit.MILLISECONDS);
    }
    Duration before = server.cpu();
    long begin = System.nanoTime();
    Thread.sleep(Duration.ofSeconds(idleSeconds));
    Duration used = server.cpu().minus(before);
    report(count + " connected, heartbeats only", begin, server);
    System.out.printf("%-34s %8.1f %% of a core%n", "", used.toMillis() / 10.0 / idleSeconds);
  }

  private static ManagedChannel channel(int port, NioEventLoopGroup loops) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .usePlaintext()
        .eventLoopGroup(loops)
        .channelType(NioSocketChannel.class)
        .directExecutor()
        .build();
  }

  private static long report(String what, long begin, ServerProcess server) {
    long ms = Duration.ofNanos(System.nanoTime() - begin).toMillis();
    System.out.printf(
        "%-34s %8s MB, %3d threads, %6.1f s%n",
        what, server.residentMb(), server.threads(), ms / 1_000.0);
    return ms / 1_000;
  }

  private static void await(List<RawNode> nodes, Predicate<RawNode> state)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!nodes.stream().allMatch(state)) {
      if (System.nanoTime() - end > 0) {
        long there = nodes.stream().filter(state).count();
        throw new IllegalStateException("only " + there + " of " + nodes.size() + " came so far");
      }
      Thread.sleep(100);
    }
  }

  private static String repository(Path folder) throws Exception {
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      Files.writeString(folder.resolve("Main.java"), "class Main {}\n");
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("All")
          .setAuthor("a", "a@b")
          .setCommitter("a", "a@b")
          .setSign(false)
          .call();
    }
    return folder.toString();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
