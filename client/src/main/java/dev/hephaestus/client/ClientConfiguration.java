package dev.hephaestus.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A client's settings, complete and valid.
 *
 * <p><em>Shape:</em> immutable, with value equality; made by {@link #builder}, in which each {@link
 * ClientOption} is looked up as a system property, then in the environment, then among the given
 * values, then its default.
 */
public final class ClientConfiguration {
  final String client;
  final boolean enabled;
  final List<Endpoint> endpoints;
  final String service;
  final String repository;
  final String branch;
  final String directory;
  final Optional<NodeMode> mode;
  final Optional<RecordLevel> thresholdLevel;
  final OptionalInt thresholdCount;
  final Optional<Duration> thresholdWindow;
  final OptionalInt contextRecords;
  final Optional<Shipping> ship;
  final List<String> packages;
  final String serviceVersion;
  final String commit;
  final RecordLevel level;
  final Optional<Path> stateDirectory;
  final int queueRecords;
  final long queueBytes;
  final long windowBytes;
  final int batchRecords;
  final long batchBytes;
  final Duration linger;
  final Duration reconnectMin;
  final Duration reconnectMax;
  final Duration shutdownTimeout;
  final boolean shutdownHook;
  final SpoolKind spool;
  final Optional<Path> spoolDirectory;
  final long spoolBytes;
  final Duration spoolWait;
  final Optional<Path> apiKeyFile;
  final Optional<Path> tlsTrustFile;
  final Optional<Path> tlsCertificateFile;
  final Optional<Path> tlsKeyFile;
  final Compression compression;
  final boolean uncaughtExceptions;
  final boolean captureValues;
  final Scrubbing scrubbing;
  final List<String> remarks;
  private final Map<ClientOption, String> effective;

  private ClientConfiguration(String client, OptionReader read, List<String> remarks) {
    this.client = client;
    this.remarks = List.copyOf(remarks);
    this.enabled = read.flag(ClientOption.ENABLED);
    this.endpoints = List.copyOf(read.endpoints(ClientOption.ENDPOINT));
    this.service = read.text(ClientOption.SERVICE, 255);
    this.repository = read.requiredUnless(!enabled, ClientOption.REPOSITORY, 4096);
    this.branch = read.text(ClientOption.BRANCH, 1024);
    this.directory = read.text(ClientOption.DIRECTORY, 4096);
    this.mode = read.choice(ClientOption.MODE, NodeMode.class);
    this.thresholdLevel = read.choice(ClientOption.THRESHOLD_LEVEL, RecordLevel.class);
    this.thresholdCount = read.optionalCount(ClientOption.THRESHOLD_COUNT, 1, 100_000);
    this.thresholdWindow =
        read.optionalTime(
            ClientOption.THRESHOLD_WINDOW, Duration.ofMillis(1), Duration.ofHours(24));
    this.contextRecords = read.optionalCount(ClientOption.CONTEXT_RECORDS, 0, 10_000);
    this.ship = read.choice(ClientOption.SHIP, Shipping.class);
    this.packages = read.list(ClientOption.PACKAGES);
    this.serviceVersion = read.text(ClientOption.SERVICE_VERSION, 255);
    this.commit = read.hash(ClientOption.COMMIT);
    this.level = read.choice(ClientOption.LEVEL, RecordLevel.class).orElse(RecordLevel.TRACE);
    this.stateDirectory = read.path(ClientOption.STATE_DIRECTORY);
    this.queueRecords = read.count(ClientOption.QUEUE_RECORDS, 16, 1 << 20);
    this.queueBytes = read.bytes(ClientOption.QUEUE_BYTES, 64L << 10, 1L << 31);
    this.windowBytes = read.bytes(ClientOption.WINDOW_BYTES, 64L << 10, 1L << 31);
    this.batchRecords = read.count(ClientOption.BATCH_RECORDS, 1, 10_000);
    this.batchBytes = read.bytes(ClientOption.BATCH_BYTES, 1L << 10, 2L << 20);
    this.linger = read.time(ClientOption.LINGER, Duration.ZERO, Duration.ofMinutes(1));
    this.reconnectMin =
        read.time(ClientOption.RECONNECT_MIN, Duration.ofMillis(1), Duration.ofHours(1));
    this.reconnectMax =
        read.time(ClientOption.RECONNECT_MAX, Duration.ofMillis(1), Duration.ofHours(1));
    this.shutdownTimeout =
        read.time(ClientOption.SHUTDOWN_TIMEOUT, Duration.ZERO, Duration.ofSeconds(2));
    this.shutdownHook = read.flag(ClientOption.SHUTDOWN_HOOK);
    this.spool = read.choice(ClientOption.SPOOL, SpoolKind.class).orElse(SpoolKind.TRIGGERS);
    this.spoolDirectory = read.path(ClientOption.SPOOL_DIRECTORY);
    this.spoolBytes = read.bytes(ClientOption.SPOOL_BYTES, 1L << 20, 1L << 36);
    this.spoolWait = read.time(ClientOption.SPOOL_WAIT, Duration.ZERO, Duration.ofSeconds(10));
    this.apiKeyFile = read.path(ClientOption.API_KEY_FILE);
    this.tlsTrustFile = read.path(ClientOption.TLS_TRUST_FILE);
    this.tlsCertificateFile = read.path(ClientOption.TLS_CERTIFICATE_FILE);
    this.tlsKeyFile = read.path(ClientOption.TLS_KEY_FILE);
    read.together(ClientOption.TLS_CERTIFICATE_FILE, ClientOption.TLS_KEY_FILE);
    this.compression =
        read.choice(ClientOption.COMPRESSION, Compression.class).orElse(Compression.NONE);
    this.uncaughtExceptions = read.flag(ClientOption.UNCAUGHT_EXCEPTIONS);
    this.captureValues = read.flag(ClientOption.CAPTURE_VALUES);
    this.scrubbing = new Scrubbing(read);
    this.effective = read.effective();
  }

