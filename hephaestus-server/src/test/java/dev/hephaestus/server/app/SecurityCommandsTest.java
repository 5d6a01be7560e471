package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and the audit log at the command line, beside a server that runs. */
final class SecurityCommandsTest {
  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  /** What a command said. */
  private record Said(int exit, String out, String err) {}

  @BeforeEach
  void keepEverythingInTheFolder() {
    environment.put("HEPHAESTUS_DATA_DIRECTORY", folder.resolve("data").toString());
    environment.put("HEPHAESTUS_GRPC_PORT", "0");
    environment.put("HEPHAESTUS_HTTP_PORT", "0");
  }

  @Test
  void aRunningServerKnowsOfKeysAtOnce() throws Exception {
    try (HephaestusServer server =
        HephaestusServer.start(
            ConfigurationReader.read(Optional.empty(), environment),
            environment,
            Clock.systemUTC())) {
      assertThat(nodes(server, "none")).isEqualTo(200);

      String key = run("keys", "create", "people", "--role", "read,operate").out().strip();
      assertThat(nodes(server, "none")).isEqualTo(401);
      assertThat(nodes(server, key)).isEqualTo(200);
      String id = key.substring(5, 17);
      String next = run("keys", "rotate", id, "--grace", "1h").out().strip();
      assertThat(nodes(server, key)).isEqualTo(200);
      assertThat(nodes(server, next)).isEqualTo(200);
      assertThat(run("keys", "revoke", id).exit()).isZero();
      assertThat(nodes(server, key)).isEqualTo(401);
      assertThat(nodes(server, next)).isEqualTo(200);
    }
    assertThat(run("keys", "list").out())
        .contains("people", "roles=operate,read", "was revoked", "last used")
        .doesNotContain("heph_");
    assertThat(run("audit", "list").out())
        .contains("key.created", "key.rotated", "key.revoked", "authentication.refused");
    assertThat(run("audit", "verify"))
        .satisfies(said -> assertThat(said.exit()).isZero())
        .satisfies(said -> assertThat(said.out()).startsWith("intact: "));
  }

  @Test
  void secretsArePutFromAFileAndNeverShown() throws Exception {
    Path file = folder.resolve("token");
    Files.writeString(file, "ghp_secret\n");

    assertThat(run("secrets", "put", "github", "--file", file.toString()).out())
        .startsWith("sealed github")
        .doesNotContain("ghp_secret");
    assertThat(run("secrets", "rotate").out()).contains("sealed 1 secrets anew");
    assertThat(run("secrets", "remove", "github").exit()).isZero();
    assertThat(run("secrets", "remove", "github").err()).contains("there is no secret github");
    assertThat(run("secrets", "put", "Git Hub", "--file", file.toString()).err())
        .contains("a secret's name");
    Files.writeString(file, " ");
    assertThat(run("secrets", "put", "github", "--file", file.toString()).err())
        .contains("has something in it");
    assertThat(run("audit", "list").out()).contains("secret.put", "secret.removed");
  }

  @Test
  void whatIsNoKeyIsSaidAndNothingIsMade() {
    assertThat(run("keys", "create", "a", "--role", "god").err()).contains("is no role");
    assertThat(run("keys", "create", "a", "--repository", "https://*/x").err())
        .contains("is no location");
    assertThat(run("keys", "create", "a", "--tenant", "A b").err()).contains("tenant");
    assertThat(run("keys", "create", "a", "--expires", "2020-01-01").err()).contains("over");
    assertThat(run("keys", "create", "a", "--expires", "soon").err()).contains("duration");
    assertThat(run("keys", "revoke", "none").err()).contains("there is no key none");
    assertThat(run("keys").err()).contains("say what to do");
    assertThat(run("keys", "list").out()).isEmpty();
  }

  @Test
  void aLogThatWasChangedEndsTheCommandWithAFault() throws IOException {
    run("keys", "create", "a");
    run("keys", "create", "b");
    Files.writeString(folder.resolve("data/audit.anchor"), "9 " + "0".repeat(64));

    Said said = run("audit", "verify");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("broken at entry 3").contains("cut off");
  }

  @Test
  void aServerDoesNotListenBeyondThisMachineBeforeThereIsAKey() {
    environment.put("HEPHAESTUS_HTTP_HOST", "0.0.0.0");
    Configuration configuration = ConfigurationReader.read(Optional.empty(), environment);

    assertThatThrownBy(() -> HephaestusServer.start(configuration, environment, Clock.systemUTC()))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("HTTP would listen on 0.0.0.0")
        .hasMessageContaining("hephaestus keys create");

    run("keys", "create", "people");
    HephaestusServer.start(configuration, environment, Clock.systemUTC()).close();
  }

  private static int nodes(HephaestusServer server, String key) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(server.httpAddress() + "/api/v1/nodes"))
                  .header("Authorization", "Bearer " + key)
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private Said run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    int exit = new Main(environment, terminal).run(args);
    terminal.flush();
    return new Said(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
