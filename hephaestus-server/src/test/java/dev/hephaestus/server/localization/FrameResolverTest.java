package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FrameResolverTest {

  private static final String CART =
      """
      package shop;
      class Cart {
        int limit = Integer.parseInt("3");
        int total() {
          return total(1);
        }
        int total(int a) {
          Runnable r = () -> {
            throw new IllegalStateException();
          };
          return new Object() { int value() {
              return 1; } }.value();
        }
        class Line {
          int price() { return 2; }
        }
      }
      """;

  @TempDir Path temp;

  @Test
  void takesTheOverloadThatHoldsTheLine() {
    assertThat(place("shop.Cart", "total", 5)).isEqualTo("shop.Cart.total@4");
    assertThat(place("shop.Cart", "total", 11)).isEqualTo("shop.Cart.total@7");
  }

  @Test
  void takesTheNearestMethodOfTheNameWhenTheLineIsElsewhere() {
    assertThat(place("shop.Cart", "total", 16)).isEqualTo("shop.Cart.total@7");
    assertThat(place("shop.Cart", "total", 0)).isEqualTo("shop.Cart.total@4");
  }

  @Test
  void undoesLambdasAccessorsAndProxies() {
    assertThat(place("shop.Cart", "lambda$total$0", 9)).isEqualTo("shop.Cart.total@7");
    assertThat(place("shop.Cart", "access$000", 15)).isEqualTo("shop.Cart$Line.price@15");
    assertThat(place("shop.Cart$$EnhancerBySpringCGLIB$$1a2b", "total", 0))
        .isEqualTo("shop.Cart.total@4");
    assertThat(place("shop.Cart$MockitoMock$123", "total", -1)).isEqualTo("shop.Cart.total@4");
    assertThat(place("shop.Cart$$SpringCGLIB$$0", "CGLIB$total$3", 0))
        .isEqualTo("shop.Cart.total@4");
  }

  @Test
  void findsNestedAndAnonymousClassesAndFieldInitializers() {
    assertThat(place("shop.Cart$Line", "price", 15)).isEqualTo("shop.Cart$Line.price@15");
    assertThat(place("shop.Cart$1", "value", 12)).isEqualTo("shop.Cart$1.value@11");
    assertThat(place("shop.Cart$4", "value", 12)).isEqualTo("shop.Cart$1.value@11");
    assertThat(place("shop.Cart", "<init>", 3)).isEqualTo("shop.Cart.<init>@3");
  }

  @Test
  void findsNothingForForeignClasses() {
    assertThat(place("java.util.ArrayList", "get", 427)).isEqualTo("nothing");
    assertThat(place("shop.Cart$", "x", 1)).isEqualTo("nothing");
    assertThat(place("$", "", 1)).isEqualTo("nothing");
  }

  @Test
  void takesTheModuleWhoseLinesFit() {
    Snapshot snapshot =
        Situations.in(temp)
            .with(
                "a/src/main/java/shop/Cart.java",
                "package shop;\nclass Cart {\n int total() {\n return 1; } }")
            .with(
                "b/src/main/java/shop/Cart.java",
                "package shop;\n\n\n\nclass Cart {\n int total() {\n return 1; } }")
            .snapshot();

    assertThat(new FrameResolver(snapshot).resolve(Frame.of("shop.Cart", "total", "Cart.java", 7)))
        .map(MethodDeclaration::path)
        .contains("b/src/main/java/shop/Cart.java");
  }

  private String place(String className, String method, int line) {
    Snapshot snapshot = Situations.in(temp).with("odd/root/shop/Cart.java", CART).snapshot();
    return new FrameResolver(snapshot)
        .resolve(Frame.of(className, method, "Cart.java", line))
        .map(found -> found.typeName() + "." + found.name() + "@" + found.lines().first())
        .orElse("nothing");
  }
}