  /**
   * Collects values.
   *
   * @param client who this is, {@code hephaestus-logback}
   */
  public static Builder builder(String client) {
    return new Builder(client);
  }

  /** Whether the client is to work at all. */
  public boolean enabled() {
    return enabled;
  }

  /** The service that logs, as configured; empty where it is to be found out. */
  public String service() {
    return service;
  }

  /** Where its source is. */
  public String repository() {
    return repository;
  }

  /** Where the server is, for people. */
  public String endpoint() {
    return endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(", "));
  }

  /** What is unwise about how it connects, if anything. */
  Optional<String> exposure() {
    for (Endpoint endpoint : endpoints) {
      if (apiKeyFile.isPresent() && !endpoint.tls && !endpoint.isLoopback()) {
        return Optional.of("The API key goes to " + endpoint + " unencrypted: use https://");
      }
    }
    return Optional.empty();
  }

  /** Equal when everything is configured alike, wherever the values come from. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClientConfiguration
        && client.equals(((ClientConfiguration) other).client)
        && effective.equals(((ClientConfiguration) other).effective);
  }

  @Override
  public int hashCode() {
    return client.hashCode() * 31 + effective.hashCode();
  }

  /** What happens with a fix. */
  enum NodeMode {
    SUGGEST,
    DEPLOY
  }

  /** What is sent. */
  enum Shipping {
    TRIGGERS,
    ALL
  }

  /** What is kept on disk until it is at the server. */
  enum SpoolKind {
    TRIGGERS,
    ALL,
    NONE
  }

  /** How batches are packed on the wire. */
  enum Compression {
    GZIP,
    NONE
  }

  /** A server's address. */
  static final class Endpoint {
    final String host;
    final int port;
    final boolean tls;

    Endpoint(String host, int port, boolean tls) {
      this.host = host;
      this.port = port;
      this.tls = tls;
    }

    /** From {@code host:port} or a URL; absent when it is neither. */
    static @Nullable Endpoint parse(String text) {
      try {
        URI uri = URI.create(text.contains("://") ? text : "http://" + text);
        boolean tls = "https".equals(uri.getScheme());
        boolean known = tls || "http".equals(uri.getScheme());
        boolean bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
        if (!known
            || !bare
            || uri.getHost() == null
            || uri.getPort() < 1
            || uri.getPort() > 65535) {
          return null;
        }
        return new Endpoint(uri.getHost(), uri.getPort(), tls);
      } catch (IllegalArgumentException malformed) {
        return null;
      }
    }

    /** Whether what is sent there stays on this machine; said without asking a name server. */
    boolean isLoopback() {
      return host.equalsIgnoreCase("localhost")
          || host.matches("127(\\.\\d{1,3}){3}")
          || host.equals("[::1]");
    }

    @Override
    public String toString() {
      return (tls ? "https://" : "") + host + ":" + port;
    }
  }

  /** Values for options, as text; what is wrong with them is said all at once when it is built. */
  public static final class Builder {
    private final String client;
    private final Map<ClientOption, String> given = new EnumMap<>(ClientOption.class);
    private UnaryOperator<@Nullable String> properties = Builder::systemProperty;
    private UnaryOperator<@Nullable String> environment = System::getenv;
    private Supplier<List<String>> remarks = Builder::remarksOnThisProcess;

    private Builder(String client) {
      this.client = client;
    }

    /** A value from the logging configuration; null or blank counts as absent. */
    public Builder set(ClientOption option, @Nullable String text) {
      if (text == null || text.isBlank()) {
        given.remove(option);
      } else {
        given.put(option, text.trim());
      }
      return this;
    }

    /** Looks elsewhere than in the JVM's system properties. */
    Builder properties(UnaryOperator<@Nullable String> lookup) {
      this.properties = lookup;
      return this;
    }

    /** Looks elsewhere than in the process's environment. */
    Builder environment(UnaryOperator<@Nullable String> lookup) {
      this.environment = lookup;
      return this;
    }

    /** Looks for slips of the pen elsewhere than among the process's own names. */
    Builder names(Set<String> propertyNames, Set<String> variableNames) {
      this.remarks = () -> OptionNames.remarks(propertyNames, variableNames);
      return this;
    }

    /**
     * The configuration.
     *
     * @throws InvalidConfigurationException naming every fault
     */
    public ClientConfiguration build() {
      OptionReader reader = new OptionReader(given, properties, environment);
      ClientConfiguration configuration = new ClientConfiguration(client, reader, remarks.get());
      reader.throwFaults();
      return configuration;
    }

    private static List<String> remarksOnThisProcess() {
      try {
        return OptionNames.remarks(
            System.getProperties().stringPropertyNames(), System.getenv().keySet());
      } catch (SecurityException hidden) {
        return List.of();
      }
    }

    private static @Nullable String systemProperty(@Nullable String name) {
      return name == null ? null : System.getProperty(name);
    }
  }
}
