package dev.hephaestus.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.cli.Terminal;
import dev.hephaestus.server.validation.build.FetchedJUnit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
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

/** The command line, from the arguments to the exit code. */
final class MainTest {
  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void keepEverythingInTheFolder() {
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    environment.put("HEPHAESTUS_DATA_DIRECTORY", folder.resolve("data").toString());
    environment.put("HEPHAESTUS_GRPC_PORT", "0");
    environment.put("HEPHAESTUS_HTTP_PORT", "0");
  }

  @Test
  void localizePrintsSuspectsAndContextAsJson() throws IOException {
    TeaRepository repository = TeaRepository.create(folder.resolve("tea"));

    int exit = run("localize", "--json", "--repo", repository.path(), write(TeaRepository.TRACE));

    JsonNode report = new ObjectMapper().readTree(output());
    assertThat(exit).isZero();
    assertThat(report.path("revision").asText()).isEqualTo(repository.commit());
    JsonNode first = report.path("suspects").path(0);
    assertThat(first.path("rank").asInt()).isEqualTo(1);
    assertThat(first.path("file").asText()).isEqualTo("src/main/java/tea/Prices.java");
    assertThat(first.path("symbol").asText()).isEqualTo("Prices.cents");
    assertThat(first.path("firstLine").asInt()).isPositive();
    assertThat(first.path("score").asDouble()).isBetween(0.0, 1.0);
    assertThat(first.path("why")).isNotEmpty();
    assertThat(report.path("context").path("tokens").asInt()).isBetween(1, 8000);
    assertThat(report.path("context").path("parts").path(0).path("file").asText())
        .isEqualTo("src/main/java/tea/Prices.java");
  }

  @Test
  void localizePrintsATableAndExplainsItWhenAsked() throws IOException {
    TeaRepository repository = TeaRepository.create(folder.resolve("tea"));
    String log = write(TeaRepository.TRACE);

    assertThat(run("localize", "--repo", repository.path(), log)).isZero();
    assertThat(output())
        .contains("  1  0.", "Prices.cents", "src/main/java/tea/Prices.java:9-11")
        .contains("--explain shows which, and why.")
        .doesNotContain("surfaced here", "├─");

    out.reset();
    assertThat(run("localize", "--explain", "--repo", repository.path(), log)).isZero();
    assertThat(output())
        .contains("NullPointerException surfaced here at line 10")
        .contains("├─ Prices.cents(Prices.java:10) → Prices.cents  src/main/java/tea/Prices.java")
        .contains("in the context: method, ");
  }

  @Test
  void localizeExplainsInJsonToo() throws IOException {
    TeaRepository repository = TeaRepository.create(folder.resolve("tea"));

    int exit =
        run(
            "localize",
            "--json",
            "--explain",
            "--repo",
            repository.path(),
            write(TeaRepository.TRACE));

    assertThat(exit).isZero();
    assertThat(new ObjectMapper().readTree(output()).path("picture").asText())
        .startsWith("NullPointerException: Cannot invoke");
  }

  @Test
  void localizeSaysWhatABudgetIs() throws IOException {
    String log = write(TeaRepository.TRACE);

    assertThat(run("localize", "--repo", ".", "--budget", "0", log)).isEqualTo(2);
    assertThat(run("localize", "--repo", ".", "--budget", "1000001", log)).isEqualTo(2);
    assertThat(run("localize", "--repo", ".", "--budget", "many", log)).isEqualTo(2);
    assertThat(run("localize", "--repo", " ", log)).isEqualTo(2);
    assertThat(run("localize", log)).isEqualTo(2);
    assertThat(problem())
        .contains("--budget is 0; it takes a number of tokens from 1 to 1000000.")
        .contains("--budget is 1000001;")
        .contains("'many'")
        .contains("--repo is empty")
        .contains("'--repo=DIR'");
  }

  @Test
  void localizeAnalysesTheCommitWhoseLinesFitAndSaysSo() throws IOException {
    TeaRepository repository = TeaRepository.create(folder.resolve("tea"));
    Path prices = repository.folder().resolve("src/main/java/tea/Prices.java");
    Files.writeString(prices, "// Moved.\n\n" + Files.readString(prices));
    repository.mend();

    int exit = run("localize", "--json", "--repo", repository.path(), write(TeaRepository.TRACE));

    JsonNode report = new ObjectMapper().readTree(output());
    assertThat(exit).isZero();
    assertThat(report.path("revision").asText()).isEqualTo(repository.commit());
    assertThat(report.path("revisionBecause").asText()).contains("fit best (2 of 2 frames");
  }

  @Test
  void fixSaysThatTheHeadIsFreeOfTheFault() throws IOException {
    TeaRepository repository = TeaRepository.create(folder.resolve("tea"));
    String head = repository.mend();
    FetchedJUnit.into(folder.resolve("cache/hephaestus/work"));

    int exit =
        run(
            "fix",
            "--json",
            "--repo",
            repository.path(),
            "--rev",
            repository.commit(),
            write(TeaRepository.TRACE));

    JsonNode report = new ObjectMapper().readTree(output());
    assertThat(report.path("reason").asText())
        .contains("passes at the head")
        .contains(head.substring(0, 10));
    assertThat(report.path("outcome").asText()).isEqualTo("fixed_at_head");
    assertThat(report.path("deployed").asText()).isEqualTo(repository.commit());
    assertThat(report.path("patch").isNull()).isTrue();
    assertThat(exit).isEqualTo(4);
  }

