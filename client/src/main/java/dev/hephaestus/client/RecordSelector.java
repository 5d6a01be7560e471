package dev.hephaestus.client;

import dev.hephaestus.proto.v1.LogRecord;

/**
 * Decides which records are shipped: each trigger, with the records below the threshold that came
 * before it on the same errand; or all.
 */
final class RecordSelector {
  private final Contexts contexts;
  private final Shipper shipper;
  private volatile EffectiveSettings settings;

  RecordSelector(EffectiveSettings settings, long contextBytes, Shipper shipper) {
    this.settings = settings;
    this.contexts = new Contexts(settings.contextRecords, contextBytes);
    this.shipper = shipper;
  }

  /** Takes a record for the stream. */
  @FunctionalInterface
  interface Shipper {
    void ship(ClientRecord record, LogRecord.Role role);
  }

  void apply(EffectiveSettings changed) {
    settings = changed;
    contexts.resize(changed.contextRecords);
  }

  /** How many records are kept as context now. Only the sender. */
  long kept() {
    return contexts.kept();
  }

  /** How many were neither shipped nor are kept any longer. Any thread. */
  long passedOver() {
    return contexts.passedOver();
  }

  EffectiveSettings settings() {
    return settings;
  }

  /** Whether a record of this level must not wait for the sender's next round. Any thread. */
  boolean isTrigger(RecordLevel level) {
    return level.isAtLeast(settings.threshold);
  }

  void select(ClientRecord record) {
    if (isTrigger(record.level())) {
      for (ClientRecord before : contexts.takeBefore(record)) {
        shipper.ship(before, LogRecord.Role.ROLE_CONTEXT);
      }
      shipper.ship(record, LogRecord.Role.ROLE_TRIGGER);
    } else if (settings.shipAll) {
      shipper.ship(record, LogRecord.Role.ROLE_UNSPECIFIED);
    } else {
      contexts.add(record);
    }
  }
}
