package dev.hephaestus.server.validation;

import static dev.hephaestus.server.validation.ValidationTasks.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.testkit.FolderSnapshot;
import dev.hephaestus.server.validation.ValidationTasks.Call;
import dev.hephaestus.server.validation.build.FetchedJUnit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Projects' own Maven builds, end to end, with one local repository; the first run fetches from
 * Maven Central.
 */
final class MavenBuildsTest {
  private static final String TILL = "app/src/main/java/app/Till.java";
  private static final String PLUGIN =
      "<plugin><artifactId>maven-%s-plugin</artifactId><version>%s</version></plugin>";
  private static final String PARENT =
      "<parent><groupId>shop</groupId><artifactId>all</artifactId><version>1</version></parent>";

  /** Their tests run in a JVM that lives for a second. */
  private static final String SHORT_LIVED =
      "<argLine>-XX:TieredStopAtLevel=1 -XX:+UseSerialGC</argLine>";

  /** Three modules: one with the fault, tested by TestNG, one it needs, and one that is broken. */
  private static final Map<String, String> MODULES =
      Map.of(
          "pom.xml",
          """
          <project>
            <modelVersion>4.0.0</modelVersion>
            <groupId>shop</groupId>
            <artifactId>all</artifactId>
            <version>1</version>
            <packaging>pom</packaging>
            <modules><module>core</module><module>app</module><module>broken</module></modules>
            <properties>
              <maven.compiler.release>17</maven.compiler.release>
              <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              %s
            </properties>
            <build><plugins>%s%s%s</plugins></build>
          </project>
          """
              .formatted(
                  SHORT_LIVED,
                  PLUGIN.formatted("resources", "3.5.0"),
                  PLUGIN.formatted("compiler", "3.16.0"),
                  PLUGIN.formatted("surefire", "3.6.1")),
          "core/pom.xml",
          module("core", ""),
          "core/src/main/java/core/Price.java",
          """
          package core;

          public record Price(String text) {
            public int cents() {
              return Integer.parseInt(text);
            }
          }
          """,
          "app/pom.xml",
          module(
              "app",
              """
              <dependencies>
                <dependency>
                  <groupId>shop</groupId><artifactId>core</artifactId><version>1</version>
                </dependency>
                <dependency>
                  <groupId>org.testng</groupId><artifactId>testng</artifactId>
                  <version>7.10.2</version><scope>test</scope>
                </dependency>
              </dependencies>
              """),
          TILL,
          """
          package app;

          import core.Price;

          public class Till {
            public int pay(Price price, String coupon) {
              int off = coupon.length();
              return price.cents() - off;
            }
          }
          """,
          "app/src/test/java/app/TillTest.java",
          """
          package app;

          import static org.testng.Assert.assertEquals;

          import core.Price;
          import org.testng.annotations.Test;

          public class TillTest {
            @Test
            public void couponIsTakenOff() {
              assertEquals(new Till().pay(new Price("10"), "abc"), 7);
            }
          }
          """,
          "broken/pom.xml",
          module("broken", ""),
          "broken/src/main/java/broken/Broken.java",
          "package broken; class Broken { int x = \"\"; }");

  private static final String POM =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <groupId>shop</groupId>
        <artifactId>shop</artifactId>
        <version>1</version>
        <properties>
          <maven.compiler.release>17</maven.compiler.release>
          <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          %s
        </properties>
        <dependencies>
          <dependency>
            <groupId>org.junit.jupiter</groupId>
            <artifactId>junit-jupiter</artifactId>
            <version>5.14.4</version>
            <scope>test</scope>
          </dependency>
        </dependencies>
        <build>
          <plugins>
            <plugin>
              <artifactId>maven-resources-plugin</artifactId>
              <version>3.5.0</version>
            </plugin>
            <plugin>
              <artifactId>maven-compiler-plugin</artifactId>
              <version>3.16.0</version>
            </plugin>
            <plugin>
              <artifactId>maven-surefire-plugin</artifactId>
              <version>3.6.1</version>
            </plugin>
          </plugins>
        </build>
      </project>
      """
          .formatted(SHORT_LIVED);

  @TempDir private static Path work;

  @BeforeAll
  static void fetch() {
    FetchedJUnit.into(work);
  }

  private static String module(String name, String more) {
    return "<project><modelVersion>4.0.0</modelVersion>"
        + PARENT
        + "<artifactId>"
        + name
        + "</artifactId>"
        + more
        + "</project>";
  }

  @Test
  void onlyWhatIsConcernedIsBuiltAndATreeThatIsKnownStartsAtOnce() {
    FolderSnapshot snapshot = FolderSnapshot.of(new TreeMap<>(MODULES));
    RepairTask task =
        ValidationTasks.task(
            snapshot,
            "java.lang.NullPointerException",
            "",
            new Call("app.Till", "pay", TILL, "coupon.length()", List.of("Price", "String")));
    SandboxedValidator validator = SandboxedValidatorTest.validator(work);

    Baseline first;
    try (Workbench bench = validator.open(task, step -> {})) {
      first = bench.baseline();
      assertThat(first.build()).startsWith("Maven 3");
      assertThat(first.note()).isEmpty();
      assertThat(first.testsRun()).isEqualTo(1);
    }
    List<String> steps = new ArrayList<>();
    try (Workbench bench = validator.open(task, steps::add)) {
      assertThat(steps).contains("this state was built and tested before");
      assertThat(bench.baseline()).isEqualTo(first);
      assertThat(
              bench.judge(replacing(snapshot, TILL, "coupon.length()", "(coupon == null ? 9 : 3)")))
          .isInstanceOf(Verdict.Accepted.class);
      Verdict broken =
          bench.judge(replacing(snapshot, TILL, "coupon.length()", "coupon == null ? 9 : 0"));
      assertThat(broken).isInstanceOf(Verdict.Rejected.class);
      assertThat(((Verdict.Rejected) broken).diagnostics())
          .anyMatch(line -> line.startsWith("app.TillTest.couponIsTakenOff: "));
    }
  }

  @Test
  void theProjectsOwnBuildIsTheBaselineAndTheLastCheck() {
    Map<String, String> files = new TreeMap<>(SandboxedValidatorTest.PROJECT);
    files.put("pom.xml", POM);
    FolderSnapshot snapshot = FolderSnapshot.of(files);
    SandboxedValidator validator = SandboxedValidatorTest.validator(work);

    try (Workbench bench =
        validator.open(SandboxedValidatorTest.nullCoupon(snapshot), step -> {})) {
      assertThat(bench.baseline().build()).startsWith("Maven 3");
      assertThat(bench.baseline().testsRun()).isEqualTo(3);
      assertThat(bench.baseline().failing()).contains("shop.CartTest.failsAnyway");

      Verdict verdict =
          bench.judge(
              replacing(
                  snapshot,
                  SandboxedValidatorTest.CART,
                  "coupon.length()",
                  "coupon == null ? 0 : coupon.length()"));

      assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
      assertThat(((Verdict.Accepted) verdict).level()).isEqualTo(VerdictLevel.REPRODUCED);
    }
  }
}
