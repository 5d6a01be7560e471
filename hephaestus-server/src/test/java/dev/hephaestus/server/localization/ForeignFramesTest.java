package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceSymbols;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the printed trace to the method in the source, for each language. */
final class ForeignFramesTest {

  @TempDir Path temp;

  @Test
  void python() {
    String source =
        """
        import json

        class Cart:
            def __init__(self, items):
                self.items = [i.price for i in items]

            @property
            def total(self):
                def add(a, b):
                    return a + b
                return add(self.items, None)

        async def load(path):
            return json.loads(path)

        cart = Cart(load("x"))
        """;

    assertThat(
            trail(
                "shop/cart.py",
                source,
                """
                Traceback (most recent call last):
                  File "/app/shop/cart.py", line 16, in <module>
                    cart = Cart(load("x"))
                  File "/app/shop/cart.py", line 5, in __init__
                    self.items = [i.price for i in items]
                  File "/app/shop/cart.py", line 5, in <listcomp>
                  File "/app/shop/cart.py", line 14, in load
                  File "/app/shop/cart.py", line 11, in total
                  File "/app/shop/cart.py", line 10, in add
                  File "/usr/lib/python3.11/json/decoder.py", line 5, in total
                TypeError: no
                """))
        .containsExactly("add 9", "total 7", "load 13", "__init__ 4", "__init__ 4", "<module> 16");
  }

  @Test
  void javaScriptAndTypeScript() {
    String source =
        """
        import { x } from './x';
        class Cart {
          constructor(items) {
            this.items = items.map(i => i.price);
          }
          async total() {
            return this.items.reduce((a, b) => {
              return a + b.value;
            });
          }
          get sum() { return this.none.x; }
        }
        const load = async (path) => {
          return new Cart(path);
        };
        export function main() {
          load(null);
        }
        main();
        """;
    String trace =
        """
        TypeError: no
            at /app/src/cart.EXT:8:20
            at Array.reduce (<anonymous>)
            at Cart.total (/app/src/cart.EXT:7:23)
            at get sum [as sum] (/app/src/cart.EXT:11:30)
            at new Cart (webpack:///./src/cart.EXT:4:20)
            at async load (file:///app/src/cart.EXT:14:10)
            at main (/app/src/cart.EXT:17:3)
            at Object.<anonymous> (/app/src/cart.EXT:19:1)
            at Module._compile (node:internal/modules/cjs/loader:1521:14)
            at express (/app/node_modules/express/src/cart.EXT:4:1)
        """;
    for (String ending : List.of("js", "ts")) {
      assertThat(trail("src/cart." + ending, source, trace.replace("EXT", ending)))
          .as(ending)
          .containsExactly(
              "total 6", "total 6", "sum 11", "<init> 3", "load 13", "main 16", "<module> 19");
    }
  }

  @Test
  void go() {
    assertThat(
            trail(
                "cart/cart.go",
                """
                package cart

                type Cart struct{ items []int }

                func (c *Cart) Total(n int) int {
                	f := func() int {
                		return c.items[n]
                	}
                	return f()
                }

                func Load[T any](path T) *Cart {
                	return nil
                }
                """,
                """
                panic: runtime error: index out of range [5] with length 3

                goroutine 1 [running]:
                example.com/shop/cart.(*Cart).Total.func1()
                \t/build/cart/cart.go:7 +0x1
                example.com/shop/cart.(*Cart).Total(0x1, 0x2)
                \t/build/cart/cart.go:9 +0x1
                example.com/shop/cart.Load[...]({0x1})
                \t/build/cart/cart.go:13 +0x1
                runtime.main()
                \t/usr/local/go/src/runtime/proc.go:13 +0x1
                """))
        .containsExactly("Total 5", "Total 5", "Load 12");
  }

  @Test
  void cSharp() {
    assertThat(
            trail(
                "src/Shop/Cart.cs",
                """
                namespace Shop
                {
                    public class Cart
                    {
                        public Cart(string s)
                        {
                            Name = s.Trim();
                        }

                        public string Name { get; }

                        public int Sum
                        {
                            get { return Total(null); }
                        }

                        public int Total(Order order)
                        {
                            return order.Items.Select(x =>
                                x.Price).Sum();
                        }

                        public async Task<int> TotalAsync()
                        {
                            return await Load();
                        }
                    }
                }
                """,
                """
                System.NullReferenceException: no
                   at Shop.Cart.<>c.<Total>b__5_0(Item x) in C:\\build\\src\\Shop\\Cart.cs:line 20
                   at Shop.Cart.Total(Order order) in C:\\build\\src\\Shop\\Cart.cs:line 19
                   at Shop.Cart.get_Sum() in /_/src/Shop/Cart.cs:line 14
                   at Shop.Cart..ctor(String s) in /_/src/Shop/Cart.cs:line 7
                   at Shop.Cart.<TotalAsync>d__6.MoveNext() in /_/src/Shop/Cart.cs:line 25
                   at System.Linq.Enumerable.Sum[TSource](IEnumerable`1 source)
                """))
        .containsExactly("Total 17", "Total 17", "get_Sum 14", "<init> 5", "TotalAsync 23");
  }

