package dev.hephaestus.client.micrometer;

import dev.hephaestus.client.ClientCounters;
import dev.hephaestus.client.HephaestusClient;
import dev.hephaestus.client.RecordBalance;
import dev.hephaestus.client.RecordLevel;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * An appender's figures as meters: {@code new
 * HephaestusMetrics(appender::client).bindTo(registry)}.
 *
 * <p><em>Shape:</em> {@code hephaestus.client.records.appended} = {@code .acknowledged} + {@code
 * .dropped} (by {@code level}) + {@code .passed.over} + {@code .waiting}; besides, {@code
 * hephaestus.client.queue}, {@code hephaestus.client.connected} (1 or 0), {@code
 * hephaestus.client.secrets.scrubbed} and {@code hephaestus.client.solutions}.
 *
 * <p><em>Errors:</em> while the appender has no client, all read 0.
 *
 * <p><em>Threads:</em> any.
 */
public final class HephaestusMetrics implements MeterBinder {
  private static final String PREFIX = "hephaestus.client.";

  private final Supplier<Optional<HephaestusClient>> client;

  /** Of the client that this returns whenever it is asked. */
  public HephaestusMetrics(Supplier<Optional<HephaestusClient>> client) {
    this.client = client;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counter(registry, "records.appended", "Records that were logged", RecordBalance::appended);
    counter(
        registry,
        "records.acknowledged",
        "Records that the server has on disk",
        RecordBalance::acknowledged);
    counter(
        registry,
        "records.passed.over",
        "Records below the threshold that no trigger came for",
        RecordBalance::passedOver);
    for (RecordLevel level : RecordLevel.values()) {
      FunctionCounter.builder(
              PREFIX + "records.dropped", this, of -> of.balance(now -> now.dropped(level)))
          .tag("level", level.name().toLowerCase(Locale.ROOT))
          .description("Records lost at the client")
          .register(registry);
    }
    FunctionCounter.builder(PREFIX + "secrets.scrubbed", this, HephaestusMetrics::scrubbed)
        .description("Secrets taken out before anything left the process")
        .register(registry);
    FunctionCounter.builder(PREFIX + "solutions", this, HephaestusMetrics::solutions)
        .description("Fixes that the server found")
        .register(registry);
    gauge(registry, "records.waiting", "Records on their way", RecordBalance::waiting);
    gauge(registry, "queue", "Records that the sender has not looked at", RecordBalance::queued);
    gauge(
        registry,
        "connected",
        "Whether the stream to the server is open",
        now -> now.connected() ? 1 : 0);
  }

  private void counter(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<RecordBalance> value) {
    FunctionCounter.builder(PREFIX + name, this, of -> of.balance(value))
        .description(description)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry,
      String name,
      String description,
      ToDoubleFunction<RecordBalance> value) {
    Gauge.builder(PREFIX + name, this, of -> of.balance(value))
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  private double balance(ToDoubleFunction<RecordBalance> value) {
    return client.get().map(running -> value.applyAsDouble(running.balance())).orElse(0.0);
  }

  private double scrubbed() {
    return client
        .get()
        .map(HephaestusClient::counters)
        .map(ClientCounters::scrubbed)
        .map(rules -> rules.values().stream().mapToDouble(Long::doubleValue).sum())
        .orElse(0.0);
  }

  private double solutions() {
    return client
        .get()
        .map(HephaestusClient::counters)
        .map(ClientCounters::solutions)
        .map(Long::doubleValue)
        .orElse(0.0);
  }
}
