package dev.hephaestus.server.cli;

import dev.hephaestus.server.security.ApiKeys;

/**
 * Where keys, the audit log and secrets of a data directory are looked after.
 *
 * @param keys the keys
 * @param closing lets go of the database
 */
public record SecurityDesk(ApiKeys keys, Runnable closing) implements AutoCloseable {

  @Override
  public void close() {
    closing.run();
  }
}
