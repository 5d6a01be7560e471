package dev.hephaestus.server.repair.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.repair.Draft;
import dev.hephaestus.server.repair.Drafts;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.testkit.FolderSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelTestAuthorTest {
  private static final String CART = "core/src/main/java/shop/Cart.java";
  private static final String TEST =
      """
      package shop;

      import org.junit.Test;

      public class CartFailureTest {
        @Test
        public void totalsWithoutACoupon() {
          new Cart().total();
        }
      }
      """;
  private static final String REPLY =
      "Here is the test.\n\nFILE: core/src/test/java/shop/CartFailureTest.java\n```java\n"
          + TEST
          + "```\nIt fails with a NullPointerException.";

  private final ScriptedModel model = new ScriptedModel();

  private static RepairTask task(String neighbour) {
    Thrown thrown =
        Thrown.of(
            "java.lang.NullPointerException",
            null,
            List.of(Frame.of("shop.Cart", "total", "Cart.java", 2)));
    FolderSnapshot snapshot =
        FolderSnapshot.of(
            Map.of(
                CART,
                "package shop;\npublic class Cart {}\n",
                "core/src/test/java/shop/CartTest.java",
                neighbour,
                "web/src/test/java/web/WebTest.java",
                "import org.junit.jupiter.api.Test;"));
    return new RepairTask(
        snapshot,
        LogRecord.of(Instant.EPOCH, Level.ERROR, "shop", "it failed", thrown),
        new Localization(snapshot.commit(), List.of(), List.of()),
        new PackedContext(
            10,
            List.of(
                new PackedContext.Part(
                    CART, new LineRange(1, 2), PackedContext.Kind.METHOD, "class Cart {}"))));
  }

  private Drafts begin() {
    return new ModelTestAuthor(model, new ModelLimits(1, 1, 1_000), () -> "f00dcafe")
        .begin(task("package shop;\nimport org.junit.Test;\npublic class CartTest {}\n"));
  }

  @Test
  void writesATestBesideTheProjectsOwn() {
    model.answers(REPLY);
    assertThat(begin().next(Optional.empty()))
        .isInstanceOfSatisfying(
            Draft.Test.class,
            test -> {
              assertThat(test.path()).isEqualTo("core/src/test/java/shop/CartFailureTest.java");
              assertThat(test.source()).isEqualTo(TEST);
              assertThat(test.cost().usd()).isEqualTo(0.003);
              assertThat(test.exchange().orElseThrow().reply()).isEqualTo(REPLY);
            });
    String prompt = model.requests.get(0).turns().get(0).text();
    assertThat(prompt)
        .contains("framework: JUnit 4")
        .contains("tests are below: core/src/test/java")
        .contains("public class CartTest {}");
    assertThat(prompt.indexOf("public class CartTest"))
        .isLessThan(prompt.indexOf("END EVIDENCE f00dcafe"));
    assertThat(model.requests.get(0).system()).doesNotContain("shop").contains("Never catch it");
  }

  @ParameterizedTest
  @CsvSource({
    "import org.junit.jupiter.api.Test;,JUnit 5",
    "import org.testng.annotations.Test;,TestNG",
    "import junit.framework.TestCase;,JUnit 3",
    "import org.junit.Test;,JUnit 4"
  })
  void namesTheFrameworkThatTheNeighbourUses(String imported, String framework) {
    assertThat(TestStyle.of(task(imported)).framework()).isEqualTo(framework);
  }

  @Test
  void thePlaceIsTheProjectsWhateverPathIsNamed() {
    model.answers(REPLY.replace("core/src/test/java/shop", "../../src/main/java/shop"));
    assertThat(begin().next(Optional.empty()))
        .isInstanceOfSatisfying(
            Draft.Test.class,
            test ->
                assertThat(test.path()).isEqualTo("core/src/test/java/shop/CartFailureTest.java"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Just call new Cart().total().",
        "```java\nnew Cart().total();\n```",
        "```java\npackage shop;\nclass CartTest { @org.junit.Test public void a() {} }\n```",
        "```java\npackage shop;\nclass EvilTest { @org.junit.Test public void a() { System.exit(0); } }\n```",
        "```java\npackage shop;\nclass EvilTest { @org.junit.Test public void a() throws Exception { new"
            + " ProcessBuilder(\"sh\").start(); } }\n```"
      })
  void whatIsNoTestIsSaidAndMayBeCorrectedOnce(String reply) {
    model.answers(reply).answers(REPLY);
    Drafts drafts = begin();
    Draft first = drafts.next(Optional.empty());
    assertThat(first).isInstanceOf(Draft.Unusable.class);
    String reason = ((Draft.Unusable) first).reason();
    assertThat(drafts.next(Optional.of(new Feedback(reason, List.of()))))
        .isInstanceOf(Draft.Test.class);
    assertThat(model.requests.get(1).turns().get(2).text()).contains(reason);
    assertThat(drafts.next(Optional.of(new Feedback("it passes", List.of()))))
        .isInstanceOfSatisfying(
            Draft.Abstention.class,
            abstention -> assertThat(abstention.reason()).contains("it passes"));
    assertThat(model.requests).hasSize(2);
  }

  @Test
  void anAbstentionAFailureAndAFloodEnd() {
    model.answers("ABSTAIN: Coupon is not shown");
    assertThat(begin().next(Optional.empty()))
        .isInstanceOfSatisfying(
            Draft.Abstention.class,
            abstention -> assertThat(abstention.reason()).contains("Coupon is not shown"));
    model.fails(true);
    assertThat(begin().next(Optional.empty())).isInstanceOf(Draft.Abstention.class);
    model.answers("x".repeat(1_000_000));
    Drafts drafts = begin();
    assertThat(drafts.next(Optional.empty())).isInstanceOf(Draft.Unusable.class);
    assertThat(drafts.next(Optional.of(new Feedback("too long", List.of()))))
        .isInstanceOf(Draft.Abstention.class);
  }
}
