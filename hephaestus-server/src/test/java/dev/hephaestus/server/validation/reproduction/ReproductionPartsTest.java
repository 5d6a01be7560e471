package dev.hephaestus.server.validation.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.testkit.FolderSnapshot;
import dev.hephaestus.server.validation.ValidationTasks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReproductionPartsTest {
  private static final Hit HIT =
      new Hit(
          "shop",
          "shop.Cart",
          "total",
          List.of("java.io.StringReader"),
          List.of("Cart cart = new Cart();"),
          "cart.total(new StringReader(\"\"));",
          List.of(),
          "new Cart().total(new StringReader(\"\"))",
          2,
          true,
          0,
          3);

  @Test
  void messagesGiveTheirQuotedPartsWordsAndNumbers() {
    LogRecord record =
        LogRecord.of(
            Instant.EPOCH,
            Level.ERROR,
            "x",
            "order 4711 of 'O Brien' failed",
            Thrown.of("E", "For input string: \"12x\"", List.of()));

    RecordHints hints = RecordHints.of(record, List.of("call(\"\\t\", 'c', 99)"));

    assertThat(hints.strings()).contains("12x", "O Brien", "4711").doesNotContain("failed");
    assertThat(hints.numbers()).contains("4711", "99");
    assertThat(hints.literals()).containsExactly("\t", "c");
  }

  @Test
  void whatTheMessageSaysOfTheExceptionItselfIsNoInput() {
    LogRecord record =
        LogRecord.of(
            Instant.EPOCH,
            Level.ERROR,
            "x",
            "java.lang.IllegalStateException: no --foo=bar here.",
            Thrown.of("java.lang.IllegalStateException", "no --foo=bar here.", List.of()));

    assertThat(RecordHints.of(record, List.of()).strings())
        .contains("--foo=bar")
        .doesNotContain("java.lang.IllegalStateException", "here");
  }

  @Test
  void aTestIsWrittenInTheProjectsOwnStyle() {
    TestSource jupiter = new TestSource(JUnitStyle.JUPITER, "NullPointerException", "Cart.total");
    TestSource three = new TestSource(JUnitStyle.JUNIT3, "NullPointerException", "Cart.total");

    assertThat(jupiter.write(HIT, "CartFaultTest"))
        .isEqualTo(
            """
            package shop;

            import java.io.StringReader;
            import org.junit.jupiter.api.Test;

            /** A logged NullPointerException in Cart.total, reduced to the call that causes it. */
            class CartFaultTest {

                @Test
                void totalDoesNotThrowNullPointerException() throws Exception {
                    Cart cart = new Cart();
                    cart.total(new StringReader(""));
                }
            }
            """);
    assertThat(three.write(HIT, "CartFaultTest"))
        .contains("extends TestCase", "public void testTotalDoesNotThrow")
        .doesNotContain("@Test");
  }

  @Test
  void theStyleIsThatOfMostTests() {
    FolderSnapshot snapshot =
        FolderSnapshot.of(
            Map.of(
                "src/test/A.java", "import junit.framework.TestCase;",
                "src/test/B.java", "import org.junit.Test;",
                "src/test/C.java", "import static org.junit.Assert.*;",
                "src/main/D.java", "import org.junit.jupiter.api.Test;"));

    assertThat(JUnitStyle.of(snapshot)).isEqualTo(JUnitStyle.JUNIT4);
  }

  @Test
  void aTestLooksAsItsNeighboursDo() {
    FolderSnapshot snapshot =
        FolderSnapshot.of(
            Map.of(
                "src/test/java/far/FarTest.java",
                "package far;\nclass FarTest {\n\tint a;\n}\n",
                "src/test/java/shop/CartTest.java",
                "/*\r\n * Ours.\r\n */\r\npackage shop;\r\nclass CartTest {\r\n  int a;\r\n}\r\n"));

    NeighbourStyle near = NeighbourStyle.of(snapshot, "src/test/java/shop/TillFaultTest.java");
    NeighbourStyle far = NeighbourStyle.of(snapshot, "src/test/java/far/A.java");
    NeighbourStyle none = NeighbourStyle.of(FolderSnapshot.of(Map.of()), "A.java");

    String source = "package shop;\nclass A {\n    int a() {\n        b();\n    }\n}\n";
    assertThat(near.apply(source))
        .isEqualTo(
            "/*\n * Ours.\n */\npackage shop;\nclass A {\n  int a() {\n    b();\n  }\n}\n"
                .replace("\n", "\r\n"));
    assertThat(far.apply(source)).contains("\n\t\tb();").startsWith("package");
    assertThat(none.apply(source)).isEqualTo(source);
  }

  @Test
  void aTraceShowsTheFaultOnlyAtTheSamePlace() {
    String trace =
        """
        java.lang.IllegalStateException: wrapped
        \tat shop.Till.pay(Till.java:9)
        Caused by: java.lang.NullPointerException
        \tat java.base/java.util.Objects.requireNonNull(Objects.java:209)
        \tat app//shop.Cart.lambda$total$0(Cart.java:12)
        \tat shop.Till.pay(Till.java:7)
        """;

    assertThat(shows(trace, "java.lang.NullPointerException", "shop.Cart#total", 12)).isTrue();
    assertThat(shows(trace, "java.lang.NullPointerException", "shop.Cart#total", 0)).isTrue();
    assertThat(shows(trace, "java.lang.NullPointerException", "shop.Cart#total", 13)).isFalse();
    assertThat(shows(trace, "java.lang.NullPointerException", "shop.Till#pay", 0)).isFalse();
    assertThat(shows(trace, "java.lang.IllegalStateException", "shop.Cart#total", 0)).isFalse();
  }

  @Test
  void anExceptionThatTheCodeThrowsOnPurposeIsNotSearchedFor() {
    String path = "src/main/java/a/A.java";
    FolderSnapshot snapshot =
        FolderSnapshot.of(
            Map.of(
                path,
                """
                package a;
                class A {
                  void check(int i) {
                    if (i < 0) {
                      throw new IllegalArgumentException("negative");
                    }
                    if (i > 9) {
                      throw new IllegalArgumentException
                          ("large",
                           origin(i));
                    }
                    use(i);
                  }
                }
                """));

    assertThat(isDeliberate(snapshot, path, "throw new")).isTrue();
    assertThat(isDeliberate(snapshot, path, "origin(i)")).isTrue();
    assertThat(isDeliberate(snapshot, path, "use(i)")).isFalse();
  }

  private static boolean isDeliberate(FolderSnapshot snapshot, String path, String at) {
    var task =
        ValidationTasks.task(
            snapshot,
            "java.lang.IllegalArgumentException",
            "negative",
            new ValidationTasks.Call("a.A", "check", path, at, "int"));
    return FaultTarget.of(task).orElseThrow().isDeliberate(task);
  }

  private static boolean shows(String trace, String exception, String frame, int line) {
    Optional<LineRange> lines =
        line == 0 ? Optional.empty() : Optional.of(new LineRange(line, line));
    return StackText.shows(trace, exception, frame, lines, name -> name.startsWith("shop."));
  }
}
