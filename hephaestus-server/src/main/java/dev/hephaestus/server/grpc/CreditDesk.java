package dev.hephaestus.server.grpc;

import dev.hephaestus.server.security.Principal;
import dev.hephaestus.server.security.Throttles;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;

/** Where the limits of credentials become credit, or a refusal that says when to come again. */
final class CreditDesk {
  /** The debt that a new stream, which begins with a full window of credit, may come with. */
  private static final Duration MOST_DEBT = Duration.ofSeconds(1);

  private final Throttles throttles;
  private final ScheduledExecutorService timer;

  CreditDesk(Throttles throttles, ScheduledExecutorService timer) {
    this.throttles = Objects.requireNonNull(throttles, "throttles");
    this.timer = Objects.requireNonNull(timer, "timer");
  }

  CreditPace pace(Principal caller) {
    return new CreditPace(throttles.of(caller), timer);
  }

  /** Refuses who would get round its limit by coming again. */
  void requireNoDebt(Principal caller) {
    Duration debt = throttles.of(caller).debt();
    if (debt.compareTo(MOST_DEBT) > 0) {
      throw ComeBack.beyondLimit("the credential has sent more than its limit", debt);
    }
  }
}
