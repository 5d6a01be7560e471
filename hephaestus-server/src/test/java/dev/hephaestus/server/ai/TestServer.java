package dev.hephaestus.server.ai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A provider on a loopback port that answers what a test gave it, in order, the last for good. */
final class TestServer implements AutoCloseable {

  /** One answer. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /**
   * What was asked.
   *
   * @param path path and query
   * @param key the headers that may carry a key
   * @param body the body
   */
  record Asked(String path, String key, String body) {}

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;

  TestServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on this answer only. */
  TestServer answersOnly(int status, String type, String body) {
    answers.clear();
    return answers(status, type, body);
  }

  TestServer answers(Answer answer) {
    answers.add(answer);
    return this;
  }

  TestServer answers(int status, String type, String body, String... headers) {
    return answers(
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", type);
          for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
          }
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
          }
        });
  }

  /** Sends what there is and then nothing more, with the connection open. */
  TestServer stallsAfter(String type, String body) {
    return stallsAfter(200, type, body);
  }

  TestServer stallsAfter(int status, String type, String body) {
    return answers(
        exchange -> {
          open(exchange, status, type, body);
          closed.await();
        });
  }

  /** Sends a beginning, then the same piece over and over, without an end. */
  TestServer goesOnForEver(String type, String body, String piece, int pauseMs) {
    return answers(
        exchange -> {
          OutputStream out = open(exchange, 200, type, body);
          while (!closed.await(pauseMs, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            out.write(piece.getBytes(StandardCharsets.UTF_8));
            out.flush();
          }
        });
  }

  /** Does not even answer. */
  TestServer staysSilent() {
    return answers(exchange -> closed.await());
  }

  private static OutputStream open(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, 0);
    OutputStream out = exchange.getResponseBody();
    out.write(body.getBytes(StandardCharsets.UTF_8));
    out.flush();
    return out;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String key =
        exchange.getRequestHeaders().getFirst("Authorization")
            + exchange.getRequestHeaders().getFirst("x-api-key")
            + exchange.getRequestHeaders().getFirst("x-goog-api-key");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(new Asked(exchange.getRequestURI().toString(), key, body));
    Answer answer = answers.size() > 1 ? answers.remove() : answers.peek();
    try {
      if (answer != null) {
        answer.to(exchange);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