  @Test
  void nothingOfTheTraceInTheRepositoryIsAnAbstentionWithAReason() throws IOException {
    TeaRepository repository = TeaRepository.create(folder.resolve("tea"));
    String foreign = "java.lang.NullPointerException\n\tat other.Thing.run(Thing.java:3)\n";

    int exit = run("fix", "--json", "--repo", repository.path(), write(foreign));

    JsonNode report = new ObjectMapper().readTree(output());
    assertThat(exit).isEqualTo(3);
    assertThat(report.path("outcome").asText()).isEqualTo("abstained");
    assertThat(report.path("reason").asText()).contains("check that this is the repository");
    assertThat(report.path("patch").isNull()).isTrue();
    assertThat(report.path("tokens").path("in").asInt()).isZero();
  }

  @Test
  void saysThatThereIsNoRepository() throws IOException {
    int exit = run("fix", "--repo", folder.resolve("none").toString(), write(TeaRepository.TRACE));

    assertThat(exit).isEqualTo(2);
    assertThat(problem()).contains("there is no folder").contains("none");
  }

  @Test
  void saysThatTheRevisionIsUnknown() throws IOException {
    TeaRepository repository = TeaRepository.create(folder.resolve("tea"));

    int exit =
        run("localize", "--repo", repository.path(), "--rev", "v9", write(TeaRepository.TRACE));

    assertThat(exit).isEqualTo(2);
    assertThat(problem()).contains("no revision 'v9'");
  }

  @Test
  void saysWhatATraceLooksLike() throws IOException {
    TeaRepository repository = TeaRepository.create(folder.resolve("tea"));

    int exit = run("localize", "--repo", repository.path(), write("good morning"));

    assertThat(exit).isEqualTo(2);
    assertThat(problem()).contains("expected an excerpt as Logback or Log4j 2 print it");
  }

  @Test
  void saysThatTheFileIsMissing() throws IOException {
    TeaRepository repository = TeaRepository.create(folder.resolve("tea"));

    int exit = run("localize", "--repo", repository.path(), folder.resolve("gone.log").toString());

    assertThat(exit).isEqualTo(2);
    assertThat(problem()).contains("There is no file").contains("gone.log");
  }

  @Test
  void namesTheProvidersThatThereAre() throws IOException {
    int exit = run("fix", "--repo", ".", "--provider", "delphi", write(TeaRepository.TRACE));

    assertThat(exit).isEqualTo(2);
    assertThat(problem()).contains("\"delphi\", not one of openai, anthropic, gemini, ollama");
  }

  @Test
  void namesEverythingThatAModelLacksAtOnce() throws IOException {
    int exit = run("fix", "--repo", ".", "--provider", "anthropic", write(TeaRepository.TRACE));

    assertThat(exit).isEqualTo(2);
    assertThat(problem())
        .contains("model.name is missing")
        .contains("model.apiKey is missing")
        .contains("ANTHROPIC_API_KEY");
  }

  @Test
  void explainsWrongUsage() {
    assertThat(run("fix")).isEqualTo(2);
    assertThat(run("mend")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
    assertThat(problem()).contains("'--repo=DIR'").contains("'mend'").contains("say what to do");
  }

  @Test
  void serverSaysThatAPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      environment.put("HEPHAESTUS_HTTP_PORT", Integer.toString(taken.getLocalPort()));

      assertThat(run("server")).isEqualTo(1);
      assertThat(problem()).contains("port is taken").contains("HEPHAESTUS_HTTP_PORT");
    }
  }

  @Test
  void serverSaysThatTheDataDirectoryCannotBeHad() throws IOException {
    environment.put(
        "HEPHAESTUS_DATA_DIRECTORY", Files.writeString(folder.resolve("file"), "").toString());

    assertThat(run("server")).isEqualTo(1);
    assertThat(problem()).contains("data directory").contains("choose one");
  }

  @Test
  void serverSaysThatTheDataDirectoryIsInUse() {
    Configuration configuration = ConfigurationReader.read(Optional.empty(), environment);
    try (HephaestusServer server =
        HephaestusServer.start(configuration, environment, Clock.systemUTC())) {
      assertThat(server.grpcAddress()).startsWith("127.0.0.1:");
      assertThat(run("server")).isEqualTo(1);
      assertThat(problem()).contains("in use by another server");
    }
  }

  @Test
  void neverPrintsWhatCouldSteerATerminal() throws IOException {
    int exit = run("localize", "--repo", "\u001b[2Jnone", write(TeaRepository.TRACE));

    assertThat(exit).isEqualTo(2);
    assertThat(problem()).doesNotContain("\u001b").contains("\\u001b");
  }

  private int run(String... arguments) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return new Main(environment, terminal).run(arguments);
  }

  private String write(String text) throws IOException {
    return Files.writeString(folder.resolve("error.log"), text).toString();
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String problem() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
