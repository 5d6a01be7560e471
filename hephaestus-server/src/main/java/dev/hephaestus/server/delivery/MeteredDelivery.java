package dev.hephaestus.server.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Objects;

/** Counts deliveries by the way they went, and those that failed. */
public final class MeteredDelivery implements Delivery {
  private static final String DELIVERED = "delivered";
  private static final String FAILED = "failed";
  private static final String REFUSED = "refused";
  private static final String NONE = "none";

  private final Delivery delivery;
  private final MeterRegistry meters;

  public MeteredDelivery(Delivery delivery, MeterRegistry meters) {
    this.delivery = Objects.requireNonNull(delivery, "delivery");
    this.meters = Objects.requireNonNull(meters, "meters");
    for (Receipt.Channel channel : Receipt.Channel.values()) {
      counter(label(channel), DELIVERED);
    }
    counter(NONE, FAILED);
    counter(NONE, REFUSED);
  }

  @Override
  public Receipt deliver(Solution solution) {
    try {
      Receipt receipt = delivery.deliver(solution);
      counter(label(receipt.channel()), DELIVERED).increment();
      return receipt;
    } catch (DeliveryException failed) {
      counter(NONE, failed.isRetryable() ? FAILED : REFUSED).increment();
      throw failed;
    }
  }

  private Counter counter(String channel, String outcome) {
    return Counter.builder("hephaestus.deliveries")
        .description("Solutions delivered, or not, by the way they went")
        .tag("channel", channel)
        .tag("outcome", outcome)
        .register(meters);
  }

  private static String label(Receipt.Channel channel) {
    return channel.name().toLowerCase(Locale.ROOT);
  }
}
