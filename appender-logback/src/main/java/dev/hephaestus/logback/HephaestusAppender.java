package dev.hephaestus.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.hephaestus.client.ClientConfiguration;
import dev.hephaestus.client.ClientCounters;
import dev.hephaestus.client.ClientOption;
import dev.hephaestus.client.HephaestusClient;
import dev.hephaestus.client.InvalidConfigurationException;
import dev.hephaestus.client.SharedClients;
import dev.hephaestus.client.SolutionListener;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends what Logback logs to Hephaestus.
 *
 * <p><em>Shape:</em> its options are those of {@link ClientOption}; a system property or an
 * environment variable wins over what is set here.
 *
 * <p><em>Errors:</em> a faulty configuration is one error status, after which the appender does
 * nothing; a server that is away is a warning at most.
 */
public final class HephaestusAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private static final String MIXED =
      "Hephaestus is off: classes on the class path do not fit, of Logback or of two of our"
          + " versions";

  private final ClientConfiguration.Builder options =
      ClientConfiguration.builder("hephaestus-logback");
  private final LogbackEventReader reader = new LogbackEventReader();
  private SolutionListener listener = solution -> {};
  private SharedClients.@Nullable Lease lease;
  private volatile @Nullable HephaestusClient client;

  /** An appender that takes everything it is not told from system properties and environment. */
  public HephaestusAppender() {}

  /**
   * Attaches one to the root logger, for an application that configures its logging in code.
   *
   * @param options an option's text, or null for none
   * @return absent when the context has such an appender already
   */
  public static Optional<HephaestusAppender> attach(
      LoggerContext context, Function<ClientOption, @Nullable String> options) {
    return RootAttachment.attach(context, options);
  }

  /** Where the server is: {@code host:port}, or {@code https://host:port} for TLS. */
  public void setEndpoint(String text) {
    options.set(ClientOption.ENDPOINT, text);
  }

  /** The service's name; else what the application or its build calls itself. */
  public void setService(String text) {
    options.set(ClientOption.SERVICE, text);
  }

  /** Where its source is: a path on the server's machine or any Git URL; required. */
  public void setRepository(String text) {
    options.set(ClientOption.REPOSITORY, text);
  }

  /** The branch that fixes are based on. */
  public void setBranch(String text) {
    options.set(ClientOption.BRANCH, text);
  }

  /** The service's folder inside the repository. */
  public void setDirectory(String text) {
    options.set(ClientOption.DIRECTORY, text);
  }

  /** {@code suggest} or {@code deploy}. */
  public void setMode(String text) {
    options.set(ClientOption.MODE, text);
  }

  /** Records at or above this level are triggers. */
  public void setThresholdLevel(String text) {
    options.set(ClientOption.THRESHOLD_LEVEL, text);
  }

  /** How many triggers of one fault make an incident. */
  public void setThresholdCount(String text) {
    options.set(ClientOption.THRESHOLD_COUNT, text);
  }

  /** Within which time they must come. */
  public void setThresholdWindow(String text) {
    options.set(ClientOption.THRESHOLD_WINDOW, text);
  }

  /** How many records below the threshold are shipped before a trigger. */
  public void setContextRecords(String text) {
    options.set(ClientOption.CONTEXT_RECORDS, text);
  }

  /** {@code triggers} (with their context) or {@code all}. */
  public void setShip(String text) {
    options.set(ClientOption.SHIP, text);
  }

  /** Package prefixes of the application's own code, separated by commas. */
  public void setPackages(String text) {
    options.set(ClientOption.PACKAGES, text);
  }

  /** The service's version. */
  public void setServiceVersion(String text) {
    options.set(ClientOption.SERVICE_VERSION, text);
  }

  /** The full hash of the Git commit it was built from. */
  public void setCommit(String text) {
    options.set(ClientOption.COMMIT, text);
  }

  /** Records below this level are not even kept as context. */
  public void setLevel(String text) {
    options.set(ClientOption.LEVEL, text);
  }

  /** A folder of this process's own, in which its epoch outlives it. */
  public void setStateDirectory(String text) {
    options.set(ClientOption.STATE_DIRECTORY, text);
  }

  /** How many records may wait between the application and the sender. */
  public void setQueueRecords(String text) {
    options.set(ClientOption.QUEUE_RECORDS, text);
  }

  /** How many bytes, about, these may hold. */
  public void setQueueBytes(String text) {
    options.set(ClientOption.QUEUE_BYTES, text);
  }

  /** How many bytes may wait for their acknowledgement. */
  public void setWindowBytes(String text) {
    options.set(ClientOption.WINDOW_BYTES, text);
  }

  /** How many records a batch holds at most. */
  public void setBatchRecords(String text) {
    options.set(ClientOption.BATCH_RECORDS, text);
  }

  /** How many bytes, about, a batch holds at most. */
  public void setBatchBytes(String text) {
    options.set(ClientOption.BATCH_BYTES, text);
  }

  /** How long a record waits for others to share its batch. */
  public void setLinger(String text) {
    options.set(ClientOption.LINGER, text);
  }

  /** The first pause before a new attempt to connect is drawn from 0 to this. */
  public void setReconnectMin(String text) {
    options.set(ClientOption.RECONNECT_MIN, text);
  }

  /** Later pauses double up to this. */
  public void setReconnectMax(String text) {
    options.set(ClientOption.RECONNECT_MAX, text);
  }

  /** How long stopping may take; two seconds at most. */
  public void setShutdownTimeout(String text) {
    options.set(ClientOption.SHUTDOWN_TIMEOUT, text);
  }

  /** Whether what ends a thread without being caught is an error record too. */
  public void setUncaughtExceptions(String text) {
    options.set(ClientOption.UNCAUGHT_EXCEPTIONS, text);
  }

  /** Whether what the agent saw where an exception passed goes along with it. */
  public void setCaptureValues(String text) {
    options.set(ClientOption.CAPTURE_VALUES, text);
  }

  /** Whether what is left is delivered when the JVM exits without stopping its logging. */
  public void setShutdownHook(String text) {
    options.set(ClientOption.SHUTDOWN_HOOK, text);
  }

  /** {@code false} lets secrets leave the process as they were logged. */
  public void setScrub(String text) {
    options.set(ClientOption.SCRUB, text);
  }

  /** Whether addresses of e-mail count as secrets. */
  public void setScrubEmail(String text) {
    options.set(ClientOption.SCRUB_EMAIL, text);
  }

  /** Whether addresses of the Internet protocol count as secrets. */
  public void setScrubIp(String text) {
    options.set(ClientOption.SCRUB_IP, text);
  }

  /** Further names whose values are secrets. */
  public void setScrubKeys(String text) {
    options.set(ClientOption.SCRUB_KEYS, text);
  }

  /** Further rules, {@code name: regex => replacement}. */
  public void setScrubRules(String text) {
    options.set(ClientOption.SCRUB_RULES, text);
  }

  /**
   * {@code triggers} (with their context), {@code all} or {@code none}: what outlives the process.
   */
  public void setSpool(String text) {
    options.set(ClientOption.SPOOL, text);
  }

  /** Where; by default below the user's state directory, else the one for temporary files. */
  public void setSpoolDirectory(String text) {
    options.set(ClientOption.SPOOL_DIRECTORY, text);
  }

  /** How many bytes may be spooled before the oldest are dropped. */
  public void setSpoolBytes(String text) {
    options.set(ClientOption.SPOOL_BYTES, text);
  }

  /** How long logging a trigger may wait until it is spooled; by default it does not wait. */
  public void setSpoolWait(String text) {
    options.set(ClientOption.SPOOL_WAIT, text);
  }

  /** A file with the API key; it is read again when it changes. */
  public void setApiKeyFile(String text) {
    options.set(ClientOption.API_KEY_FILE, text);
  }

  /** The certificates (PEM) that the server's must come from; the JVM's if absent. */
  public void setTlsTrustFile(String text) {
    options.set(ClientOption.TLS_TRUST_FILE, text);
  }

  /** The certificate chain (PEM) by which the server knows this client. */
  public void setTlsCertificateFile(String text) {
    options.set(ClientOption.TLS_CERTIFICATE_FILE, text);
  }

  /** Its private key (PEM, PKCS #8, not encrypted). */
  public void setTlsKeyFile(String text) {
    options.set(ClientOption.TLS_KEY_FILE, text);
  }

  /** {@code gzip} or {@code none}. */
  public void setCompression(String text) {
    options.set(ClientOption.COMPRESSION, text);
  }

  /** {@code false} makes the appender do nothing. */
  public void setEnabled(String text) {
    options.set(ClientOption.ENABLED, text);
  }

  /** Is told of the fixes that the server found, besides the line in the application's log. */
  public void setSolutionListener(SolutionListener solutionListener) {
    this.listener = solutionListener;
  }

  /** The client at work, for its metrics; empty unless started. */
  public Optional<HephaestusClient> client() {
    return Optional.ofNullable(client);
  }

  /** What was done so far; empty unless started. */
  public Optional<ClientCounters> counters() {
    HephaestusClient running = client;
    return running == null ? Optional.empty() : Optional.of(running.counters());
  }

  @Override
  public void start() {
    if (isStarted()) {
      return;
    }
    try {
      ClientConfiguration configuration = options.build();
      if (configuration.enabled()) {
        lease = ContextClients.of(getContext()).acquire(configuration, status(), listener);
        client = lease.client();
      } else {
        addInfo("Hephaestus is off: enabled is false");
      }
    } catch (InvalidConfigurationException faulty) {
      addError(faulty.getMessage());
    } catch (LinkageError mixed) {
      addError(MIXED, mixed);
    }
    super.start(); // Even when inert: a stopped appender would warn at every event.
  }

  @Override
  protected void append(ILoggingEvent event) {
    HephaestusClient running = client;
    if (running != null) {
      running.append(event, reader);
    }
  }

  @Override
  public void stop() {
    super.stop();
    client = null;
    SharedClients.Lease held = lease;
    lease = null;
    if (held != null) {
      held.release();
    }
  }

  void set(ClientOption option, @Nullable String text) {
    options.set(option, text);
  }

  private LogbackStatus status() {
    return new LogbackStatus(getContext());
  }
}
