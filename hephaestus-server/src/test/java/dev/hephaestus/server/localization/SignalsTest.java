package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SignalsTest {

  @TempDir Path temp;

  @Test
  void framesCountDeepestCauseFirstAndInnermostFirst() {
    Situations shop =
        Situations.in(temp)
            .with(
                "A.java",
                "class A {\n void inner() { b(); }\n void outer() { inner(); }\n void wrap() { outer(); } }");

    assertThat(
            shop.ranking(
                """
                x.Outer: o
                \tat A.wrap(A.java:4)
                Caused by: x.Inner: i
                \tat java.util.X.y(X.java:1)
                \tat A.inner(A.java:2)
                \tat A.outer(A.java:3)
                \t... 1 more
                """,
                new FrameSignal()))
        .containsExactly("A.inner", "A.outer", "A.wrap");
  }

  @Test
  void framesOfTestsAreLeftOutUnlessThereIsNothingElse() {
    Situations shop =
        Situations.in(temp)
            .with("src/test/java/ATest.java", "class ATest {\n void test() { } }")
            .with("src/main/java/A.java", "class A {\n void f() { } }");

    assertThat(
            shop.ranking(
                "x.E: o\n\tat ATest.test(ATest.java:2)\n\tat A.f(A.java:2)", new FrameSignal()))
        .containsExactly("A.f");
    assertThat(shop.ranking("x.E: o\n\tat ATest.test(ATest.java:2)", new FrameSignal()))
        .containsExactly("ATest.test");
  }

  @Test
  void helpersThatCheckMakeAnExceptionOrHandOnGiveWayToTheirCaller() {
    Situations shop =
        Situations.in(temp)
            .with(
                "A.java",
                """
                class A {
                  static void require(int a) {
                    if (a < 0) {
                      throw new IllegalArgumentException("a");
                    }
                  }
                  void set(int a) { require(a); }
                  void compute(int b) {
                    int a = b - 7;
                    set(a);
                  }
                  void fail() { throw new IllegalArgumentException("b"); }
                  void logic(int b) {
                    int c = b * 2;
                    c++;
                    if (c > 3) { fail(); }
                    System.gc();
                  }
                }
                """);

    assertThat(
            shop.ranking(
                """
                java.lang.IllegalArgumentException: a
                \tat A.require(A.java:4)
                \tat A.set(A.java:7)
                \tat A.compute(A.java:10)
                """,
                new FrameSignal(),
                new HelperSignal()))
        .first()
        .isEqualTo("A.compute");
    assertThat(
            shop.ranking(
                """
                java.lang.IllegalArgumentException: b
                \tat A.fail(A.java:12)
                \tat A.logic(A.java:16)
                """,
                new FrameSignal(),
                new HelperSignal()))
        .containsExactly("A.logic", "A.fail");
  }

  @Test
  void methodsThatThrowOfTheirOwnLogicStayFirst() {
    Situations shop =
        Situations.in(temp)
            .with(
                "A.java",
                """
                class A {
                  int sum;
                  void add(int a) {
                    sum += a;
                    for (int i = 0; i < 3; i++) { sum--; }
                    if (sum < 0) throw new IllegalStateException();
                  }
                  void all() { add(1); }
                }
                """);

    assertThat(
            shop.ranking(
                "java.lang.IllegalStateException\n\tat A.add(A.java:6)\n\tat A.all(A.java:8)",
                new FrameSignal(),
                new HelperSignal()))
        .containsExactly("A.add", "A.all");
  }

  @Test
  void slicesFindWhatMadeTheValuesAndDecidedTheBranch() {
    Situations shop =
        Situations.in(temp)
            .with(
                "A.java",
                """
                class A {
                  private Store store;
                  private String name;
                  void pay(String id) {
                    unrelated();
                    Price price = store.find(id);
                    if (isOpen(name)) {
                      price.charge();
                    }
                  }
                  void unrelated() { int a = 1; a++; a--; a++; a++; }
                  boolean isOpen(String n) { int a = 1; a++; a--; a++; return a > 1; }
                  void rename(String n) { int a = 1; a++; a--; a++; name = n; }
                }
                interface Store { Price find(String id); }
                class Memory implements Store {
                  public Price find(String id) { int a = 1; a++; a--; a++; return null; }
                }
                class Price { void charge() {} }
                """);

    assertThat(shop.ranking("x.NPE\n\tat A.pay(A.java:8)", new SliceSignal()))
        .contains("Memory.find", "A.isOpen", "A.rename")
        .doesNotContain("A.unrelated");
  }

  @Test
  void whoeverChangesAFieldIsFoundThroughMutatorsToo() {
    Situations shop =
        Situations.in(temp)
            .with(
                "A.java",
                """
                class A {
                  private java.util.Map<String, String> names = new java.util.HashMap<>();
                  void use(String id) {
                    names.get(id).trim();
                  }
                  void register(String id) { int a = 1; a++; a--; names.put(id, null); }
                }
                """);

    assertThat(shop.ranking("x.NPE\n\tat A.use(A.java:4)", new SliceSignal()))
        .contains("A.register");
  }

  @Test
  void aClassThatTheMessageNamesPointsAtItsMakers() {
    Situations shop =
        Situations.in(temp)
            .with(
                "shop/A.java",
                "package shop;\nclass A {\n Object make() { return new Object() {}; }\n Object other() { return new B(); } }\nclass B { B() {} }");

    assertThat(
            shop.ranking(
                "java.io.NotSerializableException: shop.A$1\n\tat x.Y.z(Y.java:1)",
                new NamedClassSignal()))
        .containsExactly("A.make");
    assertThat(
            shop.ranking(
                "x.E: class shop.B cannot be cast\n\tat x.Y.z(Y.java:1)", new NamedClassSignal()))
        .contains("A.other");
  }

  @Test
  void aMessageWithoutAStackPointsAtTheStatementThatLoggedIt() {
    Situations shop =
        Situations.in(temp)
            .with(
                "shop/A.java",
                """
                package shop;
                class A {
                  void pay(String id, int n) {
                    if (isBroken(id)) {
                      log.error("payment {} of {} failed for good", n, id);
                    }
                  }
                  void other() { log.error("payment accepted"); log.info("failed"); }
                  boolean isBroken(String id) { int a = 1; a++; a--; a++; return a > 1; }
                  void deny() { throw new DeniedException("denied for " + id); }
                }
                """);

    assertThat(
            shop.ranking(
                "10:00:00 [m] ERROR s.A - payment 7 of x failed for good", new MessageSignal()))
        .containsExactly("A.pay", "A.isBroken");
    assertThat(
            shop.ranking(
                "x.DeniedException: denied for 7\n\tat y.Z.a(Z.java:1)", new MessageSignal()))
        .containsExactly("A.deny");
    assertThat(shop.ranking("10:00:00 [m] ERROR s.A - something else", new MessageSignal()))
        .isEmpty();
  }

  @Test
  void neighboursAreTheRestOfTheClassAndWhatIsCalled() {
    Situations shop =
        Situations.in(temp)
            .with("A.java", "class A {\n void f() { new B().g(); }\n void h() { int a = 1; } }")
            .with("B.java", "class B { void g() { int a = 1; } void far() { int a = 1; } }");

    assertThat(shop.ranking("x.E\n\tat A.f(A.java:2)", new NeighbourSignal()))
        .contains("A.h", "B.g")
        .doesNotContain("B.far");
  }

  @Test
  void literalsHaveToStandInTheMessageInTheirOrder() {
    assertThat(MessageTemplate.fit(List.of("no price for {} in {}"), "no price for 7 in EUR"))
        .isGreaterThan(0.8);
    assertThat(MessageTemplate.fit(List.of("no price for "), "in no price for 7")).isPositive();
    assertThat(MessageTemplate.fit(List.of("no price", " for "), "for no price")).isZero();
    assertThat(MessageTemplate.fit(List.of("no"), "no price")).isZero();
    assertThat(MessageTemplate.fit(List.of(), "no price")).isZero();
  }
}
