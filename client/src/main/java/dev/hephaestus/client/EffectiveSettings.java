package dev.hephaestus.client;

import dev.hephaestus.client.ClientConfiguration.NodeMode;
import dev.hephaestus.client.ClientConfiguration.Shipping;
import dev.hephaestus.proto.v1.Level;
import dev.hephaestus.proto.v1.Mode;
import dev.hephaestus.proto.v1.Settings;
import dev.hephaestus.proto.v1.Threshold;

/** What decides which records are shipped: the server's word, until then the configuration's. */
final class EffectiveSettings {
  private static final int DEFAULT_CONTEXT_RECORDS = 100;

  final RecordLevel threshold;
  final int contextRecords;
  final boolean shipAll;

  private EffectiveSettings(RecordLevel threshold, int contextRecords, boolean shipAll) {
    this.threshold = threshold;
    this.contextRecords = contextRecords;
    this.shipAll = shipAll;
  }

  static EffectiveSettings configured(ClientConfiguration configuration) {
    return new EffectiveSettings(
        configuration.thresholdLevel.orElse(RecordLevel.ERROR),
        configuration.contextRecords.orElse(DEFAULT_CONTEXT_RECORDS),
        configuration.ship.orElse(Shipping.TRIGGERS) == Shipping.ALL);
  }

  /** As the server says; what it leaves open stays as it was. */
  EffectiveSettings with(Settings settings) {
    RecordLevel level = threshold;
    for (RecordLevel candidate : RecordLevel.values()) {
      if (candidate.severity() == settings.getThreshold().getLevelValue()) {
        level = candidate;
      }
    }
    return new EffectiveSettings(
        level,
        settings.hasContextRecords()
            ? Math.max(0, Math.min(settings.getContextRecords(), 10_000))
            : contextRecords,
        settings.getShip() == Settings.Ship.SHIP_UNSPECIFIED
            ? shipAll
            : settings.getShip() == Settings.Ship.SHIP_ALL);
  }

  /** What the configuration asks of the server; what it does not say stays the server's choice. */
  static Settings requested(ClientConfiguration configuration) {
    Settings.Builder settings = Settings.newBuilder().addAllPackages(configuration.packages);
    configuration.mode.ifPresent(
        mode -> settings.setMode(mode == NodeMode.DEPLOY ? Mode.MODE_DEPLOY : Mode.MODE_SUGGEST));
    configuration.contextRecords.ifPresent(settings::setContextRecords);
    configuration.ship.ifPresent(
        ship ->
            settings.setShip(
                ship == Shipping.ALL ? Settings.Ship.SHIP_ALL : Settings.Ship.SHIP_TRIGGERS));
    Threshold.Builder threshold = Threshold.newBuilder();
    configuration.thresholdLevel.ifPresent(
        level -> threshold.setLevel(Level.forNumber(level.severity())));
    configuration.thresholdCount.ifPresent(threshold::setCount);
    configuration.thresholdWindow.ifPresent(
        window ->
            threshold
                .getWindowBuilder()
                .setSeconds(window.getSeconds())
                .setNanos(window.getNano()));
    if (!threshold.build().equals(Threshold.getDefaultInstance())) {
      settings.setThreshold(threshold);
    }
    return settings.build();
  }
}
