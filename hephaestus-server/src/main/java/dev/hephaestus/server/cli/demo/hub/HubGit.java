package dev.hephaestus.server.cli.demo.hub;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/**
 * Git's smart protocol over HTTP, by JGit.
 *
 * <p><i>Source:</i> gitprotocol-http(5).
 */
final class HubGit {
  private static final String UPLOAD = "git-upload-pack";
  private static final String RECEIVE = "git-receive-pack";

  private HubGit() {}

  /** The token of a Basic login, whose user is of no matter; empty for none. */
  static Optional<String> token(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null || !header.startsWith("Basic ")) {
      return Optional.empty();
    }
    String login =
        new String(
            Base64.getDecoder().decode(header.substring("Basic ".length())),
            StandardCharsets.UTF_8);
    return Optional.of(login.substring(login.indexOf(':') + 1));
  }

  /** Whether the request pushes. */
  static boolean isPush(String path, String query) {
    return path.endsWith("/" + RECEIVE) || query.equals("service=" + RECEIVE);
  }

  /** Answers a request below a repository's address; false for one that Git does not make. */
  static boolean serve(HttpExchange exchange, Repository git, String tail, String query)
      throws IOException {
    boolean version2 =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Git-Protocol"))
            .filter(protocol -> protocol.contains("version=2"))
            .isPresent();
    switch (tail) {
      case "/info/refs" -> {
        if (!query.equals("service=" + UPLOAD) && !query.equals("service=" + RECEIVE)) {
          return false;
        }
        advertise(exchange, git, query.substring("service=".length()), version2);
      }
      case "/" + UPLOAD -> upload(exchange, git, version2);
      case "/" + RECEIVE -> receive(exchange, git);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void advertise(
      HttpExchange exchange, Repository git, String service, boolean version2) throws IOException {
    begin(exchange, service + "-advertisement");
    try (OutputStream body = exchange.getResponseBody()) {
      PacketLineOut out = new PacketLineOut(body);
      if (service.equals(RECEIVE)) {
        out.writeString("# service=" + service + "\n");
        out.end();
        new ReceivePack(git).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out));
      } else {
        uploadPack(git, version2).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(out), service);
      }
    }
  }

  private static void upload(HttpExchange exchange, Repository git, boolean version2)
      throws IOException {
    try (InputStream in = body(exchange)) {
      begin(exchange, UPLOAD + "-result");
      try (OutputStream out = exchange.getResponseBody()) {
        uploadPack(git, version2).upload(in, out, null);
      }
    }
  }

  private static void receive(HttpExchange exchange, Repository git) throws IOException {
    try (InputStream in = body(exchange)) {
      begin(exchange, RECEIVE + "-result");
      try (OutputStream out = exchange.getResponseBody()) {
        ReceivePack pack = new ReceivePack(git);
        pack.setBiDirectionalPipe(false);
        pack.receive(in, out, null);
      }
    }
  }

  private static UploadPack uploadPack(Repository git, boolean version2) {
    UploadPack pack = new UploadPack(git);
    pack.setBiDirectionalPipe(false);
    if (version2) {
      pack.setExtraParameters(List.of("version=2"));
    }
    return pack;
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        ? new GZIPInputStream(exchange.getRequestBody())
        : exchange.getRequestBody();
  }

  private static void begin(HttpExchange exchange, String type) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-" + type);
    exchange.getResponseHeaders().set("Cache-Control", "no-cache");
    exchange.sendResponseHeaders(200, 0);
  }
}
