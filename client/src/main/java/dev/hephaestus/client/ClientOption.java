package dev.hephaestus.client;

import java.util.Locale;

/**
 * Everything that can be configured.
 *
 * <p><em>Shape:</em> the option {@code contextRecords} is the system property {@code
 * hephaestus.contextRecords}, else the environment variable {@code HEPHAESTUS_CONTEXT_RECORDS},
 * else the value in the logging configuration, else its default.
 *
 * <p><em>Units:</em> durations read "200ms", "2s", "5m", "24h"; sizes are bytes, "512KiB", "16MiB".
 */
public enum ClientOption {
  /** {@code false} makes the appender do nothing. */
  ENABLED("enabled", "true"),
  /**
   * Where the server is: {@code host:port}, or {@code https://host:port} for TLS; several, of which
   * one serves as well as another, separated by commas.
   */
  ENDPOINT("endpoint", "localhost:50051"),
  /** The service's name; else what the application or its build calls itself. */
  SERVICE("service", ""),
  /** Where its source is: a path on the server's machine or any Git URL; required. */
  REPOSITORY("repository", ""),
  /** The branch that fixes are based on; the repository's default if absent. */
  BRANCH("branch", ""),
  /** The service's folder inside the repository. */
  DIRECTORY("directory", ""),
  /** {@code suggest} or {@code deploy}; the server's default if absent. */
  MODE("mode", ""),
  /** Records at or above this level are triggers; ERROR if neither side says otherwise. */
  THRESHOLD_LEVEL("thresholdLevel", ""),
  /** How many triggers of one fault make an incident. */
  THRESHOLD_COUNT("thresholdCount", ""),
  /** Within which time they must come. */
  THRESHOLD_WINDOW("thresholdWindow", ""),
  /** How many records below the threshold are shipped before a trigger. */
  CONTEXT_RECORDS("contextRecords", ""),
  /** {@code triggers} (with their context) or {@code all}. */
  SHIP("ship", ""),
  /** Package prefixes of the application's own code, separated by commas. */
  PACKAGES("packages", ""),
  /** The service's version; else its build's. */
  SERVICE_VERSION("serviceVersion", ""),
  /** The full hash of the Git commit it was built from; else what its build or platform says. */
  COMMIT("commit", ""),
  /** Records below this level are not even kept as context. */
  LEVEL("level", "TRACE"),
  /** A folder of this process's own, in which its epoch outlives it; without one it is the time. */
  STATE_DIRECTORY("stateDirectory", ""),
  /** How many records may wait between the application and the sender. */
  QUEUE_RECORDS("queueRecords", "16384"),
  /** How many bytes, about, these may hold. */
  QUEUE_BYTES("queueBytes", "16MiB"),
  /** How many bytes may wait for their acknowledgement. */
  WINDOW_BYTES("windowBytes", "16MiB"),
  /** How many records a batch holds at most. */
  BATCH_RECORDS("batchRecords", "1000"),
  /** How many bytes, about, a batch holds at most. */
  BATCH_BYTES("batchBytes", "512KiB"),
  /** How long a record below the threshold waits for others to share its batch. */
  LINGER("linger", "200ms"),
  /** The first pause before a new attempt to connect is drawn from 0 to this. */
  RECONNECT_MIN("reconnectMin", "200ms"),
  /** Later pauses double up to this. */
  RECONNECT_MAX("reconnectMax", "30s"),
  /** How long stopping may take to deliver what is left; two seconds at most. */
  SHUTDOWN_TIMEOUT("shutdownTimeout", "2s"),
  /** Whether what is left is delivered when the JVM exits without stopping its logging. */
  SHUTDOWN_HOOK("shutdownHook", "true"),

  /** Whether what ends a thread without being caught is an error record too. */
  UNCAUGHT_EXCEPTIONS("uncaughtExceptions", "false"),

  /** Whether what the agent saw where an exception passed goes along with it. */
  CAPTURE_VALUES("captureValues", "true"),

  /**
   * {@code triggers} (with their context), {@code all} or {@code none}: what outlives the process.
   */
  SPOOL("spool", "triggers"),
  /** Where; by default below the user's state directory, else the one for temporary files. */
  SPOOL_DIRECTORY("spoolDirectory", ""),
  /** How many bytes may be spooled before the oldest are dropped. */
  SPOOL_BYTES("spoolBytes", "256MiB"),
  /** How long logging a trigger may wait until it is spooled; by default it does not wait. */
  SPOOL_WAIT("spoolWait", "0ms"),
  /** A file with the API key; it is read again when it changes. */
  API_KEY_FILE("apiKeyFile", ""),
  /** The certificates (PEM) that the server's must come from; the JVM's if absent. */
  TLS_TRUST_FILE("tlsTrustFile", ""),
  /** The certificate chain (PEM) by which the server knows this client. */
  TLS_CERTIFICATE_FILE("tlsCertificateFile", ""),
  /** Its private key (PEM, PKCS #8, not encrypted). */
  TLS_KEY_FILE("tlsKeyFile", ""),
  /** {@code gzip} or {@code none}. */
  COMPRESSION("compression", "none"),

  /** {@code false} lets secrets leave the process as they were logged. */
  SCRUB("scrub", "true"),
  /** Whether addresses of e-mail count as secrets. */
  SCRUB_EMAIL("scrubEmail", "false"),
  /** Whether addresses of the Internet protocol count as secrets. */
  SCRUB_IP("scrubIp", "false"),
  /** Further names whose values are secrets, separated by commas; {@code *} for any characters. */
  SCRUB_KEYS("scrubKeys", ""),
  /**
   * Further secrets, {@code name: regex} or {@code name: regex => replacement} (RE2; the first
   * group, if there is one, is replaced), with {@code ;;} between.
   */
  SCRUB_RULES("scrubRules", "");

  private final String key;
  private final String defaultText;

  ClientOption(String key, String defaultText) {
    this.key = key;
    this.defaultText = defaultText;
  }

  /** Its name in a logging configuration, {@code contextRecords}. */
  public String key() {
    return key;
  }

  /** {@code hephaestus.contextRecords}. */
  public String systemProperty() {
    return "hephaestus." + key;
  }

  /** {@code hephaestus.context-records}. */
  String hyphenatedProperty() {
    return "hephaestus." + key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** {@code HEPHAESTUS_CONTEXT_RECORDS}. */
  public String environmentVariable() {
    return "HEPHAESTUS_" + key.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }

  String defaultText() {
    return defaultText;
  }
}
