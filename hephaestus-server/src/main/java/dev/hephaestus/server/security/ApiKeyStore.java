package dev.hephaestus.server.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the API keys, which the command line changes while a server runs.
 *
 * <p><i>Threads:</i> safe for use by many at once, in several processes.
 */
public interface ApiKeyStore {

  /** Adds the keys, or replaces those of the same id, all or none. */
  void put(List<ApiKey> keys);

  /** The key of this id. */
  Optional<ApiKey> find(String id);

  /** All keys, oldest first. */
  List<ApiKey> list();

  /** Whether there is any, of whatever state. */
  boolean isAny();

  /** Writes down when a key was used. */
  void used(String id, Instant when);
}
