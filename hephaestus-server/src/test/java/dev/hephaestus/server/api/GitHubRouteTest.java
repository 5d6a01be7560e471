package dev.hephaestus.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.github.Notice;
import dev.hephaestus.server.github.WebhookInbox.Taken;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
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

final class GitHubRouteTest {
  private static final String CLOSED =
      "{\"action\": \"closed\", \"pull_request\": {\"number\": 12},"
          + " \"repository\": {\"full_name\": \"acme/shop\"}}";

  @TempDir private Path directory;
  private final List<Notice> taken = new CopyOnWriteArrayList<>();
  private volatile Taken answer = Taken.NEW;
  private RunningServer server;

  @BeforeEach
  void start() {
    server =
        RunningServer.over(
            directory,
            "127.0.0.1",
            new Webhooks(
                RefreshRequests.none(),
                Optional.of("new-secret\nold-secret\n"),
                Optional.of(this::take),
                Clock.systemUTC()));
  }

  private Taken take(Notice notice) {
    taken.add(notice);
    return answer;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void takesWhatIsSignedByAnyOfTheSecrets() {
    for (String secret : List.of("new-secret", "old-secret")) {
      assertThat(post(CLOSED, secret, "pull_request").statusCode()).isEqualTo(202);
    }

    assertThat(taken)
        .hasSize(2)
        .first()
        .isEqualTo(
            new Notice(
                "72d3162e-cc78",
                Notice.Kind.PULL_REQUEST,
                List.of("acme/shop"),
                List.of(12),
                "",
                ""));
  }

  @Test
  void keepsNothingOfWhatIsForgedAndTellsTheAuditLog() {
    HttpResponse<String> forged = post(CLOSED, "guess", "pull_request");

    assertThat(forged.statusCode()).isEqualTo(401);
    assertThat(taken).isEmpty();
    assertThat(server.gate().told)
        .anySatisfy(
            event -> {
              assertThat(event.actor()).isEqualTo("github webhook");
              assertThat(event.details().get("reason")).contains("signature");
            });
    assertThat(
            server
                .post(GitHubRoute.PATH, bytes(CLOSED), "Content-Type", "application/json")
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void aSignatureOfOtherBytesIsNone() {
    String signature = "sha256=" + hmac("new-secret", CLOSED);
    assertThat(
            server
                .post(
                    GitHubRoute.PATH,
                    bytes(CLOSED.replace("12", "13")),
                    "X-Hub-Signature-256",
                    signature,
                    "Content-Type",
                    "application/json")
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void saysWhetherItWasNewAndWhenThereIsNoRoom() {
    answer = Taken.KNOWN;
    assertThat(post(CLOSED, "new-secret", "pull_request").body()).isEqualTo("{\"taken\":false}");
    answer = Taken.FULL;
    HttpResponse<String> full = post(CLOSED, "new-secret", "pull_request");
    assertThat(full.statusCode()).isEqualTo(503);
    assertThat(full.headers().firstValue("Retry-After")).hasValue("300");
  }

  @Test
  void keepsNothingOfWhatItHasNoUseFor() {
    assertThat(post("{\"zen\": \"x\"}", "new-secret", "ping").statusCode()).isEqualTo(202);
    assertThat(taken).isEmpty();
  }

  @Test
  void refusesWhatGitHubWouldNotSend() {
    assertThat(post("[", "new-secret", "pull_request").statusCode()).isEqualTo(400);
    assertThat(post(CLOSED, "new-secret", "Pull Request!").statusCode()).isEqualTo(400);
    assertThat(post("[".repeat(100_000), "new-secret", "push").statusCode()).isEqualTo(400);
    String tooLong = " ".repeat((5 << 20) + 1);
    assertThat(post(tooLong, "new-secret", "push").statusCode()).isEqualTo(413);
    assertThat(server.get(GitHubRoute.PATH).statusCode()).isEqualTo(405);
    assertThat(taken).isEmpty();
  }

  private HttpResponse<String> post(String body, String secret, String event) {
    return server.post(
        GitHubRoute.PATH,
        bytes(body),
        "X-Hub-Signature-256",
        "sha256=" + hmac(secret, body),
        "X-GitHub-Event",
        event,
        "X-GitHub-Delivery",
        "72d3162e-cc78",
        "Content-Type",
        "application/json");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hmac(String secret, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes(secret), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(bytes(body)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
