package dev.hephaestus.server.api;

import static dev.hephaestus.server.api.RunningServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RefreshRoutesTest {
  private static final String KNOWN = "https://git.example/team/shop.git";
  private static final String PUSH =
      """
      {"ref": "refs/heads/main", "repository": {"clone_url": "%s", "ssh_url": "git@git.example:team/shop.git"}}
      """
          .formatted(KNOWN);

  @TempDir private Path directory;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private RunningServer server;

  @BeforeEach
  void start() {
    server = server("data", Optional.of("the-secret"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void hasAKnownRepositoryFetched() {
    HttpResponse<String> answer = refresh("{\"repository\": \"" + KNOWN + "\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(json(answer).path("refreshing").asBoolean()).isTrue();
    assertThat(asked).containsExactly(KNOWN);
  }

  @Test
  void refusesARepositoryThatNobodyUses() {
    HttpResponse<String> answer = refresh("{\"repository\": \"https://evil.example/x.git\"}");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).path("detail").asText()).contains("uses this repository");
  }

  @Test
  void saysWhatIsWrongWithARequest() {
    for (String body : List.of("", "[]", "{", "{\"repository\": 7}", "{\"repository\": \" \"}")) {
      assertThat(refresh(body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(refresh("{\"repository\": \"" + "x".repeat(20_000) + "\"}").statusCode())
        .isEqualTo(413);
    assertThat(
            server
                .post(RefreshRoutes.REFRESH, bytes("{}"), "Content-Type", "text/plain")
                .statusCode())
        .isEqualTo(415);
    assertThat(server.get(RefreshRoutes.REFRESH).statusCode()).isEqualTo(405);
    assertThat(server.get(RefreshRoutes.REFRESH).headers().firstValue("Allow"))
        .hasValue("POST, OPTIONS");
    assertThat(asked).isEmpty();
  }

  @Test
  void takesAPushThatGitHubSigned() {
    HttpResponse<String> answer =
        push(PUSH, "X-Hub-Signature-256", "sha256=" + hmac("the-secret", PUSH));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(asked).containsExactly(KNOWN, "git@git.example:team/shop.git");
  }

  @Test
  void takesAPushThatGiteaSigned() {
    assertThat(push(PUSH, "X-Gitea-Signature", hmac("the-secret", PUSH)).statusCode())
        .isEqualTo(202);
    assertThat(asked).contains(KNOWN);
  }

  @Test
  void takesAPushWithGitLabsToken() {
    String body = "{\"project\": {\"git_http_url\": \"" + KNOWN + "\"}}";

    assertThat(
            push(body, "X-Gitlab-Token", "the-secret", "X-Gitlab-Event", "Push Hook").statusCode())
        .isEqualTo(202);
    assertThat(asked).containsExactly(KNOWN);
  }

  @Test
  void refusesAPushThatIsNotSigned() {
    String signature = hmac("the-secret", PUSH);

    assertThat(push(PUSH, "X-Any", "x").statusCode()).isEqualTo(401);
    assertThat(push(PUSH, "X-Hub-Signature-256", "sha256=" + hmac("guess", PUSH)).statusCode())
        .isEqualTo(401);
    assertThat(push(PUSH + " ", "X-Hub-Signature-256", "sha256=" + signature).statusCode())
        .isEqualTo(401);
    for (String forged : List.of("sha256=", "sha256=zz", "sha1=" + signature, "x")) {
      assertThat(push(PUSH, "X-Hub-Signature-256", forged).statusCode()).isEqualTo(401);
    }
    assertThat(push(PUSH, "X-Gitlab-Token", "guess").statusCode()).isEqualTo(401);
    assertThat(asked).isEmpty();
  }

  @Test
  void aPushThatIsPlayedAgainDoesNothing() {
    String signature = "sha256=" + hmac("the-secret", PUSH);
    push(PUSH, "X-Hub-Signature-256", signature);
    asked.clear();

    assertThat(push(PUSH, "X-Hub-Signature-256", signature).statusCode()).isEqualTo(202);
    assertThat(asked).isEmpty();
  }

  @Test
  void anEventThatIsNoPushDoesNothing() {
    String signature = "sha256=" + hmac("the-secret", PUSH);

    assertThat(push(PUSH, "X-Hub-Signature-256", signature, "X-GitHub-Event", "ping").statusCode())
        .isEqualTo(202);
    assertThat(asked).isEmpty();
  }

  @Test
  void refusesAPushThatIsTooLong() {
    String body = "{\"repository\": {}, \"x\": \"" + "x".repeat(6 << 20) + "\"}";

    assertThat(push(body, "X-Hub-Signature-256", "sha256=" + hmac("the-secret", body)).statusCode())
        .isEqualTo(413);
  }

  @Test
  void hasNoWebhookWithoutASecret() {
    try (RunningServer without = server("other", Optional.empty())) {
      HttpResponse<String> answer =
          without.post(
              RefreshRoutes.WEBHOOK,
              bytes(PUSH),
              "X-Hub-Signature-256",
              "sha256=" + hmac("", PUSH),
              "Content-Type",
              "application/json");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(without.get(RefreshRoutes.WEBHOOK).statusCode()).isEqualTo(404);
      assertThat(asked).isEmpty();
    }
  }

  @Test
  void theSecretIsNeverPrinted() {
    assertThat(new Webhooks(url -> true, Optional.of("the-secret"), Clock.systemUTC()).toString())
        .doesNotContain("the-secret");
  }

  private RunningServer server(String folder, Optional<String> secret) {
    RefreshRequests requests =
        url -> {
          boolean known = !url.contains("evil");
          if (known) {
            asked.add(url);
          }
          return known;
        };
    return RunningServer.over(
        directory.resolve(folder), "127.0.0.1", new Webhooks(requests, secret, Clock.systemUTC()));
  }

  private HttpResponse<String> refresh(String body) {
    return server.post(RefreshRoutes.REFRESH, bytes(body), "Content-Type", "application/json");
  }

  private HttpResponse<String> push(String body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json; charset=utf-8";
    return server.post(RefreshRoutes.WEBHOOK, bytes(body), all);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hmac(String secret, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = bytes(secret.isEmpty() ? "x" : secret);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(bytes(body)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
