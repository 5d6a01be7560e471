package dev.hephaestus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an attacker may write: every format keeps a bounded part of it, in linear time. */
final class HostileTraceTest {

  private static final int MANY = 100_000;

  record Shape(String headline, String call) {}

  private static Stream<Shape> shapes() {
    return Stream.of(
        new Shape("java.lang.Error: x", "\tat a.B.c(B.java:1)"),
        new Shape(PythonTrace.HEADER, "  File \"/a/b.py\", line 1, in c"),
        new Shape("Error: x", "    at c (/a/b.js:1:1)"),
        new Shape("panic: x\n\ngoroutine 1 [running]:", "a.c()\n\t/a/b.go:1 +0x1"),
        new Shape("System.Exception: x", "   at A.B.C() in /a/b.cs:line 1"),
        new Shape("b.rb:1:in `c': x (E)", "\tfrom b.rb:1:in `c'"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aHundredThousandCallsAreCut(Shape shape) {
    String text = shape.headline() + "\n" + (shape.call() + "\n").repeat(MANY);

    assertThat(Traces.thrown(text).frames()).hasSizeBetween(1_000, TraceFormat.MOST_FRAMES + 1);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void logLinesBetweenTheCallsDoNotBreakTheReader(Shape shape) {
    String text =
        shape.headline()
            + "\n"
            + (shape.call() + "\n2024-05-06 07:08:09 INFO a.B : something else\n").repeat(20);

    assertThat(Traces.records(text)).hasSizeGreaterThan(1);
    assertThat(Traces.record(text).thrown()).isNotNull();
  }

  @Test
  void messagesOfMegabytesAreCut() {
    String megabytes = ("x".repeat(30_000) + "\n").repeat(100);
    for (String text :
        List.of(
            "java.lang.Error: " + megabytes + "\tat a.B.c(B.java:1)",
            PythonTrace.HEADER + "\n  File \"/a.py\", line 1, in c\nE: " + megabytes,
            "panic: " + megabytes + "\n",
            "System.Exception: " + megabytes,
            "b.rb:1:in `c': " + megabytes + " (E)\n\tfrom b.rb:1:in `c'")) {
      Thrown thrown = Traces.record("ERROR a - m\n" + text).thrown();

      String message = thrown == null ? "" : String.valueOf(thrown.message());
      assertThat(message.length()).isLessThan(300_000);
    }
  }

  @Test
  void nestingWithoutEndIsCut() {
    StringBuilder groups = new StringBuilder("  + Exception Group " + PythonTrace.HEADER + "\n");
    StringBuilder inner = new StringBuilder("System.Exception: a");
    StringBuilder causes = new StringBuilder("Error: a\n    at c (/a.js:1:1)\n");
    StringBuilder panics = new StringBuilder("panic: a\n");
    for (int i = 1; i < 3_000; i++) {
      String margin = " ".repeat(2 * i);
      groups.append(margin).append("| E: ").append(i).append('\n');
      groups.append(margin).append("+-+---------------- 1 ----------------\n");
      inner.append(" ---> System.Exception: b");
      causes
          .append(margin)
          .append("[cause]: Error: b\n")
          .append(margin)
          .append("  at c (/a.js:1:1)\n");
      panics.append("\tpanic: ").append(i).append('\n');
    }
    inner.append("\n   at A.B.C()\n");
    panics.append("\ngoroutine 1 [running]:\na.c()\n\t/a.go:1\n");

    for (StringBuilder text : List.of(groups, inner, causes, panics)) {
      assertThat(Traces.thrown(text.toString()).chain().size()).isBetween(2, 110);
    }
  }

  @Test
  void linesMadeToBacktrackAreRead() {
    List<String> lines =
        List.of(
            "at " + "a.".repeat(15_000) + "(",
            "at " + "(".repeat(30_000),
            "at a.b(" + "[".repeat(30_000),
            "   at <" + "<".repeat(30_000) + ">d__5.MoveNext()",
            "\tfrom " + ":in `".repeat(6_000),
            "File \"" + "\", line ".repeat(3_000),
            "+-+" + "-".repeat(30_000),
            "a.b" + "(".repeat(15_000) + ")".repeat(15_000),
            ":1".repeat(15_000),
            "x: ".repeat(10_000),
            "---> ".repeat(6_000));

    String text = String.join("\n", lines) + "\n";

    assertThat(Traces.records("ERROR a - m\n" + text.repeat(50))).hasSize(1);
  }
}
