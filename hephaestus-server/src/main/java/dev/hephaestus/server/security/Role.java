package dev.hephaestus.server.security;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a caller may do within its scope. */
public enum Role {
  /** Register nodes and send records. */
  INGEST,
  /** See nodes, incidents, runs and solutions. */
  READ,
  /** Change and delete nodes, cancel runs, review solutions, have repositories fetched. */
  OPERATE,
  /** Scrape metrics, which are of all tenants together. */
  MONITOR;

  /** As people write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role that is written so. */
  public static Optional<Role> of(String label) {
    return Stream.of(values()).filter(role -> role.label().equals(label)).findFirst();
  }
}
