package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.repository.Snapshot;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FrameLocalizerTest {

  private static final String TRACE =
      """
      10:00:00 [main] ERROR shop.App - no total
      java.lang.NullPointerException: null
      \tat shop.Cart.total(Cart.java:5)
      \tat shop.App.run(App.java:3)
      """;

  @TempDir Path temp;

  private Snapshot shop() {
    return Situations.in(temp)
        .with(
            "src/main/java/shop/Cart.java",
            """
            package shop;
            public class Cart {
              private Price price;
              int total() {
                return price.cents();
              }
              int size() { return 0; }
            }
            class Price { int cents() { return 1; } }
            """)
        .with(
            "src/main/java/shop/App.java",
            "package shop;\nclass App {\n  void run() { new Cart().total(); }\n}\n")
        .with(
            "src/test/java/shop/CartTest.java",
            "package shop;\nclass CartTest {\n  void totals() { new Cart().total(); }\n}\n")
        .snapshot();
  }

  @Test
  void ranksTheMethodThatFailedFirstAndSaysWhy() {
    Localization localization = new FrameLocalizer().localize(shop(), Situations.record(TRACE));

    Suspect first = localization.suspects().get(0);
    assertThat(first.method().symbol()).isEqualTo("Cart.total");
    assertThat(first.why()).first().asString().contains("NullPointerException").contains("line 5");
    assertThat(localization.faultFrame().map(frame -> frame.frame().line())).contains(5);
    assertThat(localization.frames()).hasSize(2);
    assertThat(localization.suspects())
        .allSatisfy(suspect -> assertThat(suspect.score()).isGreaterThan(0).isLessThanOrEqualTo(1));
  }

  @Test
  void findsNothingWhenNothingOfTheRecordIsInTheRepository() {
    Localization localization =
        new FrameLocalizer().localize(shop(), Situations.record("x.E: y\n\tat z.A.b(A.java:1)"));

    assertThat(localization.suspects()).isEmpty();
    assertThat(localization.faultFrame()).isEmpty();
  }

  @Test
  void answersTheSameEachTime() {
    Snapshot shop = shop();

    assertThat(new FrameLocalizer().localize(shop, Situations.record(TRACE)))
        .isEqualTo(new FrameLocalizer().localize(shop, Situations.record(TRACE)));
  }

  @Test
  void packsMethodsSkeletonsAndTestsWithinTheBudget() {
    Snapshot shop = shop();
    Localization localization = new FrameLocalizer().localize(shop, Situations.record(TRACE));

    PackedContext context = new BudgetedContextPacker().pack(shop, localization, 2_000);

    assertThat(context.parts())
        .extracting(PackedContext.Part::kind)
        .contains(PackedContext.Kind.METHOD, PackedContext.Kind.SKELETON, PackedContext.Kind.TEST);
    assertThat(context.parts().get(0).text())
        .isEqualTo("  int total() {\n    return price.cents();\n  }\n");
    assertThat(context.parts())
        .filteredOn(part -> part.kind() == PackedContext.Kind.SKELETON)
        .first()
        .satisfies(
            part ->
                assertThat(part.text())
                    .contains("class shop.Cart")
                    .contains("private Price price;")
                    .contains("int total();")
                    .doesNotContain("return"));
    assertThat(new BudgetedContextPacker().pack(shop, localization, 2_000)).isEqualTo(context);
  }

  @Test
  void neverGoesOverTheBudget() {
    Snapshot shop = shop();
    Localization localization = new FrameLocalizer().localize(shop, Situations.record(TRACE));

    for (int budget : new int[] {0, 10, 40, 60, 100, 200}) {
      PackedContext context = new BudgetedContextPacker().pack(shop, localization, budget);
      assertThat(context.tokens()).isLessThanOrEqualTo(budget);
      assertThat(context.parts().isEmpty()).isEqualTo(context.tokens() == 0);
    }
  }

  @Test
  void reportsInTheShapeOfTheCommandLine() throws Exception {
    Snapshot shop = shop();
    Localization localization = new FrameLocalizer().localize(shop, Situations.record(TRACE));
    PackedContext context = new BudgetedContextPacker().pack(shop, localization, 1_000);

    JsonNode json =
        new ObjectMapper().valueToTree(LocalizationReport.of(shop, localization, context));

    assertThat(json.path("revision").asText()).isEqualTo(shop.commit());
    JsonNode first = json.path("suspects").path(0);
    assertThat(first.path("rank").asInt()).isEqualTo(1);
    assertThat(first.path("file").asText()).isEqualTo("src/main/java/shop/Cart.java");
    assertThat(first.path("symbol").asText()).isEqualTo("Cart.total");
    assertThat(first.path("kind").asText()).isEqualTo("method");
    assertThat(first.path("firstLine").asInt()).isEqualTo(4);
    assertThat(first.path("lastLine").asInt()).isEqualTo(6);
    assertThat(first.path("score").asDouble()).isPositive();
    assertThat(first.path("why").isArray()).isTrue();
    assertThat(json.path("context").path("tokens").asInt()).isEqualTo(context.tokens());
    assertThat(json.path("context").path("parts").path(0).path("kind").asText())
        .isEqualTo("method");
  }

  @Test
  void estimatesTokensWithinReasonOfTheCharacters() {
    String code = "  public int total(List<Line> lines) {\n    return lines.size();\n  }\n";

    assertThat(TokenEstimate.of(code)).isBetween(code.length() / 5, code.length() / 2);
    assertThat(TokenEstimate.of("")).isZero();
  }
}
