package dev.hephaestus.server.cli.demo.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a hub's answers go over the line: in pages, with tags, or broken. */
final class HubWeb {
  private static final int MISSING_BYTES = 17;
  private static final int STALL_SECONDS = 30;
  private static final int NOT_MODIFIED = 304;
  private static final Pattern HASH = Pattern.compile("\"[0-9a-f]{40}\"");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HubQuirks quirks;
  private final CountDownLatch closed;

  /**
   * @param closed nothing is waited for any more
   */
  HubWeb(HubQuirks quirks, CountDownLatch closed) {
    this.quirks = quirks;
    this.closed = closed;
  }

  /**
   * One page of a list, with a link to the next; anything else as it is.
   *
   * @param url of the call, without its query
   */
  HubAnswer paged(HubAnswer answer, String url, Map<String, String> query) {
    if (!answer.body().isArray()) {
      return answer;
    }
    int most = Math.min(quirks.mostPerPage, number(query, "per_page", 30));
    int page = number(query, "page", 1);
    var items = JsonNodeFactory.instance.arrayNode();
    for (int i = most * (page - 1); i < Math.min(most * page, answer.body().size()); i++) {
      items.add(answer.body().get(i));
    }
    HubAnswer shown = new HubAnswer(answer.status(), items, answer.headers());
    if (most * page >= answer.body().size()) {
      return shown;
    }
    Map<String, String> next = new TreeMap<>(query);
    next.put("page", Integer.toString(page + 1));
    String parameters =
        next.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return shown.with(
        "Link", "<" + url + "?" + parameters + ">; rel=\"next\", <" + url + ">; rel=\"last\"");
  }

  private static int number(Map<String, String> query, String name, int usual) {
    return Math.max(1, Integer.parseInt(query.getOrDefault(name, Integer.toString(usual))));
  }

  /** With a tag, or nothing where that is known. */
  HubAnswer tagged(HubAnswer answer, @Nullable String known) {
    String tag = "W/\"" + Integer.toHexString(answer.body().toString().hashCode()) + "\"";
    return tag.equals(known)
        ? HubAnswer.of(NOT_MODIFIED, JSON.nullNode()).with("ETag", tag)
        : answer.with("ETag", tag);
  }

  /** Sends it, or what becomes of it by a fault. */
  void send(HttpExchange exchange, HubAnswer answer, HubFault fault, int retryAfterSeconds)
      throws IOException {
    switch (fault) {
      case BAD_GATEWAY_AFTER_SUCCESS -> send(exchange, HubAnswer.of(fault, retryAfterSeconds));
      case TRUNCATED -> write(exchange, answer, MISSING_BYTES);
      case STALLED -> stall();
      case DROPPED, DROPPED_AFTER_SUCCESS -> {
        // Closed by whoever called.
      }
      case NOT_JSON -> page(exchange, 200, "text/html", "<html>Maintenance</html>");
      default -> send(exchange, answer);
    }
  }

  void send(HttpExchange exchange, HubAnswer answer) throws IOException {
    write(exchange, answer, 0);
  }

  private void write(HttpExchange exchange, HubAnswer answer, int missing) throws IOException {
    byte[] body = bytes(answer.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    if (answer.status() == 204 || answer.status() == NOT_MODIFIED) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    boolean whole = missing == 0;
    exchange.sendResponseHeaders(answer.status(), quirks.chunked && whole ? 0 : body.length);
    exchange.getResponseBody().write(body, 0, Math.max(0, body.length - missing));
    exchange.getResponseBody().flush();
  }

  private byte[] bytes(JsonNode json) throws IOException {
    String text = JSON.writeValueAsString(json);
    if (quirks.shouting) {
      text = HASH.matcher(text).replaceAll(id -> id.group().toUpperCase(Locale.ROOT));
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Something for people. */
  static void page(HttpExchange exchange, int status, String type, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private void stall() {
    try {
      boolean unused = closed.await(STALL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String part : raw.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        query.put(
            part.substring(0, equals),
            URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
