package dev.hephaestus.server.security;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Keeps what is sealed.
 *
 * <p><i>Threads:</i> safe for use by many at once, in several processes.
 */
public interface SecretStore {

  /** Keeps what is sealed under that name; replaces what was there. */
  void put(String name, String sealed);

  /** What is kept under that name. */
  Optional<String> find(String name);

  /** Removes what is kept under that name. */
  void remove(String name);

  /** Replaces everything by what is made of it, all or nothing; returns what there is then. */
  Map<String, String> replaceAll(UnaryOperator<Map.Entry<String, String>> sealedAnew);
}
