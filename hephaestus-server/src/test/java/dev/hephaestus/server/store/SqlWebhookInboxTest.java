package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.github.Notice;
import dev.hephaestus.server.github.WebhookInbox;
import dev.hephaestus.server.github.WebhookInbox.Taken;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqlWebhookInboxTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  @TempDir private Path folder;
  private Database database;
  private WebhookInbox inbox;

  @BeforeEach
  void open() {
    database = Database.open(folder);
    inbox = database.webhookInbox();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keepsWhatWasToldOverARestart() {
    Notice notice =
        new Notice(
            "d1", Notice.Kind.CHECKS, List.of("acme/shop"), List.of(3, 4), "c".repeat(40), "a/b");
    inbox.put(notice, NOW);
    database.close();

    open();

    assertThat(inbox.due(NOW, 10)).containsExactly(new WebhookInbox.Waiting(notice, 0));
  }

  @Test
  void takesADeliveryOnceAlsoAfterItWasWorkedOff() {
    assertThat(inbox.put(notice("d1"), NOW)).isEqualTo(Taken.NEW);
    assertThat(inbox.put(notice("d1"), NOW)).isEqualTo(Taken.KNOWN);
    inbox.done("d1");
    assertThat(inbox.put(notice("d1"), NOW)).isEqualTo(Taken.KNOWN);
    assertThat(inbox.due(NOW, 10)).isEmpty();
  }

  @Test
  void givesBackLaterWhatIsTriedAgain() {
    inbox.put(notice("d1"), NOW);
    inbox.put(notice("d2"), NOW.plusMillis(1));
    inbox.later("d1", NOW.plusSeconds(60));

    assertThat(inbox.due(NOW.plusSeconds(1), 10))
        .extracting(waiting -> waiting.notice().delivery())
        .containsExactly("d2");
    assertThat(inbox.due(NOW.plusSeconds(60), 10).get(0))
        .isEqualTo(new WebhookInbox.Waiting(notice("d1"), 1));
  }

  @Test
  void forgetsOnlyWhatWasWorkedOffLongAgo() {
    inbox.put(notice("d1"), NOW);
    inbox.put(notice("d2"), NOW);
    inbox.done("d1");

    inbox.forget(NOW.plus(Duration.ofDays(7)));

    assertThat(inbox.put(notice("d1"), NOW)).isEqualTo(Taken.NEW);
    assertThat(inbox.put(notice("d2"), NOW)).isEqualTo(Taken.KNOWN);
  }

  @Test
  void takesNoMoreThanItHasRoomFor() {
    database
        .sql()
        .write(
            handle ->
                handle.execute(
                    "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)"
                        + " insert into webhook_notice select 'x' || i, 0, 0, 0, false, '{}' from n",
                    WebhookInbox.MOST_WAITING));

    assertThat(inbox.put(notice("d1"), NOW)).isEqualTo(Taken.FULL);
    inbox.done("x1");
    assertThat(inbox.put(notice("d1"), NOW)).isEqualTo(Taken.NEW);
  }

  private static Notice notice(String delivery) {
    return new Notice(delivery, Notice.Kind.PULL_REQUEST, List.of("acme/shop"), List.of(1), "", "");
  }
}
