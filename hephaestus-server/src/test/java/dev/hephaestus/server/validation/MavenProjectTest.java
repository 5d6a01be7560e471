package dev.hephaestus.server.validation;

import static dev.hephaestus.server.validation.ValidationTasks.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.testkit.FolderSnapshot;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's own Maven build, end to end; the first run fetches from Maven Central. */
final class MavenProjectTest {
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
      """;

  @TempDir Path work;

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
