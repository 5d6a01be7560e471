package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProjectLayoutTest {
  @TempDir Path temp;
  private TestRepository repository;

  @BeforeEach
  void create() {
    repository = TestRepository.in(temp.resolve("shop"));
  }

  @Test
  void readsMavensModules() {
    ProjectLayout layout =
        repository
            .write("pom.xml", pom("<groupId>shop</groupId><artifactId>all</artifactId>"))
            .write(
                "core/pom.xml",
                pom("<parent><groupId>shop</groupId></parent><artifactId>core</artifactId>"))
            .write(
                "web/pom.xml",
                pom(
                    """
                    <parent><groupId>shop</groupId></parent><artifactId>web</artifactId>
                    <properties><core>core</core></properties>
                    <dependencies>
                      <dependency><groupId>${project.groupId}</groupId>
                        <artifactId>${core}</artifactId></dependency>
                      <dependency><groupId>org.else</groupId><artifactId>x</artifactId></dependency>
                    </dependencies>
                    <build><sourceDirectory>${project.basedir}/source</sourceDirectory></build>
                    """))
            .write("core/src/main/java/shop/Cart.java", "package shop; class Cart {}")
            .write("core/src/main/kotlin/shop/Line.kt", "package shop\nclass Line")
            .write("core/src/test/java/shop/CartTest.java", "package shop; class CartTest {}")
            .write("core/src/test/resources/pom.xml", pom("<artifactId>fixture</artifactId>"))
            .write("web/source/shop/Page.java", "package shop; class Page {}")
            .snapshot()
            .layout();

    assertThat(layout.modules())
        .containsExactly(
            module("", ProjectLayout.Kind.MAVEN, "shop:all", List.of(), List.of(), List.of()),
            module(
                "core",
                ProjectLayout.Kind.MAVEN,
                "shop:core",
                List.of("core/src/main/java", "core/src/main/kotlin"),
                List.of("core/src/test/java"),
                List.of()),
            module(
                "web",
                ProjectLayout.Kind.MAVEN,
                "shop:web",
                List.of("web/source"),
                List.of(),
                List.of("core")));
    assertThat(layout.moduleOf("core/src/main/java/shop/Cart.java"))
        .hasValueSatisfying(core -> assertThat(core.folder()).isEqualTo("core"))
        .hasValueSatisfying(
            core ->
                assertThat(layout.dependents(core))
                    .extracting(ProjectLayout.Module::folder)
                    .containsExactly("web"));
    assertThat(layout.moduleOf("README.md"))
        .hasValueSatisfying(root -> assertThat(root.folder()).isEmpty());
  }

  @Test
  void readsGradlesModules() {
    ProjectLayout layout =
        repository
            .write(
                "settings.gradle.kts",
                """
                rootProject.name = "shop"
                // include(":old")
                include(":core", ":apps:web")
                include(":lib")
                project(":lib").projectDir = file("libraries/lib")
                """)
            .write("core/build.gradle.kts", "plugins { java }\n")
            .write(
                "apps/web/build.gradle",
                """
                dependencies {
                  implementation project(':core') // and project(':apps')
                  testImplementation(projects.lib)
                }
                """)
            .write("libraries/lib/src/main/groovy/shop/Lib.groovy", "package shop\nclass Lib {}")
            .write("core/src/commonMain/kotlin/shop/Cart.kt", "package shop\nclass Cart")
            .write("core/src/jvmTest/kotlin/shop/CartTest.kt", "package shop\nclass CartTest")
            .snapshot()
            .layout();

    assertThat(layout.modules())
        .extracting(ProjectLayout.Module::name)
        .containsExactly(":", ":apps", ":apps:web", ":core", ":lib");
    assertThat(layout.modules().get(2).dependsOn()).containsExactly("core", "libraries/lib");
    assertThat(layout.modules().get(3).mainRoots()).containsExactly("core/src/commonMain/kotlin");
    assertThat(layout.modules().get(3).testRoots()).containsExactly("core/src/jvmTest/kotlin");
    assertThat(layout.modules().get(4).mainRoots())
        .containsExactly("libraries/lib/src/main/groovy");
  }

  @Test
  void findsThePlainRootsWherePackagesStart() {
    ProjectLayout layout =
        repository
            .write("app/src/com/shop/Cart.java", "/* x */ package com.shop; class Cart {}")
            .write("app/src/com/shop/deep/Line.java", "package com.shop.deep;\nclass Line {}")
            .write("app/test/com/shop/CartTest.java", "package com.shop; class CartTest {}")
            .write("tool/Main.java", "class Main {}")
            .write("odd/place/Other.java", "package some.where; class Other {}")
            .snapshot()
            .layout();

    assertThat(layout.modules())
        .containsExactly(
            module(
                "app",
                ProjectLayout.Kind.PLAIN,
                "app",
                List.of("app/src"),
                List.of("app/test"),
                List.of()),
            module(
                "tool", ProjectLayout.Kind.PLAIN, "tool", List.of("tool"), List.of(), List.of()));
  }

  @Test
  void opensNothingThatAPomPointsTo() {
    ProjectLayout layout =
        repository
            .write("secret.txt", "hidden")
            .write(
                "pom.xml",
                "<!DOCTYPE project [<!ENTITY x SYSTEM \""
                    + repository.folder().resolve("secret.txt").toUri()
                    + "\">]>\n<project><artifactId>&x;</artifactId></project>")
            .write("broken/pom.xml", "<project><artifactId>no end")
            .write("deep/pom.xml", "<a>".repeat(50_000))
            .write("src/main/java/shop/Cart.java", "package shop; class Cart {}")
            .snapshot()
            .layout();

    assertThat(layout.modules())
        .extracting(ProjectLayout.Module::name)
        .containsExactly("", "broken", "deep");
    assertThat(layout.modules().get(0).mainRoots()).containsExactly("src/main/java");
  }

  @Test
  void endsSoonWithBuildsMadeToTakeLong() {
    ProjectLayout layout =
        repository
            .write(
                "settings.gradle",
                "include(" + "'a',".repeat(20_000) + "\ninclude '../../../etc', '..', ''\n")
            .write("build.gradle", "project(".repeat(50_000) + "/*".repeat(50_000))
            .write("a/x.txt", "x")
            .snapshot()
            .layout();

    assertThat(layout.modules()).extracting(ProjectLayout.Module::folder).containsExactly("", "a");
  }

  private static ProjectLayout.Module module(
      String folder,
      ProjectLayout.Kind kind,
      String name,
      List<String> mains,
      List<String> tests,
      List<String> needs) {
    return new ProjectLayout.Module(folder, kind, name, mains, tests, needs);
  }

  private static String pom(String content) {
    return "<?xml version=\"1.0\"?>\n<project xmlns=\"http://maven.apache.org/POM/4.0.0\">"
        + content
        + "</project>\n";
  }
}
