package dev.hephaestus.server.validation.build;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.testkit.FolderSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read out of projects, reports and Maven's output. */
final class BuildReadingTest {
  @TempDir Path folder;

  @Test
  void sourceRootsAreFoundByWhatTheFilesDeclare() {
    FolderSnapshot snapshot =
        FolderSnapshot.of(
            Map.of(
                "pom.xml", "<project/>",
                "core/pom.xml",
                    "<project><properties><java.version>1.8</java.version></properties></project>",
                "core/src/main/java/a/b/C.java", "package a.b; class C {}",
                "core/src/test/java/a/b/CTest.java", "package a.b; class CTest {}",
                "web/pom.xml", "<project/>",
                "web/source/a/W.java", "package a; class W {}"));

    ProjectLayout layout = ProjectLayout.of(snapshot, "core/src/main/java/a/b/C.java");

    assertThat(layout.module()).isEqualTo("core");
    assertThat(layout.mainRoots()).containsExactly("core/src/main/java");
    assertThat(layout.testRoots()).containsExactly("core/src/test/java");
    assertThat(layout.otherRoots()).containsExactly("web/source");
    assertThat(layout.release()).isEqualTo(8);
    assertThat(layout.encoding()).isEqualTo(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "<maven.compiler.release>17</maven.compiler.release>, 17",
        "<maven.compile.source>1.5</maven.compile.source>, 5",
        "<configuration><source>1.3</source></configuration>, 3",
        "sourceCompatibility = JavaVersion.VERSION_1_8, 8",
        "languageVersion = JavaLanguageVersion.of(21), 21",
        "<project/>, 0"
      })
  void theDeclaredReleaseIsRead(String buildFile, int release) {
    assertThat(ProjectLayout.release(buildFile)).isEqualTo(release);
  }

  @Test
  void missingArtifactsAreReadOutOfMavensOutput() {
    String output =
        """
        [ERROR] Cannot access central in offline mode and the artifact \
        org.apache.maven.surefire:surefire-junit4:jar:2.12.4 has not been downloaded from it before.
        [ERROR] Could not find artifact a:b:jar:tests:1.0 in central
        [ERROR] 1) c:d:jar:2.15
        """;

    assertThat(MissingArtifacts.anyIn(output)).isTrue();
    assertThat(MissingArtifacts.in(output))
        .containsExactlyInAnyOrder(
            "org.apache.maven.surefire:surefire-junit4:2.12.4:jar",
            "a:b:1.0:jar:tests",
            "c:d:2.15:jar");
  }

  @Test
  void aFailedTestIsNothingMissing() {
    assertThat(MissingArtifacts.anyIn("[ERROR] There are test failures.")).isFalse();
  }

  @Test
  void reportsCountEachTestMethodOnceAndKeepTheTrace() throws IOException {
    Files.writeString(
        folder.resolve("TEST-a.xml"),
        """
        <testsuite><properties><property name="x" value="y"/></properties>
        <testcase name="one()" classname="a.T"/>
        <testcase name="many(int)[1]" classname="a.T"/>
        <testcase name="many(int)[2]" classname="a.T"><failure type="X"><![CDATA[X: no
        \tat a.T.many(T.java:3)]]></failure></testcase>
        <testcase name="off" classname="a.T"><skipped/></testcase></testsuite>
        """);

    TestRun run = TestReports.read(List.of(folder), "");

    assertThat(run.ran()).containsExactly("a.T.many", "a.T.one");
    assertThat(run.failures()).containsOnlyKeys("a.T.many");
    assertThat(run.failures().values())
        .extracting(TestRun.Failure::headline)
        .containsExactly("X: no");
  }

  @Test
  void aReportCannotReadFilesOfTheHost() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "hush");
    Files.writeString(
        folder.resolve("TEST-a.xml"),
        "<!DOCTYPE t [<!ENTITY s SYSTEM \""
            + secret.toUri()
            + "\">]><testsuite><testcase name=\"one\" classname=\"T\"><failure>&s;</failure>"
            + "</testcase></testsuite>");
    Files.createSymbolicLink(folder.resolve("TEST-b.xml"), secret);

    assertThat(TestReports.read(List.of(folder), "").toString()).doesNotContain("hush");
  }

  @Test
  void aLinkThatForeignCodePutIntoTheTreeIsNotFollowed() throws IOException {
    Path outside = Files.writeString(folder.resolve("outside"), "kept");
    Path root = Files.createDirectory(folder.resolve("tree")).toRealPath();
    WorkTree tree = new WorkTree(FolderSnapshot.of(Map.of("a/A.java", "class A {}")), root);
    Files.delete(root.resolve("a/A.java"));
    Files.createSymbolicLink(root.resolve("a/A.java"), outside);

    tree.apply(List.of(new FileChange("a/A.java", "class A {}", "class A { }")));

    assertThat(outside).hasContent("kept");
    assertThat(Files.isRegularFile(root.resolve("a/A.java"), NOFOLLOW_LINKS)).isTrue();
    assertThat(root.resolve("a/A.java")).hasContent("class A { }");
  }

  @Test
  void restoringPutsBackChangedFilesAndRemovesNewOnes() throws IOException {
    Path root = Files.createDirectory(folder.resolve("tree")).toRealPath();
    WorkTree tree = new WorkTree(FolderSnapshot.of(Map.of("A.java", "class A {}")), root);

    tree.apply(
        List.of(
            new FileChange("A.java", "class A {}", "class A { }"),
            new FileChange("b/B.java", null, "class B {}")));
    assertThat(root.resolve("A.java")).hasContent("class A { }");
    tree.restore();

    assertThat(root.resolve("A.java")).hasContent("class A {}");
    assertThat(root.resolve("b/B.java")).doesNotExist();
  }

  @Test
  void settingsAreShownWithoutCredentials() throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("user-settings.xml"),
            "<settings><servers><server><id>x</id><password>hush</password></server></servers>"
                + "<!-- the old one was hush --><mirrors><mirror><id>m</id>"
                + "<url>https://me:hush@repo.example.org/all</url></mirror></mirrors>"
                + "<profiles><profile><id>p</id><properties><key>hush</key></properties>"
                + "<repositories><repository><id>r</id></repository></repositories></profile>"
                + "</profiles></settings>");

    assertThat(MavenSettings.withoutSecrets(settings, folder.resolve("copy.xml")))
        .content()
        .contains("<mirror>", "<url>https://repo.example.org/all</url>", "<id>r</id>")
        .doesNotContain("hush");
  }
}
