package dev.hephaestus.server.cli.demo.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status as in HTTP
 * @param body its JSON
 * @param headers beside the usual ones
 */
record HubAnswer(int status, JsonNode body, Map<String, String> headers) {
  private static final String SECONDARY =
      "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";

  private static final int RESET = 20;

  HubAnswer {
    headers = Map.copyOf(headers);
  }

  static HubAnswer of(int status, JsonNode body) {
    return new HubAnswer(status, body, Map.of());
  }

  static HubAnswer ok(JsonNode body) {
    return of(200, body);
  }

  static HubAnswer created(JsonNode body) {
    return of(201, body);
  }

  static HubAnswer nothing() {
    return of(204, JsonNodeFactory.instance.nullNode());
  }

  static HubAnswer error(int status, String message) {
    return of(
        status,
        object()
            .put("message", message)
            .put("documentation_url", "https://docs.github.com/rest")
            .put("status", Integer.toString(status)));
  }

  static HubAnswer notFound() {
    return error(404, "Not Found");
  }

  /** A 422, as GitHub words them. */
  static HubAnswer invalid(String resource, String message) {
    HubAnswer answer = error(422, "Validation Failed");
    ((ObjectNode) answer.body())
        .putArray("errors")
        .addObject()
        .put("resource", resource)
        .put("code", "custom")
        .put("message", message);
    return answer;
  }

  static HubAnswer of(HubFault fault, int retryAfterSeconds) {
    return switch (fault) {
      case BAD_GATEWAY_AFTER_SUCCESS -> error(502, "Bad Gateway");
      case SECONDARY_LIMIT -> error(403, SECONDARY);
      case SECONDARY_LIMIT_WITH_RETRY_AFTER ->
          error(403, SECONDARY).with("Retry-After", Integer.toString(retryAfterSeconds));
      case PRIMARY_LIMIT ->
          error(403, "API rate limit exceeded for user ID 1.")
              .with("X-RateLimit-Remaining", "0")
              .with("X-RateLimit-Reset", Long.toString(Instant.now().getEpochSecond() + RESET));
      case FORBIDDEN -> error(403, "Resource not accessible by personal access token");
      case TOO_MANY_REQUESTS -> error(429, "Too Many Requests");
      case ACCESS_REVOKED -> notFound();
      case TOKEN_EXPIRED -> error(401, "Bad credentials");
      default -> error(500, "Server Error");
    };
  }

  HubAnswer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new HubAnswer(status, body, more);
  }

  HubAnswer with(JsonNode another) {
    return new HubAnswer(status, another, headers);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
