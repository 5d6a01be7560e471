package dev.hephaestus.server.validation.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Foreign code that wants out: every attempt fails, and what can be seen of it is counted. */
final class EscapeTest {
  @TempDir Path folder;
  private Path session;
  private Path tree;
  private Path canary;
  private Path shown;

  static Stream<Sandbox> sandboxes() throws IOException {
    return SandboxTest.sandboxes();
  }

  @BeforeEach
  void folders() throws IOException {
    folder = folder.toRealPath();
    session = Files.createDirectory(folder.resolve("session"));
    tree = Files.createDirectory(folder.resolve("tree"));
    canary = Files.createDirectory(folder.resolve("canary"));
    shown = Files.createDirectory(folder.resolve("shown"));
    Files.writeString(canary.resolve("secret"), "hephaestus-canary");
    Files.writeString(shown.resolve("file"), "as it was");
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void noProbeGetsOutAndNoByteArrives(Sandbox sandbox) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "no perl to probe with");
    boolean filtered = sandbox.name().equals("bubblewrap");
    try (Listener listener = new Listener()) {
      EscapeProbes probes =
          new EscapeProbes(canary, tree, shown, listener.port(), listener.host(), filtered);

      Outcome outcome = bash(sandbox, probes.script(), limits());

      assertThat(outcome.output().lines().filter(line -> line.startsWith("ESCAPED"))).isEmpty();
      assertThat(outcome.output().lines().filter(line -> line.startsWith("held")))
          .hasSize(probes.all().size());
      assertThat(listener.received()).isZero();
    }
    assertThat(contents(canary)).isEqualTo(Map.of("secret", "hephaestus-canary"));
    assertThat(contents(shown)).isEqualTo(Map.of("file", "as it was"));
    assertThat(contents(tree)).doesNotContainKeys("out", "all");
  }

  /** The same probes, made where nothing holds them: what is harmless there must get out. */
  @Test
  void theProbesCanTellAnEscape() throws IOException, InterruptedException {
    try (Listener listener = new Listener()) {
      EscapeProbes probes =
          new EscapeProbes(canary, tree, shown, listener.port(), listener.host(), false);
      List<String> harmless =
          List.of(
              "write " + canary + "/planted",
              "write " + tree + "/../planted",
              "write through a link",
              "read " + canary + "/secret",
              "connect to 127.0.0.1",
              "gain privileges",
              "remove what is shown");
      for (String name : harmless) {
        Process process =
            new ProcessBuilder("/bin/bash", "-c", String.valueOf(probes.all().get(name)))
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as(name).isZero();
      }
      assertThat(listener.received()).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void whatIsPlantedForTheHostIsTakenOutAndCounted(Sandbox sandbox) throws IOException {
    Map<Escape, Long> counted = new EnumMap<>(Escape.class);
    String plant =
        """
        ln -s %1$s out; ln -s /etc/passwd file; ln -s ../../.. up; ln -s loop loop; ln -s out/secret chain
        ln -s kept inside; echo x > kept; mkdir sub; ln -s ../kept sub/back; ln -s missing dangling
        mkfifo pipe sub/pipe; perl -MIO::Socket::UNIX -e 'IO::Socket::UNIX->new(Local => "socket", Listen => 1)'
        cp /bin/true program; chmod 6755 program
        mkdir locked; echo x > locked/x; chmod 0 locked
        perl -e 'for (1 .. 3000) { mkdir "deeeeeeeeeeeeeeeeeeeeep"; chdir "deeeeeeeeeeeeeeeeeeeeep" }'
        exit 0
        """
            .formatted(canary);

    try (SandboxSession running =
        new SandboxSession(
            sandbox, session, (kind, times) -> counted.merge(kind, times, Long::sum))) {
      running.handOver(tree);
      running.run(command(plant, limits()));

      assertThat(running.escapes()).isEqualTo(counted);
    }

    assertThat(counted)
        .containsEntry(Escape.PRIVILEGED_FILE, 1L)
        .containsEntry(Escape.TOO_DEEP, 1L);
    // A link to a link that was taken out first leads nowhere, and stays.
    assertThat(counted.get(Escape.LINK_OUT)).isBetween(4L, 5L);
    assertThat(counted.get(Escape.SPECIAL_FILE)).isGreaterThanOrEqualTo(2);
    assertThat(tree.resolve("inside")).isSymbolicLink();
    assertThat(tree.resolve("sub/back")).isSymbolicLink();
    assertThat(tree.resolve("dangling")).isSymbolicLink();
    assertThat(tree.resolve("locked/x")).exists();
    assertThat(tree.resolve("out")).doesNotExist();
    assertThat(contents(canary)).isEqualTo(Map.of("secret", "hephaestus-canary"));
    TreeRemoval.remove(tree);
    assertThat(tree).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void aFolderThatWasSwappedForALinkIsNotShown(Sandbox sandbox) throws IOException {
    try (SandboxSession running = new SandboxSession(sandbox, session)) {
      running.handOver(tree);
      running.run(command("mkdir classes", limits()));
      Files.delete(tree.resolve("classes"));
      Files.createSymbolicLink(tree.resolve("classes"), canary);
      Command shows =
          new Command(
              List.of("/bin/cat", tree.resolve("classes/secret").toString()),
              tree,
              Map.of(),
              List.of(Mount.writable(tree), Mount.readOnly(tree.resolve("classes"))),
              false,
              limits());

      Outcome outcome = running.run(shows);

      assertThat(outcome.ending()).isEqualTo(Outcome.Ending.REFUSED);
      assertThat(outcome.output()).doesNotContain("canary");
      assertThat(running.escapes()).containsEntry(Escape.FORGED_MOUNT, 1L);
    }
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void aCommandThatFillsTheDiskIsStopped(Sandbox sandbox) throws IOException {
    Limits little = new Limits(Duration.ofSeconds(60), 1L << 30, 256, 64L << 20, 32L << 20, 8192);

    Outcome outcome =
        bash(
            sandbox,
            "for i in $(seq 400); do head -c 8000000 /dev/zero > f$i; sleep 0.05; done",
            little);

    assertThat(outcome.ending()).isEqualTo(Outcome.Ending.OUT_OF_DISK);
    assertThat(outcome.describe()).contains("wrote too much");
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void packetsToTheOutsideAreCounted(Sandbox sandbox) {
    try (SandboxSession running = new SandboxSession(sandbox, session)) {
      running.handOver(tree);
      String call = "for i in 1 2 3; do echo x > /dev/udp/10.9.8.7/53; done; sleep 1";
      running.run(command(call, limits()));

      assertThat(running.escapes()).containsKey(Escape.NETWORK);
    }
  }

  private Outcome bash(Sandbox sandbox, String script, Limits limits) {
    try (SandboxSession running = new SandboxSession(sandbox, session)) {
      running.handOver(tree);
      return running.run(command(script, limits));
    }
  }

  private Command command(String script, Limits limits) {
    return new Command(
        List.of("/bin/bash", "-c", script),
        tree,
        Map.of(),
        List.of(Mount.writable(tree), Mount.readOnly(shown)),
        false,
        limits);
  }

  private static Limits limits() {
    return new Limits(Duration.ofSeconds(90), 1L << 30, 256, 64L << 20, 64 * 1024);
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        boolean isFile = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        contents.put(
            String.valueOf(file.getFileName()),
            isFile ? Files.readString(file, StandardCharsets.ISO_8859_1) : "?");
      }
    }
    return contents;
  }

  /** Listens on every address of the host, and counts what arrives. */
  private static final class Listener implements AutoCloseable {
    private final ServerSocket tcp = new ServerSocket(0);
    private final DatagramSocket udp = new DatagramSocket(tcp.getLocalPort());

    Listener() throws IOException {
      tcp.setSoTimeout(50);
      udp.setSoTimeout(50);
    }

    int port() {
      return tcp.getLocalPort();
    }

    /** An address of the host that is not its loopback, where it has one. */
    String host() throws IOException {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .findFirst()
          .orElse("127.0.1.1");
    }

    /** Connections and datagrams so far. */
    int received() throws IOException {
      int received = 0;
      try {
        while (true) {
          tcp.accept().close();
          received++;
        }
      } catch (SocketTimeoutException e) {
        // No more connections.
      }
      try {
        while (true) {
          udp.receive(new DatagramPacket(new byte[64], 64));
          received++;
        }
      } catch (SocketTimeoutException e) {
        return received;
      }
    }

    @Override
    public void close() throws IOException {
      udp.close();
      tcp.close();
    }
  }
}
