package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.cli.demo.hub.HubFault;
import dev.hephaestus.server.delivery.ReviewReplies;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.pipeline.RunState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is heard on a pull request, and what is done about what they say. */
final class ListeningTest {
  @TempDir private Path folder;
  private LifeFixture shop;

  @BeforeEach
  void open() {
    shop = new LifeFixture(folder);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void praiseAsksForNothing() {
    long review = shop.talk.reviews(1, "ann", "APPROVED", "Very good!").path("id").asLong();
    shop.saysOnLine("ann", "nice").put("pull_request_review_id", review);
    shop.talk.reviews(1, "ann", "COMMENTED", "Thank you.");
    shop.says("ann", "Looks good to me.");

    shop.told();

    assertThat(shop.queued).isEmpty();
    assertThat(shop.writes()).isEmpty();
  }

  @Test
  void whatIsToldTenTimesIsLookedAtOnce() {
    shop.life.turn();
    shop.hub.forgetCalls();
    for (int i = 0; i < 10; i++) {
      shop.database
          .webhookInbox()
          .put(
              new Notice(
                  "d" + i, Notice.Kind.PULL_REQUEST, List.of("acme/shop"), List.of(1), "", ""),
              shop.clock.instant());
    }

    shop.life.turn();

    assertThat(shop.hub.calls()).hasSizeLessThan(8);
  }

  @Test
  void onlyWhoMayWriteIsHeardAndOthersAreToldOnce() {
    shop.says("joe", "/hephaestus close");
    shop.says("joe", "/hephaestus revise make it worse");
    shop.says("nobody", "/hephaestus retry");
    shop.saysOnLine("joe", "I would not.");

    shop.told();
    shop.told();

    assertThat(shop.queued).isEmpty();
    assertThat(shop.ours()).singleElement().asString().startsWith(ReviewReplies.NOT_ALLOWED);
    assertThat(shop.pullState()).isEqualTo("open");
  }

  @Test
  void programsAndOurselvesAreNeverAnswered() {
    shop.says("ci[bot]", "/hephaestus explain");
    shop.talk.permit("shop-fixer", "admin");
    shop.says("shop-fixer", "/hephaestus explain\n" + Comment.OURS + "said:x -->");
    shop.says("ann", "> /hephaestus explain\n\nWhat does that do?\n```\n/hephaestus close\n```");

    shop.told();

    assertThat(shop.ours()).hasSize(1);
    assertThat(shop.writes()).isEmpty();
  }

  @Test
  void explainsWhatItKnowsAndHelpsWhoIsLost() {
    shop.says("ann", "/hephaestus explain");
    shop.says("ann", "/hephaestus dance");

    shop.told();

    assertThat(shop.ours()).hasSize(2);
    assertThat(shop.ours().get(0)).contains("Cart.total", "null\\-guard".replace("\\", ""));
    assertThat(shop.ours().get(1)).startsWith(ReviewReplies.HELP);
  }

  @Test
  void closesWhenItIsToldTo() {
    shop.says("ann", "/hephaestus close we rewrite the cart");

    shop.told();
    shop.told();

    assertThat(shop.pullState()).isEqualTo("closed");
    assertThat(shop.state()).isEqualTo(IncidentState.MUTED);
    assertThat(shop.review().example().reason()).isEqualTo("we rewrite the cart");
    assertThat(shop.ours()).singleElement().asString().startsWith(ReviewReplies.CLOSED_AS_ASKED);
  }

  @Test
  void isNotPlayedWith() {
    shop.life = shop.life(new LifeLimits(2, 2, 3, Duration.ofMinutes(30), Duration.ofHours(24)));
    for (int i = 0; i < 6; i++) {
      shop.says("ann", "/hephaestus revise " + i);
      shop.told();
      if (!shop.queued.isEmpty()) {
        shop.ends(RunState.ABSTAINED, "None.");
      }
      shop.pass(Duration.ofMinutes(2));
    }

    assertThat(shop.queued).hasSize(2);
    assertThat(shop.ours()).hasSize(3);
    assertThat(shop.ours().get(2)).contains(ReviewReplies.ENOUGH_REVISIONS);
  }

  @Test
  void aProcessThatDiesAnywhereSaysNothingTwice() {
    shop.says("ann", "/hephaestus explain");
    // The comment is there, and whoever wrote it was gone before it knew.
    shop.hub.breakBy(
        call -> call.method().equals("POST") ? HubFault.DROPPED_AFTER_SUCCESS : HubFault.NONE);
    shop.told();
    shop.hub.breakBy(call -> HubFault.NONE);

    shop.life = shop.life(LifeLimits.DEFAULT);
    shop.pass(Duration.ofMinutes(10));

    assertThat(shop.ours()).hasSize(1);
    assertThat(shop.writes()).hasSize(1);
    assertThat(shop.actions()).containsExactly("pull_request.commented");
  }

  @Test
  void goesOnWhereTheTokenMayNotReadAllThatIsSaid() {
    shop.hub.quirks().lacks =
        call ->
            call.contains("/check-runs") || call.contains("/status") || call.contains("reviews");
    shop.says("ann", "/hephaestus explain");

    shop.told();

    assertThat(shop.ours()).hasSize(1);
    assertThat(shop.watched().state()).isEqualTo(WatchedPull.State.OPEN);
  }

  @Test
  void hearsNobodyWhereItCannotAskWhoMayWrite() {
    shop.hub.quirks().lacks = call -> call.contains("/collaborators/");
    shop.says("ann", "/hephaestus close").put("author_association", "MEMBER");

    shop.told();

    assertThat(shop.pullState()).isEqualTo("open");
    shop.says("acme", "/hephaestus close").put("author_association", "OWNER");
    shop.told();
    assertThat(shop.pullState()).isEqualTo("closed");
  }
}