  @Test
  void ruby() {
    assertThat(
            trail(
                "app/models/cart.rb",
                """
                module Shop
                  class Cart
                    def initialize(items)
                      @items = items.map { |i| i.price }
                    end

                    def total
                      @items.each do |i|
                        i.value
                      end
                    end

                    def self.load(path)
                      new(path).total
                    end
                  end
                end

                Shop::Cart.load(nil)
                """,
                """
                /srv/shop/app/models/cart.rb:9:in 'block in Shop::Cart#total': no (NoMethodError)
                \tfrom /srv/shop/app/models/cart.rb:8:in 'Array#each'
                \tfrom /srv/shop/app/models/cart.rb:8:in 'Shop::Cart#total'
                \tfrom /srv/shop/app/models/cart.rb:4:in `initialize'
                \tfrom /srv/shop/app/models/cart.rb:14:in 'Shop::Cart.load'
                \tfrom /srv/shop/app/models/cart.rb:19:in '<main>'
                \tfrom /usr/lib/ruby/3.2.0/rubygems/cart.rb:9:in `total'
                """))
        .containsExactly("total 7", "total 7", "total 7", "initialize 3", "load 13", "<main> 19");
  }

  @Test
  void kotlin() {
    assertThat(
            trail(
                "src/main/kotlin/Cart.kt",
                """
                package shop

                class Cart(val items: List<Int>) {
                    val first = items.first()

                    suspend fun total(): Int {
                        return items.map {
                            it / 0
                        }.sum()
                    }

                    companion object {
                        fun of(n: Int) = Cart(listOf(n))
                    }
                }

                fun main() {
                    Cart.of(1)
                }
                """,
                """
                java.lang.ArithmeticException: / by zero
                \tat shop.Cart$total$2.invokeSuspend(Cart.kt:8)
                \tat shop.Cart.total(Cart.kt:7)
                \tat shop.Cart.<init>(Cart.kt:4)
                \tat shop.Cart$Companion.of(Cart.kt:13)
                \tat shop.CartKt.main(Cart.kt:18)
                \tat kotlin.Cart.total(Cart.kt:7)
                """))
        .containsExactly("total 6", "total 6", "<init> 4", "of 13", "main 17");
  }

  @Test
  void scala() {
    assertThat(
            trail(
                "core/Till.scala",
                """
                package shop

                object Till {
                  def sum(items: List[Int]): Int = {
                    items.map { i =>
                      i / 0
                    }.sum
                  }
                }
                """,
                """
                java.lang.ArithmeticException: / by zero
                \tat shop.Till$.$anonfun$sum$1(Till.scala:6)
                \tat scala.collection.immutable.List.map(List.scala:250)
                \tat shop.Till$.sum(Till.scala:5)
                """))
        .containsExactly("sum 4", "sum 4");
  }

  @Test
  void aCallIsNoTestBecauseItsLanguageHasNoGraph() {
    Snapshot snapshot =
        Situations.in(temp.resolve("shop"))
            .with("shop/cart.py", "def total(lines):\n    return lines[0].price\n")
            .snapshot();
    String trace =
        """
        Traceback (most recent call last):
          File "/app/shop/cart.py", line 2, in total
            return lines[0].price
        IndexError: list index out of range
        """;

    assertThat(new FrameLocalizer().localize(snapshot, Situations.record(trace)).suspects().get(0))
        .satisfies(
            suspect -> {
              assertThat(suspect.method().name()).isEqualTo("total");
              assertThat(suspect.score()).isGreaterThan(0.5);
              assertThat(suspect.why()).noneMatch(reason -> reason.startsWith("but"));
            });
  }

  private List<String> trail(String path, String source, String trace) {
    Snapshot snapshot =
        Situations.in(temp.resolve(path.replace('/', '-'))).with(path, source).snapshot();
    List<TypeDeclaration> types =
        snapshot.symbols(path).map(SourceSymbols::types).orElse(List.of());
    assumeThat(types).as("a parser for " + path).isNotEmpty();
    return new Trail(snapshot)
        .follow(Situations.record(trace).thrown()).stream()
            .map(frame -> frame.method().name() + " " + frame.method().lines().first())
            .toList();
  }
}
