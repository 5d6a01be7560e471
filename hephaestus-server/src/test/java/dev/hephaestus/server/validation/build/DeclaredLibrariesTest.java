package dev.hephaestus.server.validation.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.testkit.FolderSnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DeclaredLibrariesTest {

  @Test
  void mavenOnesLibrariesAreRead() {
    assertThat(
            named(
                "project.xml",
                """
                <project><dependencies>
                  <dependency><groupId>jdom</groupId><artifactId>jdom</artifactId>
                    <version>1.0</version></dependency>
                  <dependency><id>commons-logging</id><version>1.0.4</version></dependency>
                  <dependency><groupId>maven</groupId><artifactId>maven-xdoc-plugin</artifactId>
                    <version>1.9.2</version><type>plugin</type></dependency>
                </dependencies></project>
                """))
        .containsExactly("jdom:jdom:1.0", "commons-logging:commons-logging:1.0.4");
  }

  @Test
  void ivysLibrariesAreRead() {
    assertThat(
            named(
                "ivy.xml",
                "<ivy-module><dependencies><dependency org='junit' name='junit' rev='4.12'/>"
                    + "<dependency org='a' name='b' rev='latest.integration[]'/>"
                    + "</dependencies></ivy-module>"))
        .containsExactly("junit:junit:4.12");
  }

  @Test
  void namesThatLeadElsewhereAreLeftOut() {
    assertThat(
            named(
                "project.xml",
                "<project><dependency><groupId>../../etc</groupId><artifactId>a</artifactId>"
                    + "<version>1</version></dependency><dependency><groupId>g..h</groupId>"
                    + "<artifactId>a</artifactId><version>1</version></dependency></project>"))
        .isEmpty();
  }

  @Test
  void aFileWithADocumentTypeNamesNothing() {
    assertThat(
            named(
                "project.xml",
                "<!DOCTYPE p [<!ENTITY e SYSTEM 'file:/etc/passwd'>]><project><dependency>"
                    + "<id>jdom</id><version>&e;</version></dependency></project>"))
        .isEmpty();
  }

  private static List<String> named(String path, String text) {
    return named(
        Map.of(path, text, "src/java/a/A.java", "package a;\nclass A {}", "build.xml", ""));
  }

  private static List<String> named(Map<String, String> files) {
    var snapshot = FolderSnapshot.of(files);
    return new DeclaredLibraries(snapshot, ProjectLayout.of(snapshot, "src/java/a/A.java"))
        .coordinates();
  }
}
