package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals that speak for a few exceptions only. */
final class RareSignalsTest {

  @TempDir Path temp;

  @Test
  void aClassThatLacksAnInterfaceIsSuspectedItself() {
    Situations shop =
        Situations.in(temp)
            .with(
                "shop/A.java",
                "package shop;\nclass A\n    extends Object {\n  int a;\n  void b() {}\n}\n");
    String trace = "java.io.NotSerializableException: shop.A\n\tat shop.A.b(A.java:5)";

    Suspect first =
        Situations.suspects(shop.snapshot(), Situations.record(trace), new LackSignal()).get(0);

    assertThat(first.method().symbol()).isEqualTo("A.class");
    assertThat(first.method().lines().first()).isEqualTo(2);
    assertThat(first.method().lines().last()).isEqualTo(3);
    assertThat(new FrameLocalizer().localize(shop.snapshot(), Situations.record(trace)).suspects())
        .filteredOn(suspect -> suspect.kind() == Suspect.Kind.TYPE)
        .hasSize(1);
    assertThat(shop.ranking("x.OtherException: shop.A\n\tat x.Y.z(Y.java:1)", new LackSignal()))
        .isEmpty();
  }

  @Test
  void whoeverMakesAFixedCollectionIsSuspectedWhenOneRefusesToChange() {
    Situations shop =
        Situations.in(temp)
            .with(
                "A.java",
                """
                class A {
                  private java.util.List<String> all = null;
                  void use() {
                    all.add("a");
                  }
                  void fill() { int a = 1; a++; a--; all = java.util.List.of(); }
                  void fillSafely() { int a = 1; a++; a--; all = new java.util.ArrayList<>(); }
                  void refuse() { throw new UnsupportedOperationException(); }
                }
                """);
    String refused =
        "java.lang.UnsupportedOperationException\n\tat java.util.X.add(X.java:1)\n\tat A.use(A.java:4)";

    assertThat(shop.score("A.fill", refused, new SliceSignal(), new FixedCollectionSignal()))
        .isGreaterThan(
            shop.score("A.fillSafely", refused, new SliceSignal(), new FixedCollectionSignal()))
        .isGreaterThan(shop.score("A.fill", refused, new SliceSignal()));
  }

  @Test
  void whoeverMadeTheObjectThatFailedIsSuspected() {
    Situations shop =
        Situations.in(temp)
            .with(
                "A.java",
                """
                class A {
                  A(String name) { }
                  void use() { throw new IllegalStateException(); }
                  static void tool() { throw new IllegalStateException(); }
                }
                class B {
                  A make(int n) { int b = n; b++; b--; b++; return new A(null); }
                  void other() { int b = 1; b++; }
                }
                """);

    assertThat(
            shop.ranking(
                "java.lang.IllegalStateException\n\tat A.use(A.java:3)", new MakerSignal()))
        .containsExactly("B.make");
    assertThat(
            shop.ranking(
                "java.lang.IllegalStateException\n\tat A.tool(A.java:4)", new MakerSignal()))
        .isEmpty();
  }

  @Test
  void makersOfExceptionsGiveWayHoweverTheyMakeThem() {
    Situations shop =
        Situations.in(temp)
            .with(
                "A.java",
                """
                class A {
                  void read(int a) {
                    int b = a * 2;
                    b++;
                    throw fail(b);
                  }
                  IllegalStateException fail(int a) {
                    String text = "bad " + a;
                    text = text.trim();
                    return new IllegalStateException(text);
                  }
                }
                """);

    assertThat(
            shop.ranking(
                "java.lang.IllegalStateException: bad\n\tat A.fail(A.java:10)\n\tat A.read(A.java:5)",
                new FrameSignal(),
                new HelperSignal()))
        .containsExactly("A.read", "A.fail");
  }

  @Test
  void membersOfACircleAreSuspectedAlike() {
    Situations shop =
        Situations.in(temp)
            .with(
                "A.java",
                "class A {\n void a() { int i = 1; i++; i--; i++; b(); }\n"
                    + " void b() { int i = 1; i++; i--; i++; a(); } }");
    String round = "\n\tat A.a(A.java:2)\n\tat A.b(A.java:3)";

    assertThat(
            shop.score("A.b", "java.lang.StackOverflowError" + round.repeat(9), new FrameSignal()))
        .isGreaterThan(
            shop.score(
                "A.b", "java.lang.IllegalStateException" + round.repeat(9), new FrameSignal()));
  }
}
