package dev.hephaestus.server.validation.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.testkit.FolderSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RaisedPomsTest {
  private static final String POM =
      """
      <project>
        <build><plugins>
          <plugin><artifactId>maven-jar-plugin</artifactId>
            <configuration><source>kept</source></configuration></plugin>
          <plugin>
            <artifactId>maven-compiler-plugin</artifactId>
            <configuration>
              <source>1.5</source>
              <target>${java.old}</target>
              <debug>true</debug>
            </configuration>
          </plugin>
        </plugins></build>
      </project>
      """;

  @TempDir Path folder;

  @Test
  void onlyTheCompilersOwnReleaseIsRaised() {
    assertThat(RaisedPoms.raised(POM))
        .contains("<source>8</source>", "<target>8</target>", "<source>kept</source>")
        .isEqualTo(POM.replace("1.5", "8").replace("${java.old}", "8"));
  }

  @Test
  void aPomThatEndsInAPluginIsLeftAsItIs() {
    assertThat(RaisedPoms.raised("<project><plugin>")).isEqualTo("<project><plugin>");
  }

  @Test
  void theTreeKeepsWhatWasRaisedWhenACandidateIsTakenBack() throws IOException {
    Snapshot snapshot = FolderSnapshot.of(Map.of("pom.xml", POM, "A.java", "class A {}"));
    WorkTree tree = new WorkTree(snapshot, Files.createDirectory(folder.resolve("tree")));

    new RaisedPoms(snapshot, tree).write();
    tree.add("B.java", "class B {}");
    tree.apply(List.of());
    tree.restore();

    assertThat(tree.root().resolve("B.java")).doesNotExist();
    assertThat(tree.root().resolve("pom.xml")).content().contains("<source>8</source>");
  }
}
