package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GroovySymbolsTest {

  private static final String PATH = "src/main/groovy/shop/cart/cart-script.groovy";

  private static final String SOURCE =
      """
      #!/usr/bin/env groovy
      package shop.cart

      import groovy.transform.CompileStatic
      import static java.lang.Math.max
      import shop.Stock as Warehouse

      @CompileStatic
      @Grab('evil:thing:1')
      class Cart<T extends Item> extends Base<T> implements Priced, Serializable {
          static final int LIMIT = 10
          private final List<Item> items = []
          String name
          def log = LoggerFactory.getLogger(Cart)

          Cart(String name, int max = 3) {
              super(name)
              this.name = name
          }

          static Item parse(String text) throws IOException {
              def parts = text.split(/,\\s*"/)
              if (parts.size() < 2) {
                  throw new IllegalArgumentException("bad item ${text} of ${parts.size()} parts")
              } else if (text == null) return null
              log.error "failed to parse $text", new Oops('x')
              items.findAll { it.price > 0 }.each { Item i ->
                  total += i.price
              }
              new Item(parts[0])
          }

          @Override
          String toString() { "Cart $name" }

          def "adds an item when #x"() {
              given:
              def cart = new Cart('a')
              when:
              cart.add(1)
              then:
              cart.total == 1
          }
          static { init() }
          enum Color { RED, GREEN }
          interface Priced { BigDecimal price(int a) }
          void run(Map<String, List<Integer>> m, Object... rest) {
              for (Item i in items) { logger.warn('slow: ' + i.name) }
              while (true) { break }
              try { x() } catch (IOException | Foo e) { throw e }
              Runnable r = new Runnable() {
                  void run() { throw new Inner("q") }
              }
              def s = \"""multi
      line ${name}\"""
              return s?.trim()
          }
      }
      trait Flying { def fly() { 'x' } }
      def helper(a, b = 2) { a + b }
      int x = 3
      println "hello ${helper(1)}"
      dependencies {
          compile 'a:b:1'
      }
      """;

  private static final String OUTLINE =
      """
      package shop.cart
      import groovy.transform.CompileStatic
      import static java.lang.Math.max
      import shop.Stock as Warehouse
      MODULE shop.cart.cart_script @1-65
        x: int @61
        def helper(a, b) @60
        run() @62-65
          calls println/1 dependencies/1 compile/1
      @CompileStatic @Grab('evil:thing:1') CLASS shop.cart.Cart : Base, Priced, Serializable @8-58
        static final LIMIT: int @11
        private final items: List<Item> @12
        name: String @13
        def log @14
        <init>() @14
          calls LoggerFactory.getLogger/1
          sets log
        <init>(String name, int max) @16-19
          calls super.<init>/1
          sets name
        static parse(String text): Item @21-31
          calls text.split/1 parts.size/0 IllegalArgumentException.<init>/1 log.error/2 Oops.<init>/1 findAll().each/1 items.findAll/1 Item.<init>/1
          throws IllegalArgumentException 'bad item ' ' of ' ' parts' @24
          logs error 'failed to parse ' 'x' @26
          decides by parts! @23-25 text! @25
          sets parts total
          reads items log price total
        @Override toString(): String @33-34
        def adds an item when #x() @36-43
          calls Cart.<init>/1 cart.add/1
          sets cart
          reads total
        <clinit>() @44
          calls init/0
        run(Map<String, List<Integer>> m, Object... rest): void @47-57
          calls logger.warn/1 x/0 Runnable.<init>/0 s.trim/0
          logs warn 'slow: ' @48
          decides by items @48  @49
          sets r s
          reads items logger name
      ENUM shop.cart.Cart$Color @45
        RED @45
        GREEN @45
      INTERFACE shop.cart.Cart$Priced @46
        price(int a): BigDecimal @46
      CLASS shop.cart.Cart$1 : Runnable @51-53
        run(): void @52
          calls Inner.<init>/1
          throws Inner 'q' @52
      TRAIT shop.cart.Flying @59
        def fly() @59
      """;

  @Test
  void readsClassesAndScriptsWithoutRunningThem() {
    ParsedSource parsed = SourceParser.of(Language.of(PATH)).parse(PATH, SOURCE);

    assertThat(Outline.of(parsed)).isEqualTo(OUTLINE);
  }
}
