package dev.hephaestus.server.api;

import static dev.hephaestus.server.api.HttpServerTest.problem;
import static dev.hephaestus.server.api.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hephaestus.server.localization.BudgetedContextPacker;
import dev.hephaestus.server.localization.FrameLocalizer;
import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.TestRepository;
import dev.hephaestus.server.repository.VirtualRepository;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalizeRouteTest {
  private static final String PATH = "/api/v1/localize";
  private static final String JSON = "application/json";
  private static final String TRACE =
      """
      java.lang.ArithmeticException: / by zero
      \tat shop.Till.open(Till.java:4)
      \tat java.base/java.lang.Thread.run(Thread.java:1)
      """;

  @TempDir private static Path directory;
  private static TestRepository repository;
  private static GitRepositories repositories;
  private static String commit;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    repository =
        TestRepository.in(directory.resolve("shop"))
            .write(
                "src/main/java/shop/Till.java",
                "package shop;\nclass Till {\n  int open(int n) {\n    return 1 / n;\n  }\n}\n");
    commit = repository.commit();
    repositories = new GitRepositories(directory.resolve("cache"));
    server = server("data", repositories, repository.folder().toString());
  }

  @AfterAll
  static void stop() {
    server.close();
    repositories.close();
  }

  private static RunningServer server(String data, VirtualRepository opener, String... allowed) {
    FrameLocalizer localizer = new FrameLocalizer();
    return RunningServer.over(
        directory.resolve(data),
        "127.0.0.1",
        new LocalizeAccess(
            opener, localizer, new BudgetedContextPacker(), List.of(allowed), Clock.systemUTC()));
  }

  private static ObjectNode request() {
    return new ObjectMapper()
        .createObjectNode()
        .put("repository", repository.folder().toString())
        .put("log", TRACE);
  }

  private static HttpResponse<String> post(ObjectNode request) {
    return server.post(PATH, JSON, request.toString());
  }

  @Test
  void answersWithTheReportOfTheCommandLine() {
    HttpResponse<String> answer = post(request());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(JSON);
    JsonNode report = json(answer);
    assertThat(report.path("revision").asText()).isEqualTo(commit);
    assertThat(report.path("suspects").path(0).path("symbol").asText()).isEqualTo("Till.open");
    assertThat(report.path("context").path("parts").path(0).path("tokens").asInt()).isPositive();
    assertThat(report.path("frames").path(0).path("frame").asText())
        .isEqualTo("shop.Till.open(Till.java:4)");
    assertThat(report.has("picture")).isFalse();
  }

  @Test
  void explainsWithAPictureWhenAsked() {
    HttpResponse<String> answer = server.post(PATH + "?explain=true", JSON, request().toString());

    assertThat(json(answer).path("picture").asText())
        .contains("ArithmeticException: / by zero\n├─ Till.open(Till.java:4) → Till.open  src/");
    assertThat(
            json(server.post(PATH + "?explain=false", JSON, request().toString())).has("picture"))
        .isFalse();
  }

  @Test
  void takesAJsonRecordAndABudgetAndARevision() {
    ObjectNode request = request().put("budgetTokens", 30).put("revision", commit);
    request
        .putObject("log")
        .put("level", "ERROR")
        .put("message", "it failed")
        .put("stack_trace", TRACE);

    JsonNode report =
        json(server.post(PATH, "application/json; charset=utf-8", request.toString()));

    assertThat(report.path("suspects").path(0).path("symbol").asText()).isEqualTo("Till.open");
    assertThat(report.path("context").path("tokens").asInt()).isLessThanOrEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc",
        "file:///etc",
        "http://169.254.169.254/latest/meta-data",
        "https://git.example/tea.git/../secret.git",
        "git@elsewhere.example:a/b.git",
        "."
      })
  void aRepositoryThatIsNotKnownIsNeverOpened(String location) {
    try (RunningServer closed =
        server(
            "closed" + location.hashCode(),
            (asked, revision) -> {
              throw new AssertionError("opened " + asked);
            },
            "https://git.example/tea.git")) {
      HttpResponse<String> answer =
          closed.post(PATH, JSON, request().put("repository", location).toString());

      assertThat(problem(answer, 403).path("detail").asText())
          .contains("api.localize.repositories");
    }
  }

  @Test
  void aNodesRepositoryIsAskedForAsItIsShownAndOpenedWithItsLogin() {
    ConcurrentLinkedQueue<RepositoryLocation> opened = new ConcurrentLinkedQueue<>();
    VirtualRepository opener =
        (location, revision) -> {
          opened.add(location);
          return repositories.snapshot(
              RepositoryLocation.of(repository.folder().toString()), Optional.empty());
        };
    try (RunningServer nodes = server("nodes", opener)) {
      ObjectNode request = request().put("repository", "https://git.example/tea.git");
      problem(nodes.post(PATH, JSON, request.toString()), 403);

      new ApiObjects(nodes.database()).node("tea");
      HttpResponse<String> answer =
          nodes.post(PATH, JSON, request.put("branch", "next").toString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(opened).hasSize(1);
      assertThat(opened.element().location()).isEqualTo("https://user:t0ken@git.example/tea.git");
      assertThat(opened.element().branch()).contains("next");
      assertThat(answer.body()).doesNotContain("t0ken");
    }
  }

  @Test
  void namesEveryFaultOfARequestAtOnce() {
    ObjectNode request =
        new ObjectMapper().createObjectNode().put("log", 7).put("budgetTokens", 0).put("rev", "x");

    JsonNode problem = problem(post(request), 400);

    assertThat(problem.path("errors").findValuesAsText("parameter"))
        .containsExactlyInAnyOrder("rev", "repository", "log", "budgetTokens");
  }

  @Test
  void aLogWithoutAnythingInItIsTheClientsFault() {
    assertThat(problem(post(request().put("log", "good morning")), 400).path("detail").asText())
        .contains("log cannot be read", "expected an excerpt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{", "{\"a\":1}{}", "{\"log\":\"a\",\"log\":\"b\"}"})
  void aBodyThatIsNoJsonObjectIsTheClientsFault(String body) {
    problem(server.post(PATH, JSON, body), 400);
  }

  @Test
  void aBodyThatIsNestedToDeathIsTheClientsFault() {
    problem(server.post(PATH, JSON, "{\"log\":" + "[".repeat(400_000)), 400);
  }

  @Test
  void saysThatARevisionIsUnknown() {
    assertThat(problem(post(request().put("revision", "v9")), 422).path("detail").asText())
        .contains("no revision 'v9'");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; a=b"})
  void whatAFormOfAnotherPageCanSendIsRefused(String contentType) {
    String header = contentType == null ? "X-None: none" : "Content-Type: " + contentType;
    String body = request().toString();

    assertThat(
            server.raw(
                "POST " + PATH + " HTTP/1.1",
                "Host: localhost",
                header,
                "Content-Length: " + body.length(),
                "",
                body))
        .startsWith("HTTP/1.1 415")
        .contains("application/problem+json");
  }

  @Test
  void aPageUnderAnotherNameIsRefused() {
    String body = request().toString();

    assertThat(
            server.raw(
                "POST " + PATH + " HTTP/1.1",
                "Host: evil.example",
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "",
                body))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void scriptsOfOtherPagesAreNotLetIn() {
    HttpResponse<String> options = server.send("OPTIONS", PATH);

    assertThat(options.statusCode()).isEqualTo(204);
    assertThat(options.headers().firstValue("Allow")).contains("POST, OPTIONS");
    assertThat(options.headers().map().keySet())
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH"})
  void takesNothingButPost(String method) {
    HttpResponse<String> answer = server.send(method, PATH);

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("POST, OPTIONS");
  }

  @Test
  void aBodyOverAMegabyteIsRefused() {
    ObjectNode request = request().put("log", TRACE + "x".repeat(1 << 20));

    problem(post(request), 413);
  }

  @Test
  void parametersThatThereAreNotAreNamed() {
    JsonNode problem =
        problem(server.post(PATH + "?explain=yes&x=1", JSON, request().toString()), 400);

    assertThat(problem.path("errors").findValuesAsText("parameter"))
        .containsExactlyInAnyOrder("explain", "x");
  }

  @Test
  void whoComesWhileTwoAreAnsweredIsAskedToComeAgain() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    VirtualRepository slow =
        (location, revision) -> {
          begun.countDown();
          awaitQuietly(end);
          return repositories.snapshot(location, revision);
        };
    try (RunningServer busy = server("busy", slow, repository.folder().toString());
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<HttpResponse<String>>> first =
          IntStream.range(0, 2)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> busy.post(PATH, JSON, request().toString()), callers))
              .toList();
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

      HttpResponse<String> third = busy.post(PATH, JSON, request().toString());
      end.countDown();

      problem(third, 429);
      assertThat(third.headers().firstValue("Retry-After")).contains("5");
      for (CompletableFuture<HttpResponse<String>> answer : first) {
        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void whatFailsInsideIsToldByReferenceOnly() {
    VirtualRepository broken =
        (location, revision) -> {
          throw new IllegalStateException("secret " + location.location());
        };
    try (RunningServer failing = server("failing", broken, repository.folder().toString())) {
      HttpResponse<String> answer = failing.post(PATH, JSON, request().toString());

      assertThat(problem(answer, 500).path("detail").asText()).contains("under reference");
      assertThat(answer.body()).doesNotContain("secret");
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
