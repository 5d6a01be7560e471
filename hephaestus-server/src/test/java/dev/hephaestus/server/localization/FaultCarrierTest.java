package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.CarriedFault.LineFate;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.TestRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FaultCarrierTest {
  private static final String CART = "src/main/java/shop/Cart.java";
  private static final String CODE =
      """
      package shop;

      class Cart {
        int total(Coupon coupon) {
          return 100 - discount(coupon);
        }

        private int discount(Coupon coupon) {
          int cents = coupon.cents();
          if (cents > 100) {
            throw new IllegalStateException("too much");
          }
          return cents;
        }
      }
      """;

  private static final LogRecord NULL =
      Situations.record(
          """
          java.lang.NullPointerException: coupon is null
          \tat shop.Cart.discount(Cart.java:9)
          \tat shop.Cart.total(Cart.java:5)
          \tat library.Loop.run(Loop.java:77)
          """);

  private static final LogRecord REFUSED =
      Situations.record(
          """
          java.lang.IllegalStateException: too much
          \tat shop.Cart.discount(Cart.java:11)
          \tat shop.Cart.total(Cart.java:5)
          """);

  @TempDir private Path folder;

  private TestRepository repository;
  private Snapshot deployed;

  @BeforeEach
  void deploy() {
    repository = TestRepository.in(folder.resolve("repo"));
    deployed = repository.write(CART, CODE).snapshot();
  }

  @Test
  void movesLinesWithTheStatementsThatStandThere() {
    CarriedFault carried = carry(NULL, CODE.replace("class Cart", "/** Sums. */\nclass Cart"));

    assertThat(lines(carried)).containsExactly(10, 6, 77);
    assertThat(carried.changed()).isEmpty();
    assertThat(carried.faultLine()).isEqualTo(LineFate.SAME);
    assertThat(carried.localization().frames())
        .extracting(frame -> frame.frame().line())
        .containsExactly(10, 6);
    assertThat(carried.localization().faultFrame().orElseThrow().method().lines().contains(10))
        .isTrue();
  }

  @Test
  void framesBelongToTheCarriedThrowable() {
    CarriedFault carried = carry(NULL, CODE.replace("class Cart", "\nclass Cart"));

    ProjectFrame frame = carried.localization().faultFrame().orElseThrow();
    assertThat(frame.thrown()).isEqualTo(carried.record().thrown());
    assertThat(frame.thrown().frames()).contains(frame.frame());
  }

  @Test
  void leavesEverythingAsItIsWithinOneCommit() {
    Localization localization = new FrameLocalizer().localize(deployed, NULL);

    CarriedFault carried = new FaultCarrier().carry(NULL, localization, deployed, deployed);

    assertThat(carried.record()).isEqualTo(NULL);
    assertThat(carried.localization()).isEqualTo(localization);
    assertThat(carried.changed()).isEmpty();
  }

  @Test
  void followsAMethodThatWasRenamed() {
    CarriedFault carried = carry(NULL, CODE.replace("discount(", "reduction("));

    assertThat(frames(carried))
        .startsWith("shop.Cart.reduction(Cart.java:9)", "shop.Cart.total(Cart.java:5)");
    assertThat(carried.localization().suspects())
        .extracting(suspect -> suspect.method().symbol())
        .contains("Cart.reduction");
  }

  @Test
  void followsAMethodWhoseParametersChanged() {
    CarriedFault carried =
        carry(NULL, CODE.replace("discount(Coupon coupon)", "discount(Coupon coupon, int most)"));

    assertThat(frames(carried)).startsWith("shop.Cart.discount(Cart.java:9)");
    assertThat(carried.changed()).isNotEmpty();
  }

  @Test
  void followsAFileThatWasMoved() {
    Snapshot head =
        repository.remove(CART).write("core/src/main/java/shop/Cart.java", CODE).snapshot();

    CarriedFault carried = carry(NULL, head);

    assertThat(carried.localization().faultFrame().orElseThrow().method().path())
        .isEqualTo("core/src/main/java/shop/Cart.java");
    assertThat(carried.changed()).isEmpty();
  }

  @Test
  void followsAClassThatWasRenamedAndMovedToAnotherPackage() {
    Snapshot head =
        repository
            .remove(CART)
            .write(
                "src/main/java/store/Basket.java",
                CODE.replace("package shop", "package store").replace("class Cart", "class Basket"))
            .snapshot();

    CarriedFault carried = carry(NULL, head);

    assertThat(frames(carried))
        .startsWith(
            "store.Basket.discount(Basket.java:9)",
            "store.Basket.total(Basket.java:5)",
            "library.Loop.run(Loop.java:77)");
  }

  @Test
  void saysThatTheFaultLineWasChanged() {
    CarriedFault carried =
        carry(NULL, CODE.replace("= coupon.cents();", "= coupon == null ? 0 : coupon.cents();"));

    assertThat(carried.faultLine()).isEqualTo(LineFate.CHANGED);
    assertThat(carried.changed())
        .extracting(moved -> moved.before().name())
        .containsExactly("discount");
    assertThat(lines(carried)).startsWith(9);
  }

  @Test
  void takesCommentsAndIndentationForNoChange() {
    CarriedFault carried =
        carry(NULL, CODE.replace("    int cents", "      // What it is worth.\n      int cents"));

    assertThat(carried.changed()).isEmpty();
    assertThat(lines(carried)).startsWith(10);
  }

  @Test
  void saysThatAMethodIsGone() {
    int from = CODE.indexOf("  private int discount");
    CarriedFault carried =
        carry(NULL, CODE.substring(0, from).replace("- discount(coupon)", "- 0") + "}\n");

    assertThat(carried.methods().get(0).after()).isEmpty();
    assertThat(carried.faultLine()).isEqualTo(LineFate.GONE);
    assertThat(carried.localization().frames())
        .extracting(frame -> frame.method().name())
        .containsExactly("total");
  }

  @Test
  void hasNothingLeftWhenTheClassIsGone() {
    Snapshot head = repository.remove(CART).write("README", "sold").snapshot();

    CarriedFault carried = carry(NULL, head);

    assertThat(carried.localization().suspects()).isEmpty();
    assertThat(carried.localization().frames()).isEmpty();
    assertThat(carried.throwGone()).isFalse();
  }

  @Test
  void saysThatTheThrowIsGone() {
    CarriedFault carried =
        carry(
            REFUSED,
            CODE.replace("throw new IllegalStateException(\"too much\");", "cents = 100;"));

    assertThat(carried.throwGone()).isTrue();
  }

  @Test
  void knowsThatTheThrowOnlyWentElsewhereInItsFile() {
    CarriedFault carried =
        carry(
            REFUSED,
            CODE.replace("throw new IllegalStateException(\"too much\");", "refuse();")
                .replace(
                    "class Cart {",
                    "class Cart {\n  void refuse() { throw new IllegalStateException(\"no\"); }"));

    assertThat(carried.throwGone()).isFalse();
  }

  @Test
  void doesNotTakeALineThatFailsInACallForAThrow() {
    assertThat(carry(NULL, CODE.replace("coupon.cents()", "0")).throwGone()).isFalse();
  }

  private CarriedFault carry(LogRecord record, String newCode) {
    return carry(record, repository.write(CART, newCode).snapshot());
  }

  private CarriedFault carry(LogRecord record, Snapshot head) {
    Localization localization = new FrameLocalizer().localize(deployed, record);
    assertThat(localization.frames()).hasSize(2);
    return new FaultCarrier().carry(record, localization, deployed, head);
  }

  private static List<Integer> lines(CarriedFault carried) {
    return thrown(carried).frames().stream().map(Frame::line).toList();
  }

  private static List<String> frames(CarriedFault carried) {
    return thrown(carried).frames().stream().map(Frame::toString).toList();
  }

  private static Thrown thrown(CarriedFault carried) {
    return Objects.requireNonNull(carried.record().thrown(), "thrown");
  }
}
