package dev.hephaestus.server.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A server in the tests' own process, on free ports. */
final class ServerHere implements AutoCloseable {
  private final HephaestusServer server;
  private final ServerApi api;

  private ServerHere(HephaestusServer server) {
    this.server = server;
    this.api = new ServerApi(URI.create(server.httpAddress()));
  }

  /**
   * Starts one.
   *
   * @param folder where its data is, in {@code data}
   * @param settings its file says beside where it listens
   */
  static ServerHere start(Path folder, String settings) throws IOException {
    Path file = Files.writeString(folder.resolve("hephaestus.yaml"), settings);
    return start(folder, Optional.of(file), Map.of(), Clock.systemUTC());
  }

  /**
   * Starts one that is configured by its environment alone.
   *
   * @param environment beside where it listens
   */
  static ServerHere start(Path folder, Map<String, String> environment, Clock clock) {
    return start(folder, Optional.empty(), environment, clock);
  }

  private static ServerHere start(
      Path folder, Optional<Path> file, Map<String, String> more, Clock clock) {
    Map<String, String> environment = new HashMap<>(environment(folder));
    environment.putAll(more);
    Configuration configuration = ConfigurationReader.read(file, environment);
    return new ServerHere(HephaestusServer.start(configuration, environment, clock));
  }

  /** What any server of the tests is told. */
  static Map<String, String> environment(Path folder) {
    return Map.of(
        "HEPHAESTUS_DATA_DIRECTORY", folder.resolve("data").toString(),
        "HEPHAESTUS_GRPC_PORT", "0",
        "HEPHAESTUS_HTTP_PORT", "0");
  }

  /** Where clients connect. */
  String grpc() {
    return server.grpcAddress();
  }

  /** Where people connect. */
  String http() {
    return server.httpAddress();
  }

  ServerApi api() {
    return api;
  }

  @Override
  public void close() {
    server.close();
  }
}
