package dev.hephaestus.server.validation.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TestSelectionTest {
  private static final String CHANGED = "core/src/main/java/shop/cart/Cart.java";

  private final TestSelection selection =
      new TestSelection(
          List.of(
              "shop.TillTest",
              "shop.billing.BillTest",
              "shop.cart.CartTest",
              "shop.cart.CouponTest",
              "shop.web.CartPageTest"),
          name ->
              name.equals("Cart")
                  ? List.of(
                      "core/src/test/java/shop/billing/BillTest.java",
                      "core/src/test/java/shop/cart/CartTest.java")
                  : List.of());

  @Test
  void testsOfTheSameClassComeBeforeThoseOfItsPackageThenItsUsersThenTheRest() {
    assertThat(selection.groups(List.of(CHANGED)))
        .containsExactly(
            List.of("shop.cart.CartTest", "shop.web.CartPageTest"),
            List.of("shop.cart.CouponTest"),
            List.of("shop.billing.BillTest"),
            List.of("shop.TillTest"));
  }

  @Test
  void everyTestIsInOneGroupWhateverChanged() {
    assertThat(selection.groups(List.of("README.md", CHANGED)).stream().flatMap(List::stream))
        .hasSize(5)
        .doesNotHaveDuplicates();
  }

  @Test
  void aPackageThatOnlyEndsAlikeIsAnother() {
    TestSelection alike = new TestSelection(List.of("cart.XTest"), name -> List.of());

    assertThat(alike.groups(List.of("src/main/java/supercart/Y.java")))
        .containsExactly(List.of(), List.of(), List.of(), List.of("cart.XTest"));
  }

  @Test
  void theNearestAreThoseByNameAndByMention() {
    assertThat(selection.nearest(List.of(CHANGED), 3))
        .containsExactly("shop.cart.CartTest", "shop.web.CartPageTest", "shop.billing.BillTest");
  }
}
