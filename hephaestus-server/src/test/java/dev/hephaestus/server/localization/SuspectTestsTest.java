package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SuspectTestsTest {
  @TempDir Path temp;

  private List<String> tests(Snapshot snapshot, int most) {
    Localization localization =
        new FrameLocalizer()
            .localize(snapshot, Situations.record("x.E: y\n\tat shop.Cart.total(Cart.java:3)\n"));
    return new SuspectTests(snapshot)
        .of(localization.suspects(), most).stream().map(MethodDeclaration::symbol).toList();
  }

  private Situations cart() {
    return Situations.in(temp)
        .with(
            "src/main/java/shop/Cart.java",
            "package shop;\nclass Cart {\n  int total() { return 1; }\n}\n");
  }

  @Test
  void aTestOfTheClassComesBeforeOthersThatUseIt() {
    Snapshot snapshot =
        cart()
            .with(
                "src/test/java/shop/CartTest.java",
                "package shop;\nclass CartTest {\n  void sums() {\n    new Cart().total();\n  }\n}\n")
            .with(
                "src/test/java/shop/ShopTest.java",
                "package shop;\nclass ShopTest {\n  void sells(Cart cart) { cart.total(); }\n}\n")
            .snapshot();

    assertThat(tests(snapshot, 4)).containsExactly("CartTest.sums", "ShopTest.sells");
    assertThat(tests(snapshot, 1)).containsExactly("CartTest.sums");
  }

  @Test
  void aTestOfThePackageCountsOnlyWhenItUsesTheClassItself() {
    Snapshot snapshot =
        cart()
            .with(
                "src/test/java/shop/SumTest.java",
                "package shop;\nclass SumTest {\n  void adds(Sum sum) { sum.total(); }\n}\n")
            .with(
                "src/test/java/other/CartStoriesTest.java",
                """
                package other;
                class CartStoriesTest {
                  void tells(shop.Cart cart) { cart.total(); }
                }
                """)
            .snapshot();

    assertThat(tests(snapshot, 4)).containsExactly("CartStoriesTest.tells");
  }

  @Test
  void thereAreNoneWhenNothingTestsTheClass() {
    assertThat(tests(cart().snapshot(), 4)).isEmpty();
  }
}
