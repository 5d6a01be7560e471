package dev.hephaestus.benchmarks.client;

import dev.hephaestus.client.HephaestusClient;
import dev.hephaestus.client.RecordBalance;
import dev.hephaestus.client.RecordLevel;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Of our appenders, on either library.
 *
 * @param client empty unless the appender works
 * @param all whether context is shipped as well; else half of the queue is its place to rest
 */
record OurDelivery(Supplier<Optional<HephaestusClient>> client, boolean all) implements Delivery {
  @Override
  public boolean isDone(boolean errors, long logged) {
    RecordBalance balance = client.get().orElseThrow().balance();
    return (errors || all)
        ? balance.acknowledged() + dropped(balance) >= logged
        : balance.queued() <= Rig.QUEUE / 2;
  }

  @Override
  public double dropped() {
    return dropped(client.get().orElseThrow().balance());
  }

  private static long dropped(RecordBalance balance) {
    return Arrays.stream(RecordLevel.values()).mapToLong(balance::dropped).sum();
  }
}
