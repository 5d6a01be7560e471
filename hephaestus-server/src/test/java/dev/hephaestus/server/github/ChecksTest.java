package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.delivery.ReviewReplies;
import dev.hephaestus.server.delivery.TestSolutions;
import dev.hephaestus.server.pipeline.Revision;
import dev.hephaestus.server.pipeline.Revision.Reason;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done about checks that fail on a pull request. */
final class ChecksTest {
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
  void aFailingCheckIsReadAndAnotherFixIsLookedFor() {
    shop.fails(shop.head(), "1 test failed");
    shop.talk.passes(shop.repository.head("main").name(), "build");

    shop.tell(Notice.Kind.CHECKS);
    shop.tell(Notice.Kind.CHECKS);

    Revision revision = shop.database.runs().revision(shop.queued.getLast()).orElseThrow();
    assertThat(shop.queued).hasSize(1);
    assertThat(revision.reason()).isEqualTo(Reason.CHECKS);
    assertThat(revision.remarks())
        .singleElement()
        .asString()
        .contains("\"build\" fails", "1 test failed", "line 5: expected: <7> but was: <0>");
  }

  @Test
  void aCheckThatFailsWithoutUsIsSaidToDoSo() {
    shop.fails(shop.head(), "no disk");
    shop.fails(shop.repository.head("main").name(), "no disk");

    shop.tell(Notice.Kind.CHECKS);
    shop.tell(Notice.Kind.CHECKS);

    assertThat(shop.queued).isEmpty();
    assertThat(shop.ours()).singleElement().asString().contains("fails without this change");
  }

  @Test
  void afterTwoTriesAFailingCheckIsLeftToPeople() {
    String base = shop.repository.head("main").name();
    shop.talk.passes(base, "build");
    for (int i = 0; i < 3; i++) {
      shop.fails(shop.head(), "still");
      shop.tell(Notice.Kind.CHECKS);
      if (i < 2) {
        shop.found("sol-" + i, TestSolutions.BEFORE.replace("coupon.trim()", "(\"" + i + "\")"));
      }
    }

    assertThat(shop.queued).hasSize(2);
    assertThat(shop.ours().getLast()).startsWith(ReviewReplies.CHECKS_FAIL_STILL);
  }

  @Test
  void failedChecksAreFoundWithoutAnyWebhook() {
    shop.life.turn();
    shop.fails(shop.head(), "1 test failed");

    shop.pass(Duration.ofHours(2));

    assertThat(shop.queued).hasSize(1);
  }
}
