package dev.hephaestus.server.repository;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Git directory as files over HTTP, as any web server would give it. */
final class PlainFiles implements AutoCloseable {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Path folder;
  private final HttpServer server;

  private PlainFiles(Path folder) throws IOException {
    this.folder = folder;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  static PlainFiles of(Path folder) throws IOException {
    String head = Files.readString(folder.resolve("refs/heads/main")).strip();
    Files.createDirectories(folder.resolve("info"));
    Files.writeString(folder.resolve("info/refs"), head + "\trefs/heads/main\n");
    return new PlainFiles(folder);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/shop.git";
  }

  List<String> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("^/shop.git/", "");
    asked.add(path);
    Path file = folder.resolve(path);
    byte[] body =
        Files.isRegularFile(file)
            ? Files.readAllBytes(file)
            : "nothing".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/plain");
    exchange.sendResponseHeaders(Files.isRegularFile(file) ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
