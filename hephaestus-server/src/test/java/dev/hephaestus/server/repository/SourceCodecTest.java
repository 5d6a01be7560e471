package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SourceCodecTest {

  private static final String SHOP =
      """
      package shop;
      import java.util.List;
      import static java.util.Map.*;
      /** Words. */
      @Deprecated
      public abstract class Cart<T extends List<?>> extends base.Shelf<T> implements Runnable, Priced {
        private static final Logger log = LoggerFactory.getLogger(Cart.class);
        int[] sizes = {1, 2}, more[];
        enum Kind { BIG { int size() { return 1; } }, SMALL; int size() { return 0; } }
        record Line(String name, int... cents) { Line { if (cents.length < 0) throw new Error("no" + name); } }
        @interface Marked { String value() default ""; }
        static { System.gc(); }
        abstract void open(long[] a, int b[], String... rest);
        int total(Store store, String id) throws IOException {
          Price price = store.find(id).orElseThrow(() -> new IllegalStateException("none of " + id));
          if (price == null || !price.isKnown(id, sizes[0])) { log.error("no price for {} \\ud83d", id); return -1; }
          for (int i = 0; i < 3; i++) { sum += this.cents(i); }
          while (more()) store.next(super.again(id), String::valueOf);
          Object inner = new Object() { public String toString() { return log.toString() + id; } };
          return switch (price.kind()) { case 1 -> sum++; default -> { throw new Fault("kind", price.kind()); } };
        }
      }
      interface Priced { default int price() { return "öäü ぁ".length(); } }
      """;

  @Test
  void readsBackWhatWasParsed() {
    ParsedSource parsed = JavaParser.parse("src/Cart.java", SHOP);

    assertThat(parsed.bodies()).hasSizeGreaterThan(8);
    assertSame(parsed);
  }

  @Test
  void readsBackWhatOtherParsersMayGive() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      assertSame(source(random));
    }
  }

  @Test
  void readsBackNothing() {
    assertSame(ParsedSource.none("notes.txt"));
  }

  @Test
  void writesTheSameBytesForTheSameSource() {
    ParsedSource parsed = JavaParser.parse("src/Cart.java", SHOP);
    ParsedSource again = JavaParser.parse("src/Cart.java", SHOP);

    assertThat(SourceCodec.encode(parsed).bytes()).isEqualTo(SourceCodec.encode(again).bytes());
  }

  @Test
  void readsTheBodiesOfATermAlone() {
    ParsedSource parsed = JavaParser.parse("src/Cart.java", SHOP);
    DecodedSource decoded = decoded(parsed);

    assertThat(decoded.bodies(Terms.of(Terms.Kind.CALL, "find")))
        .extracting(body -> body.method().name())
        .containsExactly("total");
    assertThat(decoded.bodies(Terms.of(Terms.Kind.CALL, "new Object"))).hasSize(1);
    assertThat(decoded.bodies(Terms.of(Terms.Kind.CALL, "size"))).isEmpty();
    assertThat(decoded.bodies(Terms.of(Terms.Kind.TYPE, "Cart"))).isEmpty();
  }

  @Test
  void givesTheLastBodyOfMethodsThatAreEqual() {
    ParsedSource parsed =
        JavaParser.parse("A.java", "class A { { first(); } { other(); } }".replace("} {", "}{"));
    DecodedSource decoded = decoded(parsed);

    assertThat(parsed.bodies()).hasSize(2);
    assertThat(decoded.body(parsed.bodies().get(0).method()))
        .get()
        .satisfies(body -> assertThat(body.calls().get(0).name()).isEqualTo("other"));
    assertThat(
            decoded.body(
                JavaParser.parse("B.java", "class B { void b() {} }").bodies().get(0).method()))
        .isEmpty();
  }

  private static DecodedSource decoded(ParsedSource source) {
    return new DecodedSource(source.symbols().path(), SourceCodec.encode(source));
  }

  private static void assertSame(ParsedSource source) {
    DecodedSource decoded = decoded(source);
    assertThat(decoded.symbols()).isEqualTo(source.symbols());
    assertThat(decoded.bodies()).isEqualTo(source.bodies());
    int[] terms = SourceCodec.encode(source).terms();
    assertThat(terms).isSorted();
    Set<Integer> expected = Terms.of(source.symbols(), source.bodies()).keySet();
    assertThat(terms).containsExactly(expected.stream().mapToInt(each -> each).toArray());
    for (MethodBody body : source.bodies()) {
      assertThat(decoded.body(body.method()).map(MethodBody::method)).contains(body.method());
    }
  }

  private static ParsedSource source(Random random) {
    List<TypeDeclaration> types = new ArrayList<>();
    List<MethodBody> bodies = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      List<MethodDeclaration> methods = new ArrayList<>();
      for (int j = random.nextInt(4); j > 0; j--) {
        MethodDeclaration method = method(random);
        methods.add(method);
        bodies.add(body(random, random.nextInt(5) == 0 ? method(random) : method));
      }
      types.add(
          new TypeDeclaration(
              text(random),
              path(random),
              any(random, TypeDeclaration.Kind.values()),
              texts(random),
              texts(random),
              lines(random),
              methods,
              List.of(
                  new FieldDeclaration(text(random), text(random), texts(random), lines(random)))));
    }
    Language language = any(random, Language.values());
    return new ParsedSource(
        new SourceSymbols("src/a.kt", language, text(random), texts(random), types), bodies);
  }

  private static MethodDeclaration method(Random random) {
    return new MethodDeclaration(
        text(random),
        text(random),
        path(random),
        List.of(new MethodDeclaration.Parameter(text(random), text(random))),
        text(random),
        texts(random),
        lines(random));
  }

  private static MethodBody body(Random random, MethodDeclaration method) {
    List<MethodBody.Call> calls = calls(random);
    List<MethodBody.Call> others = new ArrayList<>(calls(random));
    others.addAll(calls);
    return new MethodBody(
        method,
        calls,
        List.of(new MethodBody.ThrowSite(text(random), texts(random), lines(random))),
        List.of(new MethodBody.LogStatement(text(random), texts(random), lines(random))),
        List.of(new MethodBody.Assignment(text(random), names(random), others, lines(random))),
        List.of(
            new MethodBody.Condition(names(random), calls, lines(random), random.nextBoolean())),
        names(random),
        names(random),
        new MethodBody.Shape(
            random.nextInt(1_000), random.nextInt(9), random.nextInt(9), random.nextBoolean()));
  }

  private static List<MethodBody.Call> calls(Random random) {
    List<MethodBody.Call> calls = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      calls.add(
          new MethodBody.Call(
              text(random),
              random.nextInt(300) - 1,
              text(random),
              text(random),
              names(random),
              lines(random)));
    }
    return calls;
  }

  private static <T> T any(Random random, T[] from) {
    return List.of(from).get(random.nextInt(from.length));
  }

  private static String path(Random random) {
    return random.nextInt(9) == 0 ? "src/other.kt" : "src/a.kt";
  }

  private static LineRange lines(Random random) {
    int first = 1 + random.nextInt(random.nextBoolean() ? 100 : 5_000_000);
    return new LineRange(first, first + random.nextInt(300));
  }

  private static Set<String> names(Random random) {
    return new TreeSet<>(texts(random));
  }

  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      texts.add(text(random));
    }
    return texts;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    char[] from = {'a', 'b', '.', '$', 'ö', '\0', '\n', 'ぁ', '\ud83d', '\ude00'};
    for (int i = random.nextInt(random.nextInt(30) == 0 ? 300 : 5); i > 0; i--) {
      text.append(from[random.nextInt(from.length)]);
    }
    return text.toString();
  }
}
