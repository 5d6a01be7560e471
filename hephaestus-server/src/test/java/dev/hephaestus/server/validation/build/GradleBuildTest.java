package dev.hephaestus.server.validation.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.validation.sandbox.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Command lines, reports and output of Gradle, as its manual and its reports have them. */
final class GradleBuildTest {
  private static final String REPORT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="shop.CartTest" tests="2" skipped="0" failures="1" errors="0">
        <properties/>
        <testcase name="total()" classname="shop.CartTest" time="0.01"/>
        <testcase name="pays()" classname="shop.CartTest" time="0.02">
          <failure message="no" type="java.lang.IllegalStateException">java.lang.IllegalStateException: no
      	at shop.Cart.pay(Cart.java:3)</failure>
        </testcase>
      </testsuite>
      """;

  @TempDir Path folder;
  private final List<List<String>> lines = new ArrayList<>();
  private Path tree;
  private int exitCode;
  private String output = "";

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectories(folder.resolve("tree"));
  }

  private GradleBuild build(String module) {
    GradleBuild.Runner recorded =
        new GradleBuild.Runner() {
          @Override
          public String name() {
            return "Gradle";
          }

          @Override
          public Path cache() {
            return folder.resolve("cache");
          }

          @Override
          public Outcome run(List<String> arguments, Duration time) {
            lines.add(arguments);
            return new Outcome(Outcome.Ending.EXITED, exitCode, output, Duration.ZERO);
          }
        };
    return new GradleBuild(recorded, tree, module, folder, Duration.ofSeconds(60));
  }

  private void write(String path, String text) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(tree.resolve(path).resolveSibling(""));
    Files.writeString(file, text);
  }

  @Test
  void testsOfOneModuleAreRunOfflineAndTheirReportsRead() throws IOException {
    write("shop/core/build/test-results/test/TEST-shop.CartTest.xml", REPORT);

    TestRun run = build("shop/core").test(List.of("shop.CartTest"));

    assertThat(lines)
        .containsExactly(
            List.of(
                "--offline",
                "--no-daemon",
                "--console=plain",
                "--quiet",
                "--init-script",
                folder.resolve("hephaestus.init.gradle").toString(),
                ":shop:core:cleanTest",
                ":shop:core:test",
                "--tests",
                "shop.CartTest"));
    assertThat(run.ran()).containsExactly("shop.CartTest.pays", "shop.CartTest.total");
    assertThat(run.failures()).containsOnlyKeys("shop.CartTest.pays");
    assertThat(run.complete()).isTrue();
  }

  @Test
  void theClassPathIsTakenFromTheTaskOfTheInitScriptAndOnlyWhereItMayBeShown() throws IOException {
    Path jar = folder.resolve("cache/modules-2/junit.jar");
    write("build/hephaestus.classpath", jar + ":/etc/passwd:" + tree.resolve("lib/x.jar"));

    ProjectBuild.Result result = build("").baseline(step -> {});

    assertThat(lines.get(0)).endsWith(":testClasses", ":hephaestusClassPath");
    assertThat(lines.get(1)).endsWith(":cleanTest", ":test");
    assertThat(result.compiled()).isTrue();
    assertThat(result.classPath()).containsExactly(jar, tree.resolve("lib/x.jar"));
  }

  @Test
  void whatDoesNotCompileIsToldInGradlesWords() {
    exitCode = 1;
    output =
        """
        %s/src/main/java/shop/Cart.java:7: error: cannot find symbol
            return coupon.size();
                         ^
        1 error

        FAILURE: Build failed with an exception.

        * What went wrong:
        Execution failed for task ':compileJava'.
        > Compilation failed; see the compiler error output for details.
        """
            .formatted(tree);

    assertThat(build("").compile())
        .containsExactly("src/main/java/shop/Cart.java:7: error: cannot find symbol");
    assertThat(build("").baseline(step -> {}).complaint())
        .isEqualTo("Execution failed for task ':compileJava'.");
  }
}
