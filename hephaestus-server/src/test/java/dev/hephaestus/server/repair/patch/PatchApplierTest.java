package dev.hephaestus.server.repair.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.MemorySnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PatchApplierTest {
  private static final String PATH = "src/main/java/shop/Cart.java";
  private static final String CART =
      """
      package shop;

      class Cart {
          int total(int[] prices) {
              int sum = 0;
              for (int price : prices) {
                  sum += price;
              }
              return sum;
          }

          int count(int[] prices) {
              return prices.length;
          }
      }
      """;

  private static Application apply(String text, Block... blocks) {
    return PatchApplier.apply(
        new MemorySnapshot(
            Map.of(
                PATH,
                text,
                "src/test/java/shop/CartTest.java",
                "class CartTest {}\n",
                ".github/workflows/ci.yml",
                "on: push\n")),
        List.of(blocks));
  }

  private static String after(Application application) {
    assertThat(application).isInstanceOf(Application.Applied.class);
    List<FileChange> changes = ((Application.Applied) application).patch().changes();
    assertThat(changes).hasSize(1);
    return changes.get(0).after();
  }

  private static String refusal(Application application) {
    assertThat(application).isInstanceOf(Application.Refused.class);
    return ((Application.Refused) application).reason();
  }

  private static Block block(String search, String replace) {
    return new Block(1, PATH, search, replace);
  }

  @Test
  void replacesWhatIsFoundExactlyOnce() {
    assertThat(
            after(
                apply(
                    CART,
                    block(
                        "        return prices.length;",
                        "        return prices == null ? 0 : prices.length;"))))
        .isEqualTo(
            CART.replace("return prices.length", "return prices == null ? 0 : prices.length"));
  }

  @Test
  void keepsEveryLineEndingAsItWas() {
    String mixed = CART.replace("\n", "\r\n").replace("package shop;\r\n", "package shop;\n");
    assertThat(
            after(
                apply(
                    mixed, block("        int sum = 0;", "        int sum = 1;\n        sum--;"))))
        .isEqualTo(mixed.replace("int sum = 0;", "int sum = 1;\r\n        sum--;"));
  }

  @Test
  void keepsAMissingNewlineAtTheEnd() {
    assertThat(after(apply("class A {\n}", block("}", "  int a;\n}"))))
        .isEqualTo("class A {\n  int a;\n}");
  }

  @Test
  void shiftsTheIndentationToTheFiles() {
    assertThat(
            after(
                apply(
                    CART,
                    block(
                        "for (int price : prices) {\n    sum += price;\n}",
                        "for (int price : prices) {\n    sum -= price;\n}"))))
        .isEqualTo(CART.replace("sum += price", "sum -= price"));
  }

  @Test
  void forgivesWhiteSpaceInsideAndBlankLinesAround() {
    assertThat(
            after(
                apply(
                    CART,
                    block(
                        "\n        for(int price:prices){  \n            sum += price;\n",
                        "\n        for (int price : prices) {\n            sum -= price;\n"))))
        .isEqualTo(CART.replace("sum += price", "sum -= price"));
  }

  @Test
  void fallsBackToTheMethodThatBothTextsDeclare() {
    assertThat(
            after(
                apply(
                    CART,
                    block(
                        "int total(int[] prices) {\n  // body left out\n  return 0;\n}",
                        "int total(int[] prices) {\n    return 7;\n}"))))
        .contains("    int total(int[] prices) {\n        return 7;\n    }\n\n    int count")
        .doesNotContain("sum");
  }

  @Test
  void refusesWhatIsFoundTwiceAndSaysWhere() {
    assertThat(refusal(apply("a\nb\na\n", block("a", "c"))))
        .contains("Block 1")
        .contains("2 times")
        .contains("1, 3");
  }

  @Test
  void namesTheMissingLineAndShowsTheNearest() {
    Application application =
        apply(CART, block("        int sum = 9;\n        for (int price : prices) {", "x"));
    assertThat(refusal(application)).contains("int sum = 9;");
    assertThat(((Application.Refused) application).details())
        .singleElement()
        .asString()
        .contains("int sum = 0;");
  }

  @Test
  void appliesBlocksOfOneFileOneAfterTheOther() {
    assertThat(
            after(
                apply(
                    CART,
                    block("        int sum = 0;", "        int sum = 1;"),
                    new Block(2, PATH, "        int sum = 1;", "        int sum = 2;"))))
        .contains("int sum = 2;");
  }

  @Test
  void createsANewFile() {
    Application application =
        apply(CART, new Block(1, "src/main/java/shop/New.java", "", "class New {}"));
    assertThat(((Application.Applied) application).patch().changes())
        .containsExactly(new FileChange("src/main/java/shop/New.java", null, "class New {}\n"));
  }

  @Test
  void findsTheFileByItsEndAndWithoutADiffsPrefix() {
    for (String path : List.of("a/" + PATH, "shop/Cart.java", "Cart.java", "./" + PATH)) {
      assertThat(
              after(
                  apply(CART, new Block(1, path, "        int sum = 0;", "        int sum = 1;"))))
          .contains("int sum = 1;");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside.java",
        "/etc/passwd",
        "src/../../x.java",
        "C:/x.java",
        "src\\main\\X.java",
        ".github/workflows/ci.yml",
        ".git/config",
        ".mvn/wrapper/maven-wrapper.properties",
        "mvnw",
        "gradlew.bat",
        "gradle/wrapper/gradle-wrapper.properties",
        "docs/CODEOWNERS",
        "Jenkinsfile",
        "src/test/java/shop/CartTest.java",
        "src/test/java/shop/OtherTest.java",
        "src/main/java/shop/\u202Eavaj.evil.java",
        "lib/tool.jar",
        ""
      })
  void refusesPathsThatStayUntouched(String path) {
    assertThat(apply(CART, new Block(1, path, "", "x"))).isInstanceOf(Application.Refused.class);
  }

  @Test
  void refusesABlockWithoutEffect() {
    assertThat(refusal(apply(CART, block("        int sum = 0;", "        int sum = 0;"))))
        .contains("change nothing");
  }

  @Test
  void refusesToOverwriteAFileWithoutQuotingIt() {
    assertThat(refusal(apply(CART, block("", "class Cart {}")))).contains("SEARCH must quote");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/java/it/acme/Shop.java",
        "src/main/java/shop/Latest.java",
        "src/main/java/shop/Unit.java",
        "src/main/java/shop/test/Probe.java"
      })
  void namesThatOnlyLookLikeTestsMayBeWritten(String path) {
    assertThat(apply(CART, new Block(1, path, "", "class X {}")))
        .isInstanceOf(Application.Applied.class);
  }

  @Test
  void refusesWhatWouldNotParseAnyMore() {
    assertThat(refusal(apply(CART, block("        int sum = 0;", "        int sum = (0;"))))
        .contains("would not parse any more", "line 5");
  }

  @Test
  void namesEveryBlockThatFoundNoPlace() {
    assertThat(
            refusal(
                apply(
                    CART,
                    block("        int sum = 9;", "x"),
                    new Block(2, PATH, "        int count = 9;", "y"))))
        .contains("Block 1", "Block 2");
  }

  @Test
  void refusesAChangeThatIsNoRepair() {
    assertThat(refusal(apply(CART, block("        int sum = 0;", "a;\n".repeat(2_001)))))
        .contains("longer than 2000 lines");
  }

  @Test
  void linesThatStayKeepTheirTrailingSpace() {
    String odd =
        CART.replace("int sum = 0;", "int sum = 0;  \t").replace("return sum;", "return sum; ");
    assertThat(
            after(
                apply(
                    odd,
                    block(
                        "        int sum = 0;\n        for (int price : prices) {",
                        "        int sum = 0;\n        check();\n        for (int price : prices) {"))))
        .isEqualTo(odd.replace("0;  \t\n", "0;  \t\n        check();\n"));
  }
}
