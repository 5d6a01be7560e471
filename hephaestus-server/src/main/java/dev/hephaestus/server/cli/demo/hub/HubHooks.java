package dev.hephaestus.server.cli.demo.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells a server what happens in a repository, as GitHub does: signed, and with an id of its own
 * each time.
 *
 * <p><i>Source:</i> GitHub's "Webhook events and payloads" and "Validating webhook deliveries".
 */
public final class HubHooks {
  private final HttpClient http = HttpClient.newHttpClient();
  private final HubRepository repository;
  private final URI target;
  private final String secret;

  /**
   * @param target where it is told
   * @param secret what it is signed with
   */
  public HubHooks(HubRepository repository, URI target, String secret) {
    this.repository = repository;
    this.target = target;
    this.secret = secret;
  }

  /** Tells that somebody commented on a pull request; returns the answer's status. */
  public int commented(int number, ObjectNode comment) {
    ObjectNode payload = payload("created");
    ObjectNode issue = payload.putObject("issue").put("number", number);
    issue.putObject("pull_request").put("url", "");
    payload.set("comment", comment);
    return tell("issue_comment", payload);
  }

  /** Tells that a pull request was opened, closed or changed otherwise. */
  public int pulled(String action, ObjectNode pull) {
    ObjectNode payload = payload(action).put("number", pull.path("number").asInt());
    payload.set("pull_request", pull);
    return tell("pull_request", payload);
  }

  private ObjectNode payload(String action) {
    ObjectNode payload = HubAnswer.object().put("action", action);
    payload.set("repository", repository.shown(HubGrant.NONE));
    return payload;
  }

  private int tell(String event, ObjectNode payload) {
    byte[] body = payload.toString().getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/json")
            .header("User-Agent", "GitHub-Hookshot/hub")
            .header("X-GitHub-Event", event)
            .header("X-GitHub-Delivery", UUID.randomUUID().toString())
            .header("X-Hub-Signature-256", "sha256=" + signature(body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while telling " + target, e);
    }
  }

  private String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
