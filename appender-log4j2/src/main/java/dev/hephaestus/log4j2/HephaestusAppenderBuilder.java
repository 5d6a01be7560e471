package dev.hephaestus.log4j2;

import dev.hephaestus.client.ClientConfiguration;
import dev.hephaestus.client.ClientOption;
import dev.hephaestus.client.SolutionListener;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderAttribute;
import org.apache.logging.log4j.core.util.Builder;
import org.jspecify.annotations.Nullable;

/**
 * Collects the options of a {@link HephaestusAppender}, which are those of {@link ClientOption};
 * what it is not told comes from system properties and environment.
 */
public final class HephaestusAppenderBuilder
    extends AbstractAppender.Builder<HephaestusAppenderBuilder>
    implements Builder<HephaestusAppender> {
  @PluginBuilderAttribute("endpoint")
  private @Nullable String endpoint;

  @PluginBuilderAttribute("service")
  private @Nullable String service;

  @PluginBuilderAttribute("repository")
  private @Nullable String repository;

  @PluginBuilderAttribute("branch")
  private @Nullable String branch;

  @PluginBuilderAttribute("directory")
  private @Nullable String directory;

  @PluginBuilderAttribute("mode")
  private @Nullable String mode;

  @PluginBuilderAttribute("thresholdLevel")
  private @Nullable String thresholdLevel;

  @PluginBuilderAttribute("thresholdCount")
  private @Nullable String thresholdCount;

  @PluginBuilderAttribute("thresholdWindow")
  private @Nullable String thresholdWindow;

  @PluginBuilderAttribute("contextRecords")
  private @Nullable String contextRecords;

  @PluginBuilderAttribute("ship")
  private @Nullable String ship;

  @PluginBuilderAttribute("packages")
  private @Nullable String packages;

  @PluginBuilderAttribute("serviceVersion")
  private @Nullable String serviceVersion;

  @PluginBuilderAttribute("commit")
  private @Nullable String commit;

  @PluginBuilderAttribute("level")
  private @Nullable String level;

  @PluginBuilderAttribute("stateDirectory")
  private @Nullable String stateDirectory;

  @PluginBuilderAttribute("queueRecords")
  private @Nullable String queueRecords;

  @PluginBuilderAttribute("queueBytes")
  private @Nullable String queueBytes;

  @PluginBuilderAttribute("windowBytes")
  private @Nullable String windowBytes;

  @PluginBuilderAttribute("batchRecords")
  private @Nullable String batchRecords;

  @PluginBuilderAttribute("batchBytes")
  private @Nullable String batchBytes;

  @PluginBuilderAttribute("linger")
  private @Nullable String linger;

  @PluginBuilderAttribute("reconnectMin")
  private @Nullable String reconnectMin;

  @PluginBuilderAttribute("reconnectMax")
  private @Nullable String reconnectMax;

  @PluginBuilderAttribute("shutdownTimeout")
  private @Nullable String shutdownTimeout;

  @PluginBuilderAttribute("shutdownHook")
  private @Nullable String shutdownHook;

  @PluginBuilderAttribute("uncaughtExceptions")
  private @Nullable String uncaughtExceptions;

  @PluginBuilderAttribute("captureValues")
  private @Nullable String captureValues;

  @PluginBuilderAttribute("scrub")
  private @Nullable String scrub;

  @PluginBuilderAttribute("scrubEmail")
  private @Nullable String scrubEmail;

  @PluginBuilderAttribute("scrubIp")
  private @Nullable String scrubIp;

  @PluginBuilderAttribute("scrubKeys")
  private @Nullable String scrubKeys;

  @PluginBuilderAttribute("scrubRules")
  private @Nullable String scrubRules;

  @PluginBuilderAttribute("spool")
  private @Nullable String spool;

  @PluginBuilderAttribute("spoolDirectory")
  private @Nullable String spoolDirectory;

  @PluginBuilderAttribute("spoolBytes")
  private @Nullable String spoolBytes;

  @PluginBuilderAttribute("spoolWait")
  private @Nullable String spoolWait;

  @PluginBuilderAttribute("apiKeyFile")
  private @Nullable String apiKeyFile;

  @PluginBuilderAttribute("tlsTrustFile")
  private @Nullable String tlsTrustFile;

  @PluginBuilderAttribute("tlsCertificateFile")
  private @Nullable String tlsCertificateFile;

  @PluginBuilderAttribute("tlsKeyFile")
  private @Nullable String tlsKeyFile;

  @PluginBuilderAttribute("compression")
  private @Nullable String compression;

  @PluginBuilderAttribute("enabled")
  private @Nullable String enabled;

  SolutionListener listener = solution -> {};

  HephaestusAppenderBuilder() {
    setName("hephaestus");
  }

  /** Where the server is: {@code host:port}, or {@code https://host:port} for TLS. */
  public HephaestusAppenderBuilder setEndpoint(@Nullable String text) {
    this.endpoint = text;
    return this;
  }

  /** The service's name; else what the application or its build calls itself. */
  public HephaestusAppenderBuilder setService(@Nullable String text) {
    this.service = text;
    return this;
  }

  /** Where its source is: a path on the server's machine or any Git URL; required. */
  public HephaestusAppenderBuilder setRepository(@Nullable String text) {
    this.repository = text;
    return this;
  }

  /** The branch that fixes are based on. */
  public HephaestusAppenderBuilder setBranch(@Nullable String text) {
    this.branch = text;
    return this;
  }

  /** The service's folder inside the repository. */
  public HephaestusAppenderBuilder setDirectory(@Nullable String text) {
    this.directory = text;
    return this;
  }

  /** {@code suggest} or {@code deploy}. */
  public HephaestusAppenderBuilder setMode(@Nullable String text) {
    this.mode = text;
    return this;
  }

  /** Records at or above this level are triggers. */
  public HephaestusAppenderBuilder setThresholdLevel(@Nullable String text) {
    this.thresholdLevel = text;
    return this;
  }

  /** How many triggers of one fault make an incident. */
  public HephaestusAppenderBuilder setThresholdCount(@Nullable String text) {
    this.thresholdCount = text;
    return this;
  }

  /** Within which time they must come. */
  public HephaestusAppenderBuilder setThresholdWindow(@Nullable String text) {
    this.thresholdWindow = text;
    return this;
  }

  /** How many records below the threshold are shipped before a trigger. */
  public HephaestusAppenderBuilder setContextRecords(@Nullable String text) {
    this.contextRecords = text;
    return this;
  }

  /** {@code triggers} (with their context) or {@code all}. */
  public HephaestusAppenderBuilder setShip(@Nullable String text) {
    this.ship = text;
    return this;
  }

  /** Package prefixes of the application's own code, separated by commas. */
  public HephaestusAppenderBuilder setPackages(@Nullable String text) {
    this.packages = text;
    return this;
  }

  /** The service's version. */
  public HephaestusAppenderBuilder setServiceVersion(@Nullable String text) {
    this.serviceVersion = text;
    return this;
  }

  /** The full hash of the Git commit it was built from. */
  public HephaestusAppenderBuilder setCommit(@Nullable String text) {
    this.commit = text;
    return this;
  }

  /** Records below this level are not even kept as context. */
  public HephaestusAppenderBuilder setLevel(@Nullable String text) {
    this.level = text;
    return this;
  }

  /** A folder of this process's own, in which its epoch outlives it. */
  public HephaestusAppenderBuilder setStateDirectory(@Nullable String text) {
    this.stateDirectory = text;
    return this;
  }

  /** How many records may wait between the application and the sender. */
  public HephaestusAppenderBuilder setQueueRecords(@Nullable String text) {
    this.queueRecords = text;
    return this;
  }

  /** How many bytes, about, these may hold. */
  public HephaestusAppenderBuilder setQueueBytes(@Nullable String text) {
    this.queueBytes = text;
    return this;
  }

  /** How many bytes may wait for their acknowledgement. */
  public HephaestusAppenderBuilder setWindowBytes(@Nullable String text) {
    this.windowBytes = text;
    return this;
  }

  /** How many records a batch holds at most. */
  public HephaestusAppenderBuilder setBatchRecords(@Nullable String text) {
    this.batchRecords = text;
    return this;
  }

  /** How many bytes, about, a batch holds at most. */
  public HephaestusAppenderBuilder setBatchBytes(@Nullable String text) {
    this.batchBytes = text;
    return this;
  }

  /** How long a record waits for others to share its batch. */
  public HephaestusAppenderBuilder setLinger(@Nullable String text) {
    this.linger = text;
    return this;
  }

  /** The first pause before a new attempt to connect is drawn from 0 to this. */
  public HephaestusAppenderBuilder setReconnectMin(@Nullable String text) {
    this.reconnectMin = text;
    return this;
  }

  /** Later pauses double up to this. */
  public HephaestusAppenderBuilder setReconnectMax(@Nullable String text) {
    this.reconnectMax = text;
    return this;
  }

  /** How long stopping may take; two seconds at most. */
  public HephaestusAppenderBuilder setShutdownTimeout(@Nullable String text) {
    this.shutdownTimeout = text;
    return this;
  }

  /** Whether what is left is delivered when the JVM exits without stopping its logging. */
  public HephaestusAppenderBuilder setShutdownHook(@Nullable String text) {
    this.shutdownHook = text;
    return this;
  }

  /** Whether what ends a thread without being caught is an error record too. */
  public HephaestusAppenderBuilder setUncaughtExceptions(@Nullable String text) {
    this.uncaughtExceptions = text;
    return this;
  }

  /** Whether what the agent saw where an exception passed goes along with it. */
  public HephaestusAppenderBuilder setCaptureValues(@Nullable String text) {
    this.captureValues = text;
    return this;
  }

  /** {@code false} lets secrets leave the process as they were logged. */
  public HephaestusAppenderBuilder setScrub(@Nullable String text) {
    this.scrub = text;
    return this;
  }

  /** Whether addresses of e-mail count as secrets. */
  public HephaestusAppenderBuilder setScrubEmail(@Nullable String text) {
    this.scrubEmail = text;
    return this;
  }

  /** Whether addresses of the Internet protocol count as secrets. */
  public HephaestusAppenderBuilder setScrubIp(@Nullable String text) {
    this.scrubIp = text;
    return this;
  }

  /** Further names whose values are secrets. */
  public HephaestusAppenderBuilder setScrubKeys(@Nullable String text) {
    this.scrubKeys = text;
    return this;
  }

  /** Further rules, {@code name: regex => replacement}. */
  public HephaestusAppenderBuilder setScrubRules(@Nullable String text) {
    this.scrubRules = text;
    return this;
  }

  /**
   * {@code triggers} (with their context), {@code all} or {@code none}: what outlives the process.
   */
  public HephaestusAppenderBuilder setSpool(@Nullable String text) {
    this.spool = text;
    return this;
  }

  /** Where; by default below the user's state directory, else the one for temporary files. */
  public HephaestusAppenderBuilder setSpoolDirectory(@Nullable String text) {
    this.spoolDirectory = text;
    return this;
  }

  /** How many bytes may be spooled before the oldest are dropped. */
  public HephaestusAppenderBuilder setSpoolBytes(@Nullable String text) {
    this.spoolBytes = text;
    return this;
  }

  /** How long logging a trigger may wait until it is spooled; by default it does not wait. */
  public HephaestusAppenderBuilder setSpoolWait(@Nullable String text) {
    this.spoolWait = text;
    return this;
  }

  /** A file with the API key; it is read again when it changes. */
  public HephaestusAppenderBuilder setApiKeyFile(@Nullable String text) {
    this.apiKeyFile = text;
    return this;
  }

  /** The certificates (PEM) that the server's must come from; the JVM's if absent. */
  public HephaestusAppenderBuilder setTlsTrustFile(@Nullable String text) {
    this.tlsTrustFile = text;
    return this;
  }

  /** The certificate chain (PEM) by which the server knows this client. */
  public HephaestusAppenderBuilder setTlsCertificateFile(@Nullable String text) {
    this.tlsCertificateFile = text;
    return this;
  }

  /** Its private key (PEM, PKCS #8, not encrypted). */
  public HephaestusAppenderBuilder setTlsKeyFile(@Nullable String text) {
    this.tlsKeyFile = text;
    return this;
  }

  /** {@code gzip} or {@code none}. */
  public HephaestusAppenderBuilder setCompression(@Nullable String text) {
    this.compression = text;
    return this;
  }

  /** {@code false} makes the appender do nothing. */
  public HephaestusAppenderBuilder setEnabled(@Nullable String text) {
    this.enabled = text;
    return this;
  }

  /** Is told of the fixes that the server found, besides the line in the application's log. */
  public HephaestusAppenderBuilder setSolutionListener(SolutionListener solutionListener) {
    this.listener = solutionListener;
    return this;
  }

  @Override
  public HephaestusAppender build() {
    return new HephaestusAppender(this);
  }

  ClientConfiguration configuration() {
    return ClientConfiguration.builder("hephaestus-log4j2")
        .set(ClientOption.ENDPOINT, endpoint)
        .set(ClientOption.SERVICE, service)
        .set(ClientOption.REPOSITORY, repository)
        .set(ClientOption.BRANCH, branch)
        .set(ClientOption.DIRECTORY, directory)
        .set(ClientOption.MODE, mode)
        .set(ClientOption.THRESHOLD_LEVEL, thresholdLevel)
        .set(ClientOption.THRESHOLD_COUNT, thresholdCount)
        .set(ClientOption.THRESHOLD_WINDOW, thresholdWindow)
        .set(ClientOption.CONTEXT_RECORDS, contextRecords)
        .set(ClientOption.SHIP, ship)
        .set(ClientOption.PACKAGES, packages)
        .set(ClientOption.SERVICE_VERSION, serviceVersion)
        .set(ClientOption.COMMIT, commit)
        .set(ClientOption.LEVEL, level)
        .set(ClientOption.STATE_DIRECTORY, stateDirectory)
        .set(ClientOption.QUEUE_RECORDS, queueRecords)
        .set(ClientOption.QUEUE_BYTES, queueBytes)
        .set(ClientOption.WINDOW_BYTES, windowBytes)
        .set(ClientOption.BATCH_RECORDS, batchRecords)
        .set(ClientOption.BATCH_BYTES, batchBytes)
        .set(ClientOption.LINGER, linger)
        .set(ClientOption.RECONNECT_MIN, reconnectMin)
        .set(ClientOption.RECONNECT_MAX, reconnectMax)
        .set(ClientOption.SHUTDOWN_TIMEOUT, shutdownTimeout)
        .set(ClientOption.SHUTDOWN_HOOK, shutdownHook)
        .set(ClientOption.UNCAUGHT_EXCEPTIONS, uncaughtExceptions)
        .set(ClientOption.CAPTURE_VALUES, captureValues)
        .set(ClientOption.SCRUB, scrub)
        .set(ClientOption.SCRUB_EMAIL, scrubEmail)
        .set(ClientOption.SCRUB_IP, scrubIp)
        .set(ClientOption.SCRUB_KEYS, scrubKeys)
        .set(ClientOption.SCRUB_RULES, scrubRules)
        .set(ClientOption.SPOOL, spool)
        .set(ClientOption.SPOOL_DIRECTORY, spoolDirectory)
        .set(ClientOption.SPOOL_BYTES, spoolBytes)
        .set(ClientOption.SPOOL_WAIT, spoolWait)
        .set(ClientOption.API_KEY_FILE, apiKeyFile)
        .set(ClientOption.TLS_TRUST_FILE, tlsTrustFile)
        .set(ClientOption.TLS_CERTIFICATE_FILE, tlsCertificateFile)
        .set(ClientOption.TLS_KEY_FILE, tlsKeyFile)
        .set(ClientOption.COMPRESSION, compression)
        .set(ClientOption.ENABLED, enabled)
        .build();
  }
}
