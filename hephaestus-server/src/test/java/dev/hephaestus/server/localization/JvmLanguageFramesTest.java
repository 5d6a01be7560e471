package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that the compilers of Kotlin, Scala and Groovy make. */
final class JvmLanguageFramesTest {

  private final SymbolsOnly snapshot =
      new SymbolsOnly()
          .with("app/src/main/kotlin/Cart.kt", "shop", "shop.Cart", "total 10-20", "<init> 5-8")
          .with("app/src/main/kotlin/Cart.kt", "shop", "shop.Cart$Companion", "of 22-24")
          .with("app/src/main/kotlin/Cart.kt", "shop", "shop.CartKt", "main 30-40")
          .with("other/Cart.kt", "desk", "desk.Cart", "total 10-20")
          .with("core/Till.scala", "shop", "shop.Till", "sum 10-20", "+ 21-22", "apply 23-24")
          .with("core/build.groovy", "shop", "shop.Job", "run 10-20", "each 25-30");

  @ParameterizedTest
  @CsvSource({
    "shop.Cart, total, 12, total",
    "shop.CartKt, main, 33, main",
    "shop.Cart$Companion, of, 23, of",
    "shop.Cart$total$1, invokeSuspend, 12, total",
    "shop.Cart$total$2$1, invoke, 12, total",
    "shop.Cart$total$1, invokeSuspend, 0, total",
    "shop.Cart, total$lambda$0, 0, total",
    "shop.Cart, total$lambda-3, 0, total",
    "shop.Cart, total$default, 0, total",
    "shop.Cart, total$suspendImpl, 0, total",
    "shop.Cart, access$total, 0, total",
    "shop.Cart, total-impl, 0, total",
    "shop.Cart, total-Wn2Vu4Y, 0, total",
    "shop.Cart, _init_$lambda$0, 6, <init>",
    "shop.Cart$WhenMappings, <clinit>, 12, total"
  })
  void readsKotlins(String className, String method, int line, String written) {
    assertThat(place(Frame.of(className, method, "Cart.kt", line)))
        .isEqualTo("app/src/main/kotlin/Cart.kt " + written);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.Till$, sum, 12, sum",
    "shop.Till, $anonfun$sum$1, 0, sum",
    "shop.Till$, $anonfun$sum$1$adapted, 0, sum",
    "shop.Till$$anonfun$sum$1, apply, 12, sum",
    "shop.Till, $plus, 21, +",
    "shop.Till, sum$default$1, 0, sum"
  })
  void readsScalas(String className, String method, int line, String written) {
    assertThat(place(Frame.of(className, method, "Till.scala", line)))
        .isEqualTo("core/Till.scala " + written);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.Job$_run_closure1, doCall, 12, run",
    "shop.Job$_run_closure1$_closure2, doCall, 0, run",
    "shop.Job, this$dist$invoke$1, 12, run"
  })
  void readsGroovys(String className, String method, int line, String written) {
    assertThat(place(Frame.of(className, method, "build.groovy", line)))
        .isEqualTo("core/build.groovy " + written);
  }

  @Test
  void thePackageTellsFilesOfOneNameApart() {
    assertThat(place(Frame.of("desk.CartKt", "total", "Cart.kt", 12)))
        .isEqualTo("other/Cart.kt total");
    assertThat(place(Frame.of("kotlin.Cart", "total", "Cart.kt", 12))).isEqualTo("nothing");
  }

  private String place(Frame frame) {
    return new FrameResolver(snapshot)
        .resolve(frame)
        .map(found -> found.path() + " " + found.name())
        .orElse("nothing");
  }
}
