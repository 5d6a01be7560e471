package dev.hephaestus.javaagent.attach;

import dev.hephaestus.client.ClientConfiguration;
import dev.hephaestus.client.ClientOption;
import dev.hephaestus.client.HephaestusClient;
import dev.hephaestus.client.StatusReporter;
import dev.hephaestus.javaagent.Notice;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes a client for java.util.logging, which needs no appender of ours. */
final class JulSinkFactory implements SinkFactory<JulEvent> {

  @Override
  public Optional<Sink<JulEvent>> open() {
    ClientConfiguration configuration =
        ClientConfiguration.builder("hephaestus-jul")
            // The relay has one, which first hands over what waits.
            .set(ClientOption.SHUTDOWN_HOOK, "false")
            .build();
    if (!configuration.enabled()) {
      return Optional.empty();
    }
    HephaestusClient client = new HephaestusClient(configuration, new Status(), solution -> {});
    client.start();
    return Optional.of(new ClientSink(client));
  }

  @Override
  public boolean isPressing(JulEvent event) {
    return event.record.getLevel().intValue() >= Level.WARNING.intValue() || Shipping.isOfAll();
  }

  @Override
  public boolean isOwed() {
    return Shipping.isOwed();
  }

  @Override
  public JulEvent kept(JulEvent event) {
    return event;
  }

  private static final class ClientSink implements Sink<JulEvent> {

    private final HephaestusClient client;
    private final JulEventReader reader = new JulEventReader();

    ClientSink(HephaestusClient client) {
      this.client = client;
    }

    @Override
    public void append(JulEvent event) {
      client.append(event, reader);
    }

    @Override
    public void stop() {
      client.stop();
    }
  }

  /** Java's logging has no place for what it says of itself but standard error. */
  private static final class Status implements StatusReporter {

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message, @Nullable Throwable cause) {
      Notice.print(message);
    }

    @Override
    public void solution(String line) {
      Logger.getLogger("dev.hephaestus").log(Level.INFO, "{0}", line);
    }
  }
}
