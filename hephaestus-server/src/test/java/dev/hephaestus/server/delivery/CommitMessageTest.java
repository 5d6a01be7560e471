package dev.hephaestus.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repository.RepositoryLocation;
import java.util.Random;
import org.eclipse.jgit.revwalk.FooterLine;
import org.junit.jupiter.api.Test;

final class CommitMessageTest {
  private static final String BASE = "0123456789abcdef0123456789abcdef01234567";
  private static final TestSolutions SOLUTION =
      TestSolutions.nullCoupon(RepositoryLocation.of("https://git.example/shop.git"), BASE);

  @Test
  void tellsTheWholeStory() {
    assertThat(CommitMessage.of(SOLUTION.solution(), BASE))
        .isEqualTo(
            """
            Fix NullPointerException in Cart.total

            `coupon` is null when the cart has none, and `Cart.total` trims it
            without asking.

            Logged:

                java.lang.IllegalStateException: checkout failed
                    at shop.Checkout.pay(Checkout.java:31)
                    at shop.Main.main(Main.java:12)
                Caused by: java.lang.NullPointerException: Cannot invoke "String.trim()"
                    at shop.Cart.total(Cart.java:5)
                    at shop.Checkout.sum(Checkout.java:44)
                    ... 2 more

            Verified: reproduced, on 0123456789.
            - CartFixTest.totalWithoutCoupon failed with NullPointerException before
              the fix
            - All 14 tests of the project pass with it

            Reproduce: run CartFixTest.totalWithoutCoupon (shop/src/test/java/shop/CartFixTest.java),
            which fails without this change and passes with it.

            Hephaestus-Incident: inc-77
            Hephaestus-Fingerprint: 1a2b3c4d5e6f708192a3b4c5d6e7f809
            Hephaestus-Solution: sol-0192f3a7c2d1
            """);
  }

  @Test
  void subjectHasAtMost72Characters() {
    String title = "com.example." + "Very".repeat(40) + "Exception: x";

    assertThat(CommitMessage.of(SOLUTION.withTitle(title).solution(), BASE).lines().findFirst())
        .hasValueSatisfying(subject -> assertThat(subject).hasSizeLessThanOrEqualTo(72));
  }

  @Test
  void anErrorWithoutAnExceptionHasASubjectToo() {
    assertThat(CommitMessage.of(SOLUTION.withTitle("cannot load the cart of 17").solution(), BASE))
        .startsWith("Fix logged error in Cart.total\n\n");
  }

  @Test
  void isRecognizedByItsSolution() {
    String message = CommitMessage.of(SOLUTION.solution(), BASE);

    assertThat(CommitMessage.carries(message, SOLUTION.solution())).isTrue();
    assertThat(CommitMessage.carries(message, SOLUTION.withId("other").solution())).isFalse();
    assertThat(CommitMessage.carries("", SOLUTION.solution())).isFalse();
  }

  @Test
  void hostileTextAddsNoTrailerAndClosesNoIssue() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      String text = EvidenceReportTest.hostile(random);

      String message = CommitMessage.of(SOLUTION.withText(text).solution(), BASE);

      assertThat(FooterLine.fromMessage(message).stream().map(FooterLine::getKey))
          .as(text)
          .containsExactly("Hephaestus-Incident", "Hephaestus-Fingerprint", "Hephaestus-Solution");
      assertThat(message.lines().toList().get(1)).as(text).isEmpty();
      assertThat(message)
          .as(text)
          .doesNotContainPattern("#\\d")
          .doesNotContainPattern("(?<![A-Za-z0-9])@[A-Za-z0-9]")
          .doesNotContain("://");
    }
  }
}
