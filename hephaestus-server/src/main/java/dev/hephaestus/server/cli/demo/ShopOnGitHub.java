package dev.hephaestus.server.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.cli.Terminal;
import dev.hephaestus.server.cli.Terminal.Style;
import dev.hephaestus.server.cli.demo.hub.Hub;
import dev.hephaestus.server.cli.demo.hub.HubGrant;
import dev.hephaestus.server.cli.demo.hub.HubRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The shop's repository on a GitHub on loopback, with an App that may open pull requests there. */
final class ShopOnGitHub implements AutoCloseable {
  private static final String NAME = "acme/shop";
  private static final String APP = "4711";
  private static final int KEY_BITS = 2048;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Hub hub;
  private final Repository git;
  private final HubRepository repository;
  private final Path key;

  private ShopOnGitHub(Hub hub, Repository git, KeyPair app, Path key) {
    this.hub = hub;
    this.git = git;
    this.repository = hub.add(NAME, git, "main");
    repository.open();
    this.key = key;
    hub.install(APP, app.getPublic(), HubGrant.ofApp("hephaestus", Instant.MAX, NAME));
  }

  /** Pushes the shop to a bare repository and serves that. */
  static ShopOnGitHub publish(ShopRepository shop, Path bare) {
    shop.publish(bare);
    try {
      Repository git = new FileRepositoryBuilder().setGitDir(bare.toFile()).setBare().build();
      KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
      keys.initialize(KEY_BITS);
      KeyPair app = keys.generateKeyPair();
      Path key = bare.resolveSibling("app.pem");
      Files.writeString(
          key,
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder().encodeToString(app.getPrivate().getEncoded())
              + "\n-----END PRIVATE KEY-----\n");
      return new ShopOnGitHub(Hub.start(Clock.systemUTC()), git, app, key);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new DemoException("The shop's repository cannot be served from " + bare + ".", e);
    }
  }

  /** Where the server finds the repository. */
  String location() {
    return repository.cloneUrl();
  }

  /** What the server needs to know. */
  Map<String, String> variables() {
    return Map.of(
        "HEPHAESTUS_GITHUB_HOST",
        hub.authority(),
        "HEPHAESTUS_GITHUB_API_URL",
        hub.api().toString(),
        "HEPHAESTUS_GITHUB_APP_ID",
        APP,
        "HEPHAESTUS_GITHUB_APP_PRIVATE_KEY_FILE",
        key.toString(),
        // The shop has more faults than a team wants to read of in an hour.
        "HEPHAESTUS_PULL_REQUESTS_PER_HOUR",
        "100");
  }

  /**
   * Shows the pull requests, and fetches and tests the branch of each as anybody would; returns 0
   * when there are some, all are open drafts and all pass.
   *
   * @param folder where the branches are fetched to, and what people read is put beside them
   */
  int prove(Home home, Path folder, Terminal terminal) {
    List<ObjectNode> pulls = repository.pulls();
    boolean good = !pulls.isEmpty();
    for (ObjectNode pull : pulls) {
      String branch = pull.path("head").path("ref").asText();
      Path checkout = folder.resolve(pull.path("number").asText());
      boolean draft = pull.path("draft").asBoolean() && pull.path("state").asText().equals("open");
      clone(branch, checkout);
      write(pull, checkout.resolveSibling(checkout.getFileName() + ".md"));
      boolean passes = passes(home, checkout);
      good &= draft && passes;
      show(terminal, pull, draft, passes);
    }
    terminal.line("    " + hub.calls().size() + " calls of the API in all");
    return good ? 0 : 1;
  }

  private static void show(Terminal terminal, ObjectNode pull, boolean draft, boolean passes) {
    terminal.line("");
    terminal.line(
        terminal.style(Style.BOLD, pull.path("title").asText())
            + (draft ? "  (draft)  " : "  ")
            + pull.path("html_url").asText());
    // What a person reads first: what broke, why, and why the fix is safe.
    pull.path("body")
        .asText()
        .lines()
        .filter(line -> line.startsWith("**"))
        .limit(3)
        .forEach(line -> terminal.line("    " + line));
    terminal.line(
        "    "
            + terminal.style(
                passes ? Style.GREEN : Style.RED,
                pull.path("head").path("ref").asText()
                    + (passes ? " builds, and its tests pass" : " does not build or pass")));
  }

  private static void write(ObjectNode pull, Path file) {
    String text = "# " + pull.path("title").asText() + "\n\n" + pull.path("body").asText();
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new DemoException("The pull request cannot be written to " + file + ".", e);
    }
  }

  private void clone(String branch, Path checkout) {
    List<String> output = Collections.synchronizedList(new ArrayList<>());
    List<String> command =
        List.of("git", "clone", "--quiet", "--branch", branch, location(), checkout.toString());
    try (ChildProcess process =
        ChildProcess.start(
            Path.of(System.getProperty("java.io.tmpdir")),
            command,
            Map.of("GIT_TERMINAL_PROMPT", "0"),
            output::add)) {
      if (process.await(LIMIT) != 0) {
        throw new DemoException(
            "git cannot fetch branch " + branch + ":\n" + String.join("\n", output));
      }
    }
  }

  private static boolean passes(Home home, Path checkout) {
    List<String> command =
        List.of(
            home.mavenWrapper().toString(),
            "--batch-mode",
            "--no-transfer-progress",
            "-q",
            "-f",
            checkout.resolve("pom.xml").toString(),
            "test");
    try (ChildProcess maven =
        ChildProcess.start(
            home.folder(), command, Map.of("MAVEN_OPTS", "-XX:TieredStopAtLevel=1"), line -> {})) {
      return maven.await(LIMIT) == 0;
    }
  }

  @Override
  public void close() {
    hub.close();
    git.close();
  }
}
