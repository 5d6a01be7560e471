package dev.hephaestus.log4j2;

import dev.hephaestus.client.ClientConfiguration;
import dev.hephaestus.client.ClientCounters;
import dev.hephaestus.client.ClientOption;
import dev.hephaestus.client.HephaestusClient;
import dev.hephaestus.client.InvalidConfigurationException;
import dev.hephaestus.client.SharedClients;
import dev.hephaestus.client.SolutionListener;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends what Log4j 2 logs to Hephaestus.
 *
 * <p><em>Shape:</em> its options are those of {@link ClientOption}; a system property or an
 * environment variable wins over what is set here.
 *
 * <p><em>Errors:</em> a faulty configuration is one error status, after which the appender does
 * nothing; a server that is away is a warning at most.
 */
@Plugin(
    name = "Hephaestus",
    category = Core.CATEGORY_NAME,
    elementType = Appender.ELEMENT_TYPE,
    printObject = true)
public final class HephaestusAppender extends AbstractAppender {
  private static final String MIXED =
      "Hephaestus is off: classes on the class path do not fit, of Log4j or of two of our versions";

  private final @Nullable ClientConfiguration configuration;
  private final @Nullable LoggerContext context;
  private final SolutionListener listener;
  private final Log4jEventReader reader = new Log4jEventReader();
  private SharedClients.@Nullable Lease lease;
  private volatile @Nullable HephaestusClient client;

  HephaestusAppender(HephaestusAppenderBuilder from) {
    super(from.getName(), from.getFilter(), null, true, from.getPropertyArray());
    Configuration of = from.getConfiguration();
    this.configuration = configuration(from);
    this.context = of == null ? null : of.getLoggerContext();
    this.listener = from.listener;
  }

  /** Collects options; what it is not told comes from system properties and environment. */
  @PluginBuilderFactory
  public static HephaestusAppenderBuilder newBuilder() {
    return new HephaestusAppenderBuilder();
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
    if (configuration != null && !isStarted()) {
      try {
        lease =
            ContextClients.of(context).acquire(configuration, new Log4jStatus(context), listener);
        client = lease.client();
      } catch (LinkageError mixed) {
        LOGGER.error(MIXED, mixed);
      }
    }
    super.start();
  }

  @Override
  public void append(LogEvent event) {
    HephaestusClient running = client;
    if (running != null) {
      running.append(event, reader);
    }
  }

  @Override
  public boolean stop(long timeout, TimeUnit timeUnit) {
    boolean stopped = super.stop(timeout, timeUnit);
    client = null;
    SharedClients.Lease held = lease;
    lease = null;
    if (held != null) {
      held.release();
    }
    return stopped;
  }

  private static @Nullable ClientConfiguration configuration(HephaestusAppenderBuilder from) {
    try {
      ClientConfiguration configuration = from.configuration();
      if (configuration.enabled()) {
        return configuration;
      }
      LOGGER.info("Hephaestus is off: enabled is false");
    } catch (InvalidConfigurationException faulty) {
      LOGGER.error(faulty.getMessage());
    }
    return null;
  }
}
