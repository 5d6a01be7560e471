package dev.hephaestus.server.cli;

import dev.hephaestus.server.security.ApiKeys;
import dev.hephaestus.server.security.ChainedAuditLog;
import dev.hephaestus.server.security.Secrets;

/**
 * Where keys, the audit log and secrets of a data directory are looked after.
 *
 * @param keys the keys
 * @param audit the audit log
 * @param secrets what is sealed
 * @param closing lets go of the database
 */
public record SecurityDesk(ApiKeys keys, ChainedAuditLog audit, Secrets secrets, Runnable closing)
    implements AutoCloseable {

  @Override
  public void close() {
    closing.run();
  }
}
