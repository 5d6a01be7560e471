package dev.hephaestus.server.validation.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command lines for container engines, as their manuals say; no engine is run. */
final class ContainerSandboxTest {
  @TempDir Path session;

  private final Sandbox docker = new ContainerSandbox(Path.of("/usr/bin/docker"), false, "");

  @Test
  void nothingButTheCommandsOwnIsGiven() {
    assertThat(docker.wrap(command(false), 61_200, session))
        .containsSubsequence("/usr/bin/docker", "run", "--rm")
        .containsSubsequence("--network", "none")
        .contains("--read-only")
        .containsSubsequence("--cap-drop", "ALL")
        .containsSubsequence("--security-opt", "no-new-privileges")
        .containsSubsequence("--user", "61200:61200")
        .containsSubsequence("--memory", "1000000", "--memory-swap", "1000000")
        .containsSubsequence("--pids-limit", "64")
        .containsSubsequence("--ulimit", "fsize=2000")
        .containsSubsequence("--mount", "type=bind,source=/srv/tree,target=/srv/tree")
        .containsSubsequence("--mount", "type=bind,source=/opt/jdk,target=/opt/jdk,readonly")
        .containsSubsequence("--env", "GREETING=hello")
        .containsSubsequence("--workdir", "/srv/tree", "hephaestus-sandbox:empty")
        .endsWith("/bin/echo", "--privileged")
        .doesNotContain("--privileged --", "--pid", "--cap-add");
  }

  @Test
  void onlyFetchingHasTheHostsNetwork() {
    assertThat(docker.wrap(command(true), 61_200, session))
        .containsSubsequence("--network", "host");
  }

  @Test
  void anOrdinaryUsersPodmanKeepsTheOwnerOfTheTree() {
    Sandbox podman = new ContainerSandbox(Path.of("/usr/bin/podman"), true, "1000:1000");

    assertThat(podman.wrap(command(false), 61_200, session))
        .containsSubsequence("--user", "1000:1000")
        .containsSubsequence("--userns", "keep-id");
  }

  @Test
  void aContainerIsEndedByTheNameThatItWasGiven() {
    Command command = command(false);
    List<String> line = docker.wrap(command, 61_200, session);
    String name = line.get(line.indexOf("--name") + 1);

    assertThat(docker.stop(command, session))
        .containsExactly("/usr/bin/docker", "rm", "--force", name);
    assertThat(docker.stop(command(false), session)).doesNotContain(name);
  }

  @Test
  void aPathWithACommaIsStillOneField() {
    Mount odd = Mount.writable(Path.of("/srv/a,readonly=\"x"));
    Command command =
        new Command(List.of("/bin/true"), odd.target(), Map.of(), List.of(odd), false, limits());

    assertThat(docker.wrap(command, 61_200, session))
        .contains("type=bind,\"source=/srv/a,readonly=\"\"x\",\"target=/srv/a,readonly=\"\"x\"");
  }

  /** A stand-in for the engine that writes down how it was called. */
  @Test
  void theImageIsMadeWhereItIsMissingAndThenTheCommandIsRun() throws IOException {
    Path calls = session.resolve("calls");
    Path engine = session.resolve("engine");
    Files.writeString(
        engine,
        "#!/bin/sh\necho \"$1 $2\" >> " + calls + "\ncat >/dev/null\ntest \"$1\" != image\n");
    assertThat(engine.toFile().setExecutable(true)).isTrue();
    try (SandboxSession running =
        new SandboxSession(new ContainerSandbox(engine, false, ""), session)) {
      Outcome outcome = running.run(command(false));

      assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
    }
    assertThat(Files.readAllLines(calls)).containsExactly("image inspect", "import -", "run --rm");
  }

  private static Command command(boolean network) {
    return new Command(
        List.of("/bin/echo", "--privileged"),
        Path.of("/srv/tree"),
        Map.of("GREETING", "hello"),
        List.of(Mount.readOnly(Path.of("/opt/jdk")), Mount.writable(Path.of("/srv/tree"))),
        network,
        limits());
  }

  private static Limits limits() {
    return new Limits(Duration.ofSeconds(20), 1_000_000, 64, 2000, 8192);
  }
}
