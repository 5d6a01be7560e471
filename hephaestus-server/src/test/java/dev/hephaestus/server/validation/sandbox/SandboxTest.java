package dev.hephaestus.server.validation.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SandboxTest {
  @TempDir Path folder;
  private Path session;
  private Path tree;

  /** The best of each kind that is installed and works; a test that finds none is skipped. */
  static Stream<Sandbox> sandboxes() throws IOException {
    Path probe = Files.createTempDirectory("probe");
    List<Sandbox> working =
        new SandboxFinder()
            .candidates().stream()
                .filter(candidate -> SandboxFinder.probe(candidate, probe).isEmpty())
                .collect(
                    Collectors.toMap(
                        Object::getClass, kind -> kind, (best, other) -> best, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    Files.delete(probe);
    assumeTrue(!working.isEmpty(), "neither bwrap nor unshare works on this host");
    return working.stream();
  }

  @BeforeEach
  void folders() throws IOException {
    session = Files.createDirectory(folder.resolve("session"));
    tree = Files.createDirectory(folder.resolve("tree"));
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void everySandboxThatIsInstalledPassesItsProbe(Sandbox sandbox) {
    assertThat(SandboxFinder.probe(sandbox, session)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void theHostsLoopbackCannotBeReached(Sandbox sandbox) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String connect = "exec 3<>/dev/tcp/127.0.0.1/" + server.getLocalPort() + " && echo reached";

      Outcome outcome = bash(sandbox, connect, limits());

      assertThat(outcome.succeeded()).isFalse();
      assertThat(outcome.output())
          .containsPattern("refused|unreachable")
          .doesNotContain("reached\n");
    }
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void homesAndFilesBesideTheTreeAreNotVisible(Sandbox sandbox) throws IOException {
    Files.writeString(folder.resolve("secret"), "hush");

    Outcome outcome =
        bash(
            sandbox,
            "ls /home /root /var /etc/hostname /etc/shadow; cat " + folder.resolve("secret"),
            limits());

    assertThat(outcome.succeeded()).isFalse();
    assertThat(outcome.output()).doesNotContain("hush").contains("No such file or directory");
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void theEnvironmentHoldsOnlyWhatTheCommandSays(Sandbox sandbox) {
    Outcome outcome = bash(sandbox, "env; tr '\\0' ' ' < /proc/1/environ", limits());

    assertThat(outcome.output()).contains("GREETING=hello").doesNotContain("USER=", "JAVA");
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void onlyTheTreeCanBeWritten(Sandbox sandbox) throws IOException {
    Outcome outcome =
        bash(sandbox, "echo kept > kept; echo x > /usr/lib/x; echo x > /x; exit 0", limits());

    assertThat(outcome.succeeded()).isTrue();
    assertThat(tree.resolve("kept")).hasContent("kept");
    assertThat(Path.of("/usr/lib/x")).doesNotExist();
    assertThat(Path.of("/x")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void thereIsNoCapabilityAndNoNewOne(Sandbox sandbox) {
    Outcome outcome =
        bash(sandbox, "grep -E 'CapEff|CapBnd|NoNewPrivs' /proc/self/status", limits());

    assertThat(outcome.output())
        .containsPattern("CapEff:\\s*0{16}")
        .containsPattern("NoNewPrivs:\\s*1");
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void aCommandThatNeverEndsIsStoppedWithAllItStarted(Sandbox sandbox) {
    Outcome outcome =
        bash(sandbox, "(sleep 987 &) ; sleep 987", limits().within(Duration.ofMillis(500)));

    assertThat(outcome.ending()).isEqualTo(Outcome.Ending.OUT_OF_TIME);
    Awaitility.await().until(() -> !isRunning("sleep 987"));
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void aForkBombIsBounded(Sandbox sandbox) {
    Limits few = new Limits(Duration.ofSeconds(2), 1L << 30, 64, 1L << 20, 4096);

    Outcome outcome =
        bash(sandbox, "for i in $(seq 500); do sleep 986 & done; wait; echo survived", few);

    assertThat(outcome.output()).contains("Resource temporarily unavailable");
    Awaitility.await().until(() -> !isRunning("sleep 986"));
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void hugeOutputIsCutInTheMiddle(Sandbox sandbox) {
    Outcome outcome =
        bash(sandbox, "echo first; head -c 50000000 /dev/zero | tr '\\0' x; echo last", limits());

    assertThat(outcome.output()).startsWith("first").endsWith("last\n").contains("bytes left out");
    assertThat(outcome.output().length()).isLessThan(20_000);
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void aHugeFileIsNotWritten(Sandbox sandbox) throws IOException {
    bash(sandbox, "head -c 50000000 /dev/zero > big", limits());

    assertThat(Files.size(tree.resolve("big"))).isLessThanOrEqualTo(limits().fileBytes());
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void tooMuchMemoryIsRefusedOrEndsTheCommand(Sandbox sandbox) {
    Limits small = new Limits(Duration.ofSeconds(20), 64L << 20, 64, 1L << 20, 4096);

    Outcome outcome =
        bash(sandbox, "x=$(head -c 900000000 /dev/zero | tr '\\0' x); echo held", small);

    assertThat(outcome.output()).doesNotContain("held");
    assertThat(outcome.succeeded()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("sandboxes")
  void closingTheSessionEndsWhatRuns(Sandbox sandbox) {
    SandboxSession running = new SandboxSession(sandbox, session);
    running.handOver(tree);
    Thread closer =
        Thread.ofPlatform()
            .start(
                () -> {
                  Awaitility.await().until(() -> isRunning("sleep 985"));
                  running.close();
                });

    Outcome outcome = running.run(command("sleep 985", limits().within(Duration.ofMinutes(5))));

    assertThat(outcome.ending()).isEqualTo(Outcome.Ending.KILLED);
    assertThat(closer.isInterrupted()).isFalse();
    Awaitility.await().until(() -> !isRunning("sleep 985"));
  }

  @Test
  void everyCandidateThatIsInstalledPassesOrSaysWhyNot() {
    for (Sandbox candidate : new SandboxFinder().candidates()) {
      SandboxFinder.probe(candidate, session)
          .ifPresent(fault -> assertThat(fault).as(candidate.name()).isNotBlank());
    }
    assertThat(session).isEmptyDirectory();
  }

  @Test
  void withoutAnySandboxNothingIsRunAndItSaysWhatToInstall() {
    Sandbox none = new SandboxFinder(List.of(tree)).find(session);

    Outcome outcome = bash(none, "echo ran > ran", limits());

    assertThat(none.confines()).isFalse();
    assertThat(none.name()).contains("apt-get install bubblewrap");
    assertThat(outcome.ending()).isEqualTo(Outcome.Ending.REFUSED);
    assertThat(tree.resolve("ran")).doesNotExist();
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
        Map.of("GREETING", "hello"),
        List.of(Mount.writable(tree)),
        false,
        limits);
  }

  private static Limits limits() {
    return new Limits(Duration.ofSeconds(20), 1L << 30, 256, 1L << 20, 8192);
  }

  private static boolean isRunning(String commandLine) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .anyMatch(line -> line.endsWith(commandLine));
  }
}
