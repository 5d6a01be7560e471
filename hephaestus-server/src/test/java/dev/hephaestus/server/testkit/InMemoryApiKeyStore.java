package dev.hephaestus.server.testkit;

import dev.hephaestus.server.security.ApiKey;
import dev.hephaestus.server.security.ApiKeyStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps API keys in memory. */
public final class InMemoryApiKeyStore implements ApiKeyStore {
  private final Map<String, ApiKey> keys = new LinkedHashMap<>();
  private int uses;

  @Override
  public synchronized void put(List<ApiKey> changed) {
    changed.forEach(key -> keys.put(key.id(), key));
  }

  @Override
  public synchronized Optional<ApiKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  @Override
  public synchronized List<ApiKey> list() {
    return List.copyOf(keys.values());
  }

  @Override
  public synchronized boolean isAny() {
    return !keys.isEmpty();
  }

  @Override
  public synchronized void used(String id, Instant when) {
    uses++;
  }

  /** How often it was written down that a key was used. */
  public synchronized int uses() {
    return uses;
  }
}
