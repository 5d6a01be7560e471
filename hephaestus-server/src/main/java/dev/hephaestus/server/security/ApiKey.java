package dev.hephaestus.server.security;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An API key as it is kept: everything but its secret.
 *
 * @param id the part of the key that may be shown
 * @param name what people call it
 * @param scope what it opens
 * @param limits how much may be done with it
 * @param hash of the secret, in hexadecimal
 * @param created when it was made
 * @param expires from when on it is refused
 * @param revoked when it was revoked
 * @param successor the id of the key that it was rotated to
 * @param lastUsed about when it was last used
 */
public record ApiKey(
    String id,
    String name,
    Scope scope,
    KeyLimits limits,
    String hash,
    Instant created,
    Optional<Instant> expires,
    Optional<Instant> revoked,
    Optional<String> successor,
    Optional<Instant> lastUsed) {

  public ApiKey {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(created, "created");
    if (name.isBlank() || name.length() > 100) {
      throw new IllegalArgumentException("a key's name has 1 to 100 characters");
    }
  }

  /** Why it does not hold at that time; empty when it does. */
  public Optional<String> fault(Instant now) {
    if (revoked.isPresent()) {
      return Optional.of("the API key was revoked");
    }
    boolean isOver = expires.isPresent() && !now.isBefore(expires.get());
    return isOver ? Optional.of("the API key has expired") : Optional.empty();
  }

  /** The same key, revoked. */
  ApiKey revoked(Instant when) {
    return new ApiKey(
        id, name, scope, limits, hash, created, expires, Optional.of(when), successor, lastUsed);
  }

  /** The same key, which ends at that time at the latest. */
  ApiKey until(Instant end) {
    Optional<Instant> sooner = expires.filter(already -> already.isBefore(end));
    return new ApiKey(
        id,
        name,
        scope,
        limits,
        hash,
        created,
        Optional.of(sooner.orElse(end)),
        revoked,
        successor,
        lastUsed);
  }

  /** The same key, to be given up for another. */
  ApiKey followedBy(String newId) {
    return new ApiKey(
        id, name, scope, limits, hash, created, expires, revoked, Optional.of(newId), lastUsed);
  }

  /** Its hash is of no use to anybody who reads a log. */
  @Override
  public String toString() {
    return "key " + id + " (" + name + ")";
  }
}
