package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JavaParserTest {

  @Test
  void namesNestedLocalAndAnonymousTypesAsJavacDoes() {
    SourceSymbols source =
        read(
            """
            package shop;
            import java.util.List;
            import static java.util.Map.*;
            class Cart {
              Runnable field = new Runnable() { public void run() {} };
              enum Kind { BIG { int size() { return 1; } }, SMALL; int size() { return 0; } }
              void total() {
                class Sum { Object inner = new Object() {}; }
                class Other {}
                Object o = new Object() { Object p = new Object() {}; };
              }
              void again() { class Sum {} }
            }
            interface Priced { record Price(int cents) { Price { if (cents < 0) throw new Error(); } } }
            """);

    assertThat(source.packageName()).isEqualTo("shop");
    assertThat(source.imports()).containsExactly("java.util.List", "static java.util.Map.*");
    assertThat(source.types())
        .extracting(TypeDeclaration::binaryName)
        .containsExactly(
            "shop.Cart",
            "shop.Cart$1",
            "shop.Cart$Kind",
            "shop.Cart$Kind$1",
            "shop.Cart$1Sum",
            "shop.Cart$1Sum$1",
            "shop.Cart$1Other",
            "shop.Cart$2",
            "shop.Cart$2$1",
            "shop.Cart$2Sum",
            "shop.Priced",
            "shop.Priced$Price");
  }

  @Test
  void givesMethodsConstructorsAndInitializersWithTheirLines() {
    SourceSymbols source =
        read(
            """
            class Cart {
              /** Not part of the lines. */
              @Deprecated
              public Cart(int size, String... names) {
              }
              static final int LIMIT = 3;
              static final int[] SIZES = sizes();
              private Object o = find();
              static { System.gc(); }
              abstract java.util.List<String> total(long[] a, int b[]);
            }
            """);

    TypeDeclaration cart = source.types().get(0);
    assertThat(cart.methods())
        .extracting(method -> method.name() + method.lines().first() + "-" + method.lines().last())
        .containsExactly("<init>3-5", "<clinit>7-7", "<init>8-8", "<clinit>9-9", "total10-10");
    assertThat(cart.methods().get(0).parameters())
        .containsExactly(
            new MethodDeclaration.Parameter("int", "size"),
            new MethodDeclaration.Parameter("String...", "names"));
    assertThat(cart.methods().get(0).modifiers()).containsExactly("@Deprecated", "public");
    assertThat(cart.methods().get(4).returnType()).isEqualTo("java.util.List<String>");
    assertThat(cart.fields())
        .extracting(FieldDeclaration::name)
        .containsExactly("LIMIT", "SIZES", "o");
  }

  @Test
  void givesRecordsTheirComponentsAndCompactConstructors() {
    TypeDeclaration price =
        read("record Price(int cents) {\n  Price {\n    cents++;\n  }\n}\n").types().get(0);

    assertThat(price.kind()).isEqualTo(TypeDeclaration.Kind.RECORD);
    assertThat(price.fields()).extracting(FieldDeclaration::name).containsExactly("cents");
    assertThat(price.methods())
        .singleElement()
        .extracting(MethodDeclaration::name)
        .isEqualTo("<init>");
    assertThat(price.methods().get(0).parameters()).hasSize(1);
    assertThat(price.methods().get(0).lines()).isEqualTo(new LineRange(2, 4));
  }

  @Test
  void readsWhatCanBeReadOfABrokenSource() {
    SourceSymbols source =
        read(
            """
            package shop;
            class Cart {
              int good() { return 1; }
            <<<<<<< HEAD
              int bad( { return ; }
            =======
              int worse() { if (
            >>>>>>> other
              int alsoGood() { return 2; }
            }
            """);

    assertThat(source.types().get(0).binaryName()).isEqualTo("shop.Cart");
    assertThat(source.types().get(0).methods())
        .extracting(MethodDeclaration::name)
        .contains("good");
  }

  @Test
  void neverFailsWhateverTheText() {
    for (String text :
        new String[] {
          "",
          "\u0000\u0001",
          "}}}}{{{{",
          "class",
          "package ;",
          "int x = foo(); void m() { bar(); }",
          "class A { int f = ".repeat(300),
          "class A { int f() { return " + "(".repeat(3_000),
          "@A(x = b()) package p; @A(y = c()) class D { @A(z = d()) int e; }"
        }) {
      assertThat(read(text)).isNotNull();
    }
  }

  @Test
  void readsSourcesFromBeforeTheirWordsWereReserved() {
    assertThat(read("class A { int _ = 1; int f(int _) { return _; } }").types()).hasSize(1);
  }

  @Test
  void recordsWhatAMethodDoes() {
    MethodBody body =
        JavaParser.parse(
                "Cart.java",
                """
                class Cart {
                  private Log log;
                  private int sum;
                  int total(Store store, String id) {
                    Price price = store.find(id);
                    if (price == null) {
                      log.error("no price for {}", id);
                      throw new IllegalStateException("no price: " + id);
                    }
                    sum = price.cents();
                    Runnable later = () -> audit(id);
                    return sum;
                  }
                }
                """)
            .bodies()
            .get(0);

    assertThat(body.calls())
        .extracting(call -> call.receiver() + "." + call.name() + ":" + call.receiverType())
        .containsExactly(
            "store.find:Store",
            "log.error:",
            "IllegalStateException.<init>:",
            "price.cents:Price",
            ".audit:");
    assertThat(body.throwSites())
        .singleElement()
        .satisfies(
            site -> {
              assertThat(site.type()).isEqualTo("IllegalStateException");
              assertThat(site.literals()).containsExactly("no price: ");
              assertThat(site.lines()).isEqualTo(new LineRange(8, 8));
            });
    assertThat(body.logStatements())
        .singleElement()
        .satisfies(
            log -> {
              assertThat(log.level()).isEqualTo("error");
              assertThat(log.literals()).containsExactly("no price for {}");
            });
    assertThat(body.fieldWrites()).containsExactly("sum");
    assertThat(body.conditions())
        .singleElement()
        .satisfies(
            condition -> {
              assertThat(condition.reads()).containsExactly("price");
              assertThat(condition.leaves()).isTrue();
            });
    assertThat(body.assignments().get(0).target()).isEqualTo("price");
    assertThat(body.assignments().get(0).calls())
        .extracting(MethodBody.Call::name)
        .containsExactly("find");
  }

  private static SourceSymbols read(String text) {
    return JavaParser.parse("Cart.java", text).symbols();
  }
}
