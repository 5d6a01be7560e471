package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.Delivery;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.delivery.Receipt;
import dev.hephaestus.server.delivery.Solution;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Watches the pull requests that solutions are delivered as, and opens none for a fault that rests
 * because the last one was closed.
 */
public final class WatchingDelivery implements Delivery {
  private static final Pattern NUMBER = Pattern.compile(".*/pull/(\\d{1,9})");

  private final Delivery delivery;
  private final GitHubHost host;
  private final PullRequestWatches watches;
  private final Clock clock;

  /**
   * @param delivery opens the pull requests
   * @param host where
   */
  public WatchingDelivery(
      Delivery delivery, GitHubHost host, PullRequestWatches watches, Clock clock) {
    this.delivery = delivery;
    this.host = host;
    this.watches = watches;
    this.clock = clock;
  }

  @Override
  public Receipt deliver(Solution solution) {
    Optional<GitHubRepository> repository =
        host.repository(solution.repository()).map(watches::current);
    if (repository.filter(it -> watches.rests(it, solution.fingerprint())).isPresent()) {
      throw new DeliveryException(
          "solution "
              + solution.id()
              + " gets no pull request: the last one for this fault was closed without being"
              + " merged; reopen that one or its incident",
          false);
    }
    Receipt receipt = delivery.deliver(solution);
    Matcher number = NUMBER.matcher(receipt.link());
    if (receipt.channel() == Receipt.Channel.PULL_REQUEST
        && repository.isPresent()
        && number.matches()) {
      // A delivery that is repeated gives the same link, so that none is missed by a crash.
      watches.add(
          WatchedPull.opened(
              repository.get(), Integer.parseInt(number.group(1)), solution, clock.instant()));
    }
    return receipt;
  }
}
