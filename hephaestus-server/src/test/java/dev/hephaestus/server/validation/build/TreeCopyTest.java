package dev.hephaestus.server.validation.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.validation.ValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeCopyTest {
  @TempDir private Path folder;

  @Test
  void hasTheFilesAndNoLinkThatLeadsOut() throws IOException {
    Path tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("src"));
    Files.writeString(tree.resolve("src/A.java"), "class A {}");
    Path secret = Files.writeString(folder.resolve("secret"), "key");
    Files.createSymbolicLink(tree.resolve("src/link"), secret);

    Path copy = TreeCopy.of(tree, folder.resolve("copy"));

    assertThat(copy.resolve("src/A.java")).hasContent("class A {}");
    assertThat(copy.resolve("src/link")).doesNotExist();
    Files.writeString(copy.resolve("src/A.java"), "changed");
    assertThat(tree.resolve("src/A.java")).hasContent("class A {}");
  }

  @Test
  void saysWhatCannotBeCopied() {
    assertThatThrownBy(() -> TreeCopy.of(folder.resolve("none"), folder.resolve("copy")))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("none");
  }
}
