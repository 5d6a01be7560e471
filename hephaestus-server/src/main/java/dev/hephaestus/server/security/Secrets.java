package dev.hephaestus.server.security;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Secrets at rest: kept by name, each under its own envelope.
 *
 * <p><i>Errors:</i> {@link dev.hephaestus.server.HephaestusException} when one cannot be sealed or
 * opened; no message has a secret in it.
 *
 * <p><i>Threads:</i> safe for use by many at once, in several processes.
 */
public final class Secrets {
  private final SecretStore store;
  private final MasterKeys keys;
  private final Envelope envelope;

  public Secrets(SecretStore store, MasterKeys keys, SecureRandom random) {
    this.store = Objects.requireNonNull(store, "store");
    this.keys = Objects.requireNonNull(keys, "keys");
    this.envelope = new Envelope(keys, random);
  }

  /** Under what a secret is kept that people gave and named; empty for what is no name. */
  public static Optional<String> given(String name) {
    return name.matches("[a-z0-9._-]{1,64}") ? Optional.of("given/" + name) : Optional.empty();
  }

  /** Keeps a secret; replaces the one of that name. */
  public void put(String name, String secret) {
    store.put(name, envelope.seal(name, secret));
  }

  /** The secret of that name. */
  public Optional<String> find(String name) {
    return store.find(name).map(kept -> envelope.open(name, kept));
  }

  /** Removes the secret of that name. */
  public void remove(String name) {
    store.remove(name);
  }

  /**
   * Seals everything anew under a new master key, or under the first of those that are set
   * elsewhere.
   *
   * <p>The key before stays: a server that runs may be sealing with it at this moment. What no
   * secret needs beside it is forgotten.
   *
   * @return how many secrets were sealed anew
   */
  public int rotate() {
    String before = keys.current().id();
    if (keys.isChangeable()) {
      keys.add();
    }
    Map<String, String> all =
        store.replaceAll(
            kept ->
                Map.entry(
                    kept.getKey(),
                    envelope.seal(kept.getKey(), envelope.open(kept.getKey(), kept.getValue()))));
    if (keys.isChangeable()) {
      Set<String> needed = new HashSet<>();
      needed.add(before);
      needed.add(keys.current().id());
      all.forEach((name, text) -> needed.add(Envelope.keyId(name, text)));
      keys.keepOnly(needed);
    }
    return all.size();
  }
}
