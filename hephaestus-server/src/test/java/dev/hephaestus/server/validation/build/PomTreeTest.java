package dev.hephaestus.server.validation.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.testkit.FolderSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PomTreeTest {
  @TempDir Path folder;

  @Test
  void mavenWithTheNetworkSeesNoSourcesAndNoExtensions() throws IOException {
    PomTree.of(
        FolderSnapshot.of(
            Map.of(
                "pom.xml",
                """
                <project>
                  <packaging>bundle</packaging>
                  <build>
                    <extensions><extension><artifactId>evil</artifactId></extension></extensions>
                    <plugins><plugin><artifactId>kept</artifactId>
                      <extensions>true</extensions></plugin></plugins>
                  </build>
                </project>
                """,
                "core/pom.xml",
                "<project><packaging>pom</packaging></project>",
                "core/src/main/java/A.java",
                "class A {}",
                ".mvn/extensions.xml",
                "<extensions><extension/></extensions>",
                ".mvn/jvm.config",
                "-javaagent:evil.jar",
                ".mvn/maven.config",
                "-Drevision=3 --settings evil.xml\n-Pfull -Dmaven.ext.class.path=evil.jar")),
        folder);

    assertThat(Files.readString(folder.resolve("pom.xml")))
        .contains("kept", "<packaging>jar</packaging>")
        .doesNotContain("evil", "extensions");
    assertThat(Files.readString(folder.resolve("core/pom.xml"))).contains("pom</packaging>");
    assertThat(Files.readString(folder.resolve(".mvn/maven.config")).lines())
        .containsExactly("-Drevision=3", "-Pfull");
    assertThat(folder.resolve("core/src")).doesNotExist();
    assertThat(folder.resolve(".mvn/extensions.xml")).doesNotExist();
    assertThat(folder.resolve(".mvn/jvm.config")).doesNotExist();
  }

  @Test
  void aPomWithADocumentTypeIsNotRead() throws IOException {
    PomTree.of(
        FolderSnapshot.of(
            Map.of(
                "pom.xml",
                "<!DOCTYPE p [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><project>&e;</project>")),
        folder);

    assertThat(folder.resolve("pom.xml")).isEmptyFile();
  }

  @Test
  void whatIsWantedIsAModuleEach() throws IOException {
    PomTree.writeWanted(folder, List.of("g:a:1", "g:b:2:signature", "g:c:3:jar:tests"));

    assertThat(Files.readString(folder.resolve("pom.xml"))).contains("<module>m2</module>");
    assertThat(Files.readString(folder.resolve("m1/pom.xml")))
        .contains("<artifactId>b</artifactId><version>2</version><type>signature</type>");
    assertThat(Files.readString(folder.resolve("m2/pom.xml")))
        .contains("<classifier>tests</classifier>");
  }
}
