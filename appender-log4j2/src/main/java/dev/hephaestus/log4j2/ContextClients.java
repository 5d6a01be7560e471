package dev.hephaestus.log4j2;

import dev.hephaestus.client.SharedClients;
import org.apache.logging.log4j.core.LoggerContext;
import org.jspecify.annotations.Nullable;

/** Finds the clients that a Log4j context's appenders share. */
final class ContextClients {
  private static final String KEY = SharedClients.class.getName();

  private ContextClients() {}

  /** The context's own, or new ones for an appender that belongs to none. */
  static SharedClients of(@Nullable LoggerContext context) {
    if (context == null) {
      return new SharedClients();
    }
    synchronized (context) {
      Object kept = context.getObject(KEY);
      if (kept instanceof SharedClients) {
        return (SharedClients) kept;
      }
      SharedClients clients = new SharedClients();
      context.putObject(KEY, clients);
      return clients;
    }
  }
}
