package dev.hephaestus.server.security;

import dev.hephaestus.server.HephaestusException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes, changes and judges API keys.
 *
 * <p>A key that was rotated stays good for a while beside the new one; of a key that was rotated
 * twice only the last two are.
 *
 * <p><i>Errors:</i> {@link HephaestusException} for an id that there is not, or that was given up
 * already.
 *
 * <p><i>Threads:</i> safe for use by many at once, in several processes.
 */
public final class ApiKeys {
  private static final Duration BETWEEN_NOTES = Duration.ofMinutes(10);
  private static final int NOTES_KEPT = 10_000;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final ApiKeyStore store;
  private final AuditLog audit;
  private final SecureRandom random;
  private final Clock clock;
  private final Map<String, Instant> noted = new ConcurrentHashMap<>();

  /**
   * @param audit told of every change
   */
  public ApiKeys(ApiKeyStore store, AuditLog audit, SecureRandom random, Clock clock) {
    this.store = Objects.requireNonNull(store, "store");
    this.audit = Objects.requireNonNull(audit, "audit");
    this.random = Objects.requireNonNull(random, "random");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * A key that was just made.
   *
   * @param key what is kept
   * @param text the whole key, which nobody can be shown again
   */
  public record Fresh(ApiKey key, String text) {

    @Override
    public String toString() {
      return key.toString();
    }
  }

  /** Makes a key. */
  public Fresh create(String name, Scope scope, KeyLimits limits, Optional<Instant> expires) {
    Fresh fresh = fresh(name, scope, limits, expires);
    store.put(List.of(fresh.key()));
    tell("key.created", fresh.key());
    return fresh;
  }

  /** All keys, oldest first. */
  public List<ApiKey> list() {
    return store.list();
  }

  /** From now on the key is refused. */
  public ApiKey revoke(String id) {
    ApiKey revoked = existing(id).revoked(clock.instant());
    store.put(List.of(revoked));
    tell("key.revoked", revoked);
    return revoked;
  }

  /**
   * Makes a key that opens the same; the one before stays good for the grace, the one before that
   * ends now.
   *
   * @param expires when the new one ends
   */
  public Fresh rotate(String id, Duration grace, Optional<Instant> expires) {
    Instant now = clock.instant();
    ApiKey old = existing(id);
    if (old.successor().isPresent()) {
      throw new HephaestusException(
          "key " + id + " was rotated to " + old.successor().get() + " already; rotate that one");
    }
    old.fault(now)
        .ifPresent(
            fault -> {
              throw new HephaestusException(fault + "; create another one instead of rotating it");
            });
    Fresh fresh = fresh(old.name(), old.scope(), old.limits(), expires);
    List<ApiKey> changed = new ArrayList<>();
    changed.add(fresh.key());
    changed.add(old.until(now.plus(grace)).followedBy(fresh.key().id()));
    store.list().stream()
        .filter(key -> key.successor().equals(Optional.of(id)))
        .map(key -> key.until(now))
        .forEach(changed::add);
    store.put(changed);
    tell("key.rotated", fresh.key());
    return fresh;
  }

  /** Judges what a caller gives as its key. */
  Authentication check(String text) {
    Optional<KeyText> given = KeyText.parse(text);
    if (given.isEmpty()) {
      return new Authentication.Refused("", "what was sent is no API key, or not a whole one");
    }
    Optional<ApiKey> kept = store.find(given.get().id());
    if (kept.isEmpty() || !given.get().has(kept.get().hash())) {
      return new Authentication.Refused(
          "key:" + given.get().id(), "the API key is not known to this server");
    }
    ApiKey key = kept.get();
    Instant now = clock.instant();
    Optional<String> fault = key.fault(now);
    if (fault.isPresent()) {
      return new Authentication.Refused(nameOf(key.id()), fault.get());
    }
    note(key.id(), now);
    return new Authentication.Accepted(new Principal(nameOf(key.id()), key.scope(), key.limits()));
  }

  /** Whether the key of that principal still holds. */
  boolean holds(Principal principal) {
    return store
        .find(principal.name().substring(nameOf("").length()))
        .filter(key -> key.fault(clock.instant()).isEmpty())
        .isPresent();
  }

  /** Whether a key was ever made. */
  boolean isAny() {
    return store.isAny();
  }

  static String nameOf(String id) {
    return "key:" + id;
  }

  private void note(String id, Instant now) {
    Instant before = noted.get(id);
    if (before == null || !now.isBefore(before.plus(BETWEEN_NOTES))) {
      if (noted.size() >= NOTES_KEPT) {
        noted.clear();
      }
      noted.put(id, now);
      store.used(id, now);
    }
  }

  private ApiKey existing(String id) {
    return store
        .find(id)
        .orElseThrow(
            () ->
                new HephaestusException(
                    "there is no key " + id + "; keys list shows those there are"));
  }

  private Fresh fresh(String name, Scope scope, KeyLimits limits, Optional<Instant> expires) {
    byte[] secret = new byte[KeyText.SECRET_BYTES];
    random.nextBytes(secret);
    KeyText text = new KeyText(id(), secret);
    ApiKey key =
        new ApiKey(
            text.id(),
            name,
            scope,
            limits,
            text.hash(),
            clock.instant(),
            expires,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Fresh(key, text.reveal());
  }

  private String id() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < KeyText.ID_CHARS; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  private void tell(String action, ApiKey key) {
    audit.record(
        new AuditEvent(
            "administrator",
            key.scope().tenant(),
            action,
            nameOf(key.id()),
            Map.of(
                "name", key.name(),
                "roles",
                    String.join(
                        ",", key.scope().roles().stream().map(Role::label).sorted().toList()),
                "repositories", String.join(",", key.scope().repositories().patterns()),
                "deploy", Boolean.toString(key.scope().deploy()))));
  }
}
