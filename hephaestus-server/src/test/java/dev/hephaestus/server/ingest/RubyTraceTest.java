package dev.hephaestus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RubyTraceTest {

  @Test
  void readsTheInnermostCallFirst() {
    assertThat(
            Traces.shown(
                """
                cart.rb:12:in `total': undefined method `price' for nil:NilClass (NoMethodError)

                    item.price
                        ^^^^^^
                \tfrom /app/cart.rb:20:in `block (2 levels) in run'
                \tfrom /app/cart.rb:19:in `each'
                \tfrom <internal:kernel>:187:in `loop'
                \tfrom main.rb:3:in `<main>'
                """))
        .isEqualTo(
            """
            NoMethodError: undefined method `price' for nil:NilClass

                item.price
                    ^^^^^^
              at cart.total(cart.rb:12)
              at cart.run(/app/cart.rb:20)
              at cart.each(/app/cart.rb:19)
              at <internal:kernel>.loop(<internal:kernel>:187)
              at main.<main>(main.rb:3)
            """);
  }

  @Test
  void readsClassesThatRuby34NamesAndCauses() {
    assertThat(
            Traces.shown(
                """
                /app/cart.rb:12:in 'Shop::Cart#total': cannot total (Shop::BrokenError)
                \tfrom /app/cart.rb:20:in 'block in Shop::Cart.load'
                \tfrom main.rb:3:in '<main>'
                /app/cart.rb:10:in 'Integer#/': divided by 0 (ZeroDivisionError)
                \tfrom /app/cart.rb:10:in 'Shop::Cart#total'
                \tfrom main.rb:3:in '<main>'
                """))
        .isEqualTo(
            """
            Shop::BrokenError: cannot total
              at Shop::Cart.total(/app/cart.rb:12)
              at Shop::Cart.load(/app/cart.rb:20)
              at main.<main>(main.rb:3)
            Caused by: ZeroDivisionError: divided by 0
              at Integer./(/app/cart.rb:10)
              at Shop::Cart.total(/app/cart.rb:10)
              at main.<main>(main.rb:3)
            """);
  }

  @Test
  void readsTheOutermostCallFirst() {
    assertThat(
            Traces.shown(
                """
                Traceback (most recent call last):
                \t2: from main.rb:5:in `<main>'
                \t1: from main.rb:3:in `rescue in run'
                cart.rb:1:in `total': no (1) (ArgumentError)
                """))
        .isEqualTo(
            """
            ArgumentError: no (1)
              at cart.total(cart.rb:1)
              at main.run(main.rb:3)
              at main.<main>(main.rb:5)
            """);
  }

  @Test
  void readsWhatRailsAndLoggersWrite() {
    assertThat(
            Traces.shown(
                """
                E, [2024-05-06T07:08:09.123456 #7] ERROR -- : [abc]
                NoMethodError (undefined method `price' for nil:NilClass):

                app/models/cart.rb:12:in `total'
                app/controllers/carts_controller.rb:5:in `show'
                """))
        .isEqualTo(
            """
            NoMethodError: undefined method `price' for nil:NilClass
              at cart.total(app/models/cart.rb:12)
              at carts_controller.show(app/controllers/carts_controller.rb:5)
            """);
    assertThat(
            Traces.thrown(
                """
                E, [2024-05-06T07:08:09.123456 #7] ERROR -- : divided by 0 (ZeroDivisionError)
                cart.rb:1:in `total'
                """))
        .extracting(Thrown::className)
        .isEqualTo("ZeroDivisionError");
  }

  @Test
  void textThatOnlyResemblesACallIsNone() {
    for (String line : new String[] {"a:in `", "x:in 'y'", ":1:in `a'", "cart.rb:1:in total", ""}) {
      assertThat(RubyFrame.isCertain(line)).as(line).isFalse();
    }
  }
}
