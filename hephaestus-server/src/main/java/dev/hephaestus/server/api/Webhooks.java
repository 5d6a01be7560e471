package dev.hephaestus.server.api;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * What the server does when it is told that a repository changed.
 *
 * @param requests has repositories fetched
 * @param secret shared with the Git hosts; without one there are no webhooks
 * @param clock tells how long deliveries are remembered
 */
public record Webhooks(RefreshRequests requests, Optional<String> secret, Clock clock) {

  public Webhooks {
    Objects.requireNonNull(requests, "requests");
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(clock, "clock");
  }

  /** There are none, and no repository is known. */
  public static Webhooks none() {
    return new Webhooks(RefreshRequests.none(), Optional.empty(), Clock.systemUTC());
  }

  @Override
  public String toString() {
    return "Webhooks[" + (secret.isPresent() ? "with" : "without") + " a secret]";
  }
}
