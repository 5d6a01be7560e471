package dev.hephaestus.server.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off what GitHub told. A notice says nothing of which GitHub it is from that could be relied
 * on, so each looks whether it is about one of its own.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class NoticeDesk {
  private static final Logger log = LoggerFactory.getLogger(NoticeDesk.class);
  private static final int AT_A_TURN = 50;
  private static final Duration KEPT = Duration.ofDays(7);
  private static final Duration BETWEEN_TIDYING = Duration.ofHours(1);

  private final WebhookInbox inbox;
  private final List<PullRequestLife> lives;
  private final Clock clock;
  private Instant tidied = Instant.EPOCH;

  NoticeDesk(WebhookInbox inbox, List<PullRequestLife> lives, Clock clock) {
    this.inbox = inbox;
    this.lives = List.copyOf(lives);
    this.clock = clock;
  }

  /** Works off what waits, and then does what is due. */
  void turn() {
    Instant now = clock.instant();
    inbox.due(now, AT_A_TURN).forEach(this::workOff);
    lives.forEach(PullRequestLife::turn);
    if (tidied.isBefore(now.minus(BETWEEN_TIDYING))) {
      inbox.forget(now.minus(KEPT));
      tidied = now;
    }
  }

  private void workOff(WebhookInbox.Waiting waiting) {
    Notice notice = waiting.notice();
    try {
      for (PullRequestLife life : lives) {
        life.workOff(notice);
      }
      inbox.done(notice.delivery());
    } catch (TryAgainException e) {
      later(waiting, e.asked().orElse(Tries.pause(waiting.tries())), e.sentence());
    } catch (RuntimeException e) {
      log.warn("the webhook {} could not be worked off", notice.delivery(), e);
      later(waiting, Tries.pause(waiting.tries()), "a fault of ours");
    }
  }

  private void later(WebhookInbox.Waiting waiting, Duration wait, String reason) {
    String delivery = waiting.notice().delivery();
    if (waiting.tries() >= Tries.MOST) {
      log.warn("the webhook {} is given up: {}", delivery, reason);
      inbox.done(delivery);
    } else {
      inbox.later(delivery, clock.instant().plus(wait));
    }
  }
}
