package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.PackedContext.Kind;
import dev.hephaestus.server.localization.PackedContext.Part;
import dev.hephaestus.server.repository.Snapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BudgetedContextPackerTest {
  private static final String TILL = "src/main/java/shop/Till.java";

  @TempDir Path temp;

  private final FrameLocalizer localizer = new FrameLocalizer();

  private static Part only(PackedContext context, Kind kind) {
    return context.parts().stream().filter(part -> part.kind() == kind).findFirst().orElseThrow();
  }

  private static List<Part> code(PackedContext context) {
    return context.parts().stream().filter(part -> part.kind() != Kind.VALUES).toList();
  }

  /** Enough methods of all lengths that no budget shows them all, each called by the next. */
  private Snapshot manyMethods() {
    Situations situations = Situations.in(temp);
    for (int type = 0; type < 12; type++) {
      StringBuilder source = new StringBuilder("package shop;\npublic class Step" + type + " {\n");
      source.append("  private int seen").append(type).append(";\n");
      for (int method = 0; method < 8; method++) {
        source.append("  int step").append(method).append("(Step").append((type + 1) % 12);
        source.append(" next, int value) {\n    int sum = value;\n");
        for (int line = 0; line < 3 + 7 * method; line++) {
          source.append("    sum += next.step").append((method + line) % 8);
          source.append("(null, seen").append(type).append(" + ").append(line).append(");\n");
        }
        source.append("    return sum;\n  }\n");
      }
      situations.with("src/main/java/shop/Step" + type + ".java", source.append("}\n").toString());
    }
    return situations.snapshot();
  }

  private static Thrown thrown(String message, CapturedValue... values) {
    return Thrown.of(
        "java.lang.ArithmeticException",
        message,
        Stream.of(0, 1, 2, 3)
            .map(
                type ->
                    new Frame(
                        "shop.Step" + type,
                        "step1",
                        "Step" + type + ".java",
                        13,
                        "",
                        "",
                        List.of(values)))
            .toList());
  }

  private Localization localize(Snapshot snapshot, Thrown thrown) {
    return localizer.localize(
        snapshot,
        dev.hephaestus.server.ingest.LogRecord.of(
            java.time.Instant.EPOCH,
            dev.hephaestus.server.ingest.Level.ERROR,
            "shop",
            "it failed",
            thrown));
  }

  @Test
  void aBudgetBeginsWithExactlyThePartsOfEveryStepBelowIt() {
    Snapshot snapshot = manyMethods();
    Localization localization = localize(snapshot, thrown("/ by zero"));

    PackedContext whole = new BudgetedContextPacker().pack(snapshot, localization, 16_000);

    for (int step : new int[] {2_000, 4_000, 8_000}) {
      PackedContext context = new BudgetedContextPacker().pack(snapshot, localization, step);
      assertThat(context.tokens()).isBetween(step / 2, step);
      assertThat(whole.parts()).startsWith(context.parts().toArray(Part[]::new));
      assertThat(new BudgetedContextPacker().pack(snapshot, localization, step + 1_234).parts())
          .startsWith(context.parts().toArray(Part[]::new));
    }
  }

  @Test
  void recordsOfOneFaultDifferInTheCapturedValuesAloneWhichStandLast() {
    Snapshot snapshot = manyMethods();
    Localization one = localize(snapshot, thrown("/ by zero", value("sum", "17")));
    Localization other =
        localize(snapshot, thrown("/ by zero", value("sum", "x".repeat(150)), value("b", "2")));

    PackedContext first = new BudgetedContextPacker().pack(snapshot, one, 4_000);
    PackedContext second = new BudgetedContextPacker().pack(snapshot, other, 4_000);

    assertThat(code(first)).isEqualTo(code(second));
    assertThat(first.parts()).isNotEqualTo(second.parts());
    assertThat(first.parts().getLast().kind()).isEqualTo(Kind.VALUES);
    assertThat(second.tokens()).isLessThanOrEqualTo(4_000);
    assertThat(code(new BudgetedContextPacker().pack(snapshot, one, 8_000)))
        .startsWith(code(first).toArray(Part[]::new));
  }

  @Test
  void theTokensAreThoseOfTheParts() {
    Snapshot snapshot = manyMethods();
    Localization localization = localize(snapshot, thrown("/ by zero"));

    PackedContext context = new BudgetedContextPacker().pack(snapshot, localization, 3_000);

    assertThat(context.parts().stream().mapToInt(Part::tokens).sum()).isEqualTo(context.tokens());
    assertThat(context.parts()).doesNotHaveDuplicates();
  }

  @Test
  void aMethodTooLongForTheBudgetIsShownWhereItRan() {
    StringBuilder source =
        new StringBuilder("package shop;\nclass Till {\n  int[] open(int n) {\n");
    for (int line = 4; line <= 400; line++) {
      source.append("    count(").append(line).append(", n, n + 1, n + 2);\n");
    }
    Snapshot snapshot =
        Situations.in(temp).with(TILL, source + "    return null;\n  }\n}\n").snapshot();
    Localization localization =
        localizer.localize(
            snapshot, Situations.record("x.E: y\n\tat shop.Till.open(Till.java:200)\n"));

    PackedContext small = new BudgetedContextPacker().pack(snapshot, localization, 1_000);
    PackedContext large = new BudgetedContextPacker().pack(snapshot, localization, 16_000);

    assertThat(only(small, Kind.PARTIAL).text())
        .startsWith("  int[] open(int n) {\n    … 188 lines left out\n    count(192, n")
        .contains("    count(200, n")
        .endsWith("    count(208, n, n + 1, n + 2);\n    … 193 lines left out\n  }\n");
    assertThat(small.parts()).noneMatch(part -> part.kind() == Kind.METHOD);
    assertThat(only(large, Kind.METHOD).lines().length()).isEqualTo(400);
  }

  @Test
  void showsCallersFieldsAndDeclarationsOfTheSuspects() {
    StringBuilder till =
        new StringBuilder(
            """
            package shop;
            class Till implements Drawer {
              private Coins coins = null;
              public int open() {
                return coins.count();
              }
            """);
    for (int i = 0; i < 200; i++) {
      till.append("  private String unused").append(i).append(";\n");
    }
    till.append("}\n");
    Snapshot snapshot =
        Situations.in(temp)
            .with(TILL, till.toString())
            .with(
                "src/main/java/shop/Drawer.java",
                "package shop;\ninterface Drawer {\n  int open();\n}\n")
            .with(
                "src/main/java/shop/Clerk.java",
                """
                package shop;
                class Clerk {
                  int serve(Till till) {
                    return till.open();
                  }
                }
                """)
            .snapshot();
    Localization whole =
        localizer.localize(
            snapshot,
            Situations.record(
                "java.lang.NullPointerException\n\tat shop.Till.open(Till.java:5)\n"));
    Localization first =
        new Localization(whole.commit(), whole.suspects().subList(0, 1), whole.frames());

    PackedContext context = new BudgetedContextPacker().pack(snapshot, first, 2_000);

    assertThat(only(context, Kind.METHOD).text()).contains("return coins.count();");
    assertThat(only(context, Kind.FIELDS).text())
        .isEqualTo("class shop.Till : Drawer {\n  private Coins coins = null;\n}\n");
    assertThat(only(context, Kind.CALLER).text()).startsWith("  int serve(Till till) {");
    assertThat(only(context, Kind.DECLARATION).text()).isEqualTo("in shop.Drawer\n  int open();\n");
    assertThat(only(context, Kind.DECLARATION).path()).isEqualTo("src/main/java/shop/Drawer.java");
  }

  @Test
  void overloadsOfASuspectComeWholeWhereThereIsRoom() {
    Snapshot snapshot =
        Situations.in(temp)
            .with(
                TILL,
                """
                package shop;
                class Till {
                  int open(int n) {
                    return 10 / n;
                  }
                  int open(int n, int m) {
                    return m / n;
                  }
                }
                """)
            .snapshot();
    Localization localization =
        localizer.localize(
            snapshot, Situations.record("x.E: y\n\tat shop.Till.open(Till.java:4)\n"));

    assertThat(new BudgetedContextPacker().pack(snapshot, localization, 2_000).parts())
        .filteredOn(part -> part.kind() == Kind.METHOD)
        .extracting(Part::text)
        .anyMatch(text -> text.contains("return m / n;"));
  }

  @Test
  void aRecentChangeOfASuspectIsShown() {
    Snapshot snapshot =
        new SnapshotWithHistory(manyMethods())
            .with(
                "0123456789abcdef",
                "Count from one",
                "src/main/java/shop/Step0.java",
                "@@ -12,1 +12,1 @@\n-    int sum = 0;\n+    int sum = value;\n");
    Localization localization = localize(snapshot, thrown("/ by zero"));

    PackedContext context = new BudgetedContextPacker().pack(snapshot, localization, 8_000);

    assertThat(only(context, Kind.DIFF).text())
        .isEqualTo(
            """
            commit 0123456789 of 2026-02-03: Count from one
            @@ -12,1 +12,1 @@
            -    int sum = 0;
            +    int sum = value;
            """);
  }

  private static CapturedValue value(String name, String text) {
    return new CapturedValue(
        name, "int", CapturedValue.Kind.PRIMITIVE, text, List.of(), false, false);
  }
}
