package dev.hephaestus.server.validation.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.ingest.CapturedValue.Kind;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.ProjectFrame;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.TestRepository;
import dev.hephaestus.server.testkit.FolderSnapshot;
import dev.hephaestus.server.validation.ValidationTasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CapturedCallsTest {
  private static final String PATH = "src/main/java/shop/Till.java";
  private static final String TILL =
      """
      package shop;

      import java.util.List;
      import java.util.Map;

      public class Till {
        private final Customer owner;
        int drawer;

        Till(Customer owner) {
          this.owner = owner;
        }

        int pay(List<String> items, int[] prices, Map<String, Integer> stock, Mode mode) {
          return items.size() + owner.name().length();
        }

        static char first(String text, char other, long number, double share) {
          return text.charAt(0);
        }
      }
      """;

  private Snapshot snapshot = FolderSnapshot.of(Map.of());

  @BeforeAll
  void write(@TempDir Path folder) {
    snapshot =
        TestRepository.in(folder)
            .write(PATH, TILL)
            .write(
                "src/main/java/shop/Customer.java",
                "package shop;\npublic record Customer(String name, int age) {}\n")
            .write(
                "src/main/java/shop/Mode.java",
                "package shop;\npublic enum Mode { CASH, CARD }\n")
            .write(
                "src/main/java/other/Bean.java",
                """
                package other;
                public class Bean {
                  private String title;
                  private int secret;
                  public void setTitle(String title) { this.title = title; }
                }
                """)
            .snapshot();
  }

  @Test
  void theReceiverAndTheArgumentsAreBuiltFromWhatWasSeen() {
    Hit hit =
        calls(
                "pay",
                object(
                    "this",
                    "shop.Till",
                    object(
                        "owner",
                        "shop.Customer",
                        value("name", "", Kind.NULL, ""),
                        value("age", "java.lang.Integer", Kind.PRIMITIVE, "7")),
                    value("drawer", "int", Kind.PRIMITIVE, "3")),
                parts("items", "java.util.ArrayList", Kind.COLLECTION, text("", "a\"b\n")),
                parts("prices", "[I", Kind.ARRAY, value("", "int", Kind.PRIMITIVE, "-1")),
                parts(
                    "stock",
                    "java.util.HashMap",
                    Kind.MAP,
                    value("tea", "java.lang.Integer", Kind.PRIMITIVE, "2")),
                value("arg3", "shop.Mode$1", Kind.ENUM, "CARD"))
            .get(0);

    assertThat(hit.statements())
        .containsExactly(
            "Map map1 = new LinkedHashMap();",
            "map1.put(\"tea\", 2);",
            "Till till2 = new Till(new Customer(null, 7));",
            "till2.drawer = 3;",
            "Till till = till2;");
    assertThat(hit.call())
        .isEqualTo(
            "till.pay(new ArrayList<>(Arrays.asList(\"a\\\"b\\n\")), new int[] {-1}, map1,"
                + " Mode.CARD);");
    assertThat(hit.imports())
        .containsExactly(
            "java.util.ArrayList", "java.util.Arrays", "java.util.LinkedHashMap", "java.util.Map");
  }

  @Test
  void primitivesAreWrittenAsLiteralsOfTheirTypes() {
    List<Hit> hits =
        calls(
            "first",
            text("text", ""),
            value("other", "java.lang.Character", Kind.PRIMITIVE, "'"),
            value("number", "java.lang.Long", Kind.PRIMITIVE, "5"),
            value("share", "java.lang.Double", Kind.PRIMITIVE, "NaN"));

    assertThat(hits.get(0).call()).isEqualTo("Till.first(\"\", '\\'', 5L, Double.NaN);");
  }

  @Test
  void aCallOfWhichAnArgumentIsMissingOrCannotBeMadeIsLeftOut() {
    assertThat(calls("first", text("text", ""))).isEmpty();
    assertThat(
            calls(
                "first",
                text("text", ""),
                value("other", "char", Kind.PRIMITIVE, "'; System.exit(1); //"),
                value("number", "long", Kind.PRIMITIVE, "5"),
                value("share", "double", Kind.PRIMITIVE, "1")))
        .isEmpty();
  }

  @Test
  void namesThatAreNoneAreNeverWritten() {
    CapturedSource source = new CapturedSource(snapshot, "shop");

    assertThat(source.write(value("m", "shop.Mode", Kind.ENUM, "CASH; evil()"))).isEmpty();
    assertThat(source.write(value("m", "shop.Mode; evil()", Kind.ENUM, "CASH"))).isEmpty();
    assertThat(source.write(object("o", "shop.Gone"))).isEmpty();
    assertThat(source.write(text("t", "a".repeat(3_000)))).isEmpty();
  }

  @Test
  void whatEndsNowhereIsGivenUp() {
    CapturedValue deep = text("", "a");
    for (int i = 0; i < 10; i++) {
      deep = parts("", "java.util.ArrayList", Kind.COLLECTION, deep);
    }

    assertThat(new CapturedSource(snapshot, "shop").write(deep)).isEmpty();
  }

  @Test
  void aBeanIsFilledByItsSetters() {
    CapturedSource source = new CapturedSource(snapshot, "shop");

    assertThat(
            source.write(
                object(
                    "bean",
                    "other.Bean",
                    text("title", "x"),
                    value("secret", "int", Kind.PRIMITIVE, "1"))))
        .contains("bean1");
    assertThat(source.statements())
        .containsExactly("Bean bean1 = new Bean();", "bean1.setTitle(\"x\");");
    assertThat(source.imports()).containsExactly("other.Bean");
  }

  private List<Hit> calls(String method, CapturedValue... values) {
    MethodDeclaration declared =
        snapshot.types("shop.Till").get(0).methods().stream()
            .filter(some -> some.name().equals(method))
            .findFirst()
            .orElseThrow();
    int line = declared.lines().first() + 1;
    Frame frame =
        new Frame("shop.Till", method, "Till.java", line, "", "", List.of(values));
    Thrown thrown = Thrown.of("java.lang.NullPointerException", null, List.of(frame));
    RepairTask plain = ValidationTasks.task(snapshot, "java.lang.NullPointerException", "");
    RepairTask task =
        new RepairTask(
            snapshot,
            plain.record(),
            new Localization(
                snapshot.commit(), List.of(), List.of(new ProjectFrame(thrown, frame, declared))),
            plain.context());
    return new CapturedCalls(snapshot).of(FaultTarget.of(task).orElseThrow());
  }

  private static CapturedValue text(String name, String text) {
    return value(name, "java.lang.String", Kind.STRING, text);
  }

  private static CapturedValue value(String name, String type, Kind kind, String text) {
    return new CapturedValue(name, type, kind, text, List.of(), false, false);
  }

  private static CapturedValue object(String name, String type, CapturedValue... parts) {
    return parts(name, type, Kind.OBJECT, parts);
  }

  private static CapturedValue parts(
      String name, String type, Kind kind, CapturedValue... parts) {
    return new CapturedValue(name, type, kind, "", List.of(parts), false, false);
  }
}
