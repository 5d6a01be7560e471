package dev.hephaestus.server.api;

import dev.hephaestus.server.github.Notice;
import dev.hephaestus.server.github.WebhookInbox.Taken;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the server does when it is told that a repository changed.
 *
 * @param requests has repositories fetched
 * @param secret shared with the Git hosts, or several on a line each; without one there are no
 *     webhooks
 * @param gitHub keeps what GitHub tells besides pushes; empty where nobody would work it off
 * @param clock tells how long deliveries are remembered
 */
public record Webhooks(
    RefreshRequests requests,
    Optional<String> secret,
    Optional<Function<Notice, Taken>> gitHub,
    Clock clock) {

  public Webhooks {
    Objects.requireNonNull(requests, "requests");
    Objects.requireNonNull(secret, "secret");
    Objects.requireNonNull(gitHub, "gitHub");
    Objects.requireNonNull(clock, "clock");
  }

  /** Those that have repositories fetched, and nothing else. */
  public Webhooks(RefreshRequests requests, Optional<String> secret, Clock clock) {
    this(requests, secret, Optional.empty(), clock);
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
