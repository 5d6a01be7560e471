package dev.hephaestus.client;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The API key and the certificates, from files that may change at any time.
 *
 * <p>The key goes into the header {@code authorization} and nowhere else: no message names it.
 *
 * <p><em>Threads:</em> any.
 */
final class Credentials {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final int MAX_KEY_BYTES = 8 << 10;

  private final ClientConfiguration configuration;
  private volatile Metadata headers = new Metadata();
  private volatile ChannelCredentials channel = InsecureChannelCredentials.create();
  private volatile List<String> stamps = List.of();

  Credentials(ClientConfiguration configuration) {
    this.configuration = configuration;
  }

  /** Whether a file is not what it was when it was last read. */
  boolean changed() {
    return !stamps.equals(stampsNow());
  }

  /**
   * Reads the files.
   *
   * @throws IOException naming the file that cannot be used
   */
  void read(boolean tls) throws IOException {
    stamps = stampsNow();
    Metadata read = new Metadata();
    if (configuration.apiKeyFile.isPresent()) {
      read.put(AUTHORIZATION, "Bearer " + key(configuration.apiKeyFile.get()));
    }
    headers = read;
    channel = tls ? certificates() : InsecureChannelCredentials.create();
  }

  ChannelCredentials ofChannel() {
    return channel;
  }

  ClientInterceptor ofCall() {
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  private ChannelCredentials certificates() throws IOException {
    TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
    Optional<Path> trust = configuration.tlsTrustFile;
    if (trust.isPresent()) {
      readable("tlsTrustFile", trust.get());
      tls.trustManager(trust.get().toFile());
    }
    Optional<Path> certificate = configuration.tlsCertificateFile;
    Optional<Path> key = configuration.tlsKeyFile;
    if (certificate.isPresent() && key.isPresent()) {
      readable("tlsCertificateFile", certificate.get());
      readable("tlsKeyFile", key.get());
      tls.keyManager(certificate.get().toFile(), key.get().toFile());
    }
    return tls.build();
  }

  private static void readable(String option, Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(option + " " + file + " cannot be read");
    }
  }

  private static String key(Path file) throws IOException {
    readable("apiKeyFile", file);
    byte[] bytes = Files.size(file) > MAX_KEY_BYTES ? new byte[0] : Files.readAllBytes(file);
    String key = new String(bytes, StandardCharsets.US_ASCII).trim();
    if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IOException("apiKeyFile " + file + " does not hold one key in one line");
    }
    return key;
  }

  private List<String> stampsNow() {
    List<String> now = new ArrayList<>();
    Stream.of(
            configuration.apiKeyFile,
            configuration.tlsTrustFile,
            configuration.tlsCertificateFile,
            configuration.tlsKeyFile)
        .flatMap(Optional::stream)
        .forEach(file -> now.add(stamp(file)));
    return now;
  }

  private static String stamp(Path file) {
    try {
      return Files.getLastModifiedTime(file) + " " + Files.size(file);
    } catch (IOException | SecurityException unreadable) {
      return "";
    }
  }
}
