package dev.hephaestus.client;

import java.util.List;

/** The configuration cannot work; the message names every fault at once. */
public final class InvalidConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  InvalidConfigurationException(List<String> faults) {
    super("Hephaestus is off, its configuration is faulty: " + String.join("; ", faults));
    this.faults = List.copyOf(faults);
  }

  /** One phrase a fault. */
  public List<String> faults() {
    return faults;
  }
}
