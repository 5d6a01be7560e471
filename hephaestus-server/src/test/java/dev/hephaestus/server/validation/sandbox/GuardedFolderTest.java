package dev.hephaestus.server.validation.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuardedFolderTest {
  private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Path root;
  private Path outside;
  private GuardedFolder guarded;

  @BeforeEach
  void folders() throws IOException {
    root = Files.createDirectory(folder.resolve("root"));
    outside = Files.createDirectory(folder.resolve("outside"));
    guarded = new GuardedFolder(root);
  }

  @Test
  void aFileIsWrittenBelowFoldersThatWereMissing() throws IOException {
    guarded.write(Path.of("a/b/C.java"), TEXT);

    assertThat(root.resolve("a/b/C.java")).hasBinaryContent(TEXT);
    guarded.delete(Path.of("a/b/C.java"));
    guarded.delete(Path.of("a/b/C.java"));
    assertThat(root.resolve("a/b/C.java")).doesNotExist();
  }

  @Test
  void rightsAndOwnerStayAsTheyWere() throws IOException {
    Path script = Files.writeString(root.resolve("run"), "old");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x--x"));
    Object owner = Files.getAttribute(script, "unix:uid");

    guarded.write(Path.of("run"), TEXT);

    assertThat(script).hasBinaryContent(TEXT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
        .isEqualTo("rwxr-x--x");
    assertThat(Files.getAttribute(script, "unix:uid")).isEqualTo(owner);
  }

  @Test
  void aLinkInTheWayIsNotFollowed() throws IOException {
    Files.createSymbolicLink(root.resolve("a"), outside);

    assertThatThrownBy(() -> guarded.write(Path.of("a/C.java"), TEXT))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> guarded.delete(Path.of("a/C.java"))).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> guarded.write(Path.of("a/b/C.java"), TEXT))
        .isInstanceOf(IOException.class);
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void aLinkOrPipeInPlaceOfTheFileIsReplaced() throws IOException, InterruptedException {
    Path target = Files.writeString(outside.resolve("target"), "kept");
    Files.createSymbolicLink(root.resolve("C.java"), target);
    String pipe = root.resolve("D.java").toString();
    assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe).start().waitFor()).isZero();

    guarded.write(Path.of("C.java"), TEXT);
    guarded.write(Path.of("D.java"), TEXT);

    assertThat(target).hasContent("kept");
    assertThat(root.resolve("C.java")).isRegularFile().hasBinaryContent(TEXT);
    assertThat(root.resolve("D.java")).isRegularFile().hasBinaryContent(TEXT);
  }

  @Test
  void whoSwapsAFolderForALinkMeanwhileGainsNothing() throws Exception {
    Path swapped = Files.createDirectory(root.resolve("a"));
    AtomicBoolean over = new AtomicBoolean();
    Thread attacker =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    try {
                      Files.move(swapped, root.resolve("moved"));
                      Files.createSymbolicLink(swapped, outside);
                      Files.delete(swapped);
                      Files.move(root.resolve("moved"), swapped);
                    } catch (IOException e) {
                      // The other one was faster.
                    }
                  }
                });
    int written = 0;
    for (int i = 0; i < 300; i++) {
      try {
        guarded.write(Path.of("a/F" + i), TEXT);
        written++;
      } catch (IOException e) {
        // It came upon the link, or upon nothing.
      }
    }
    over.set(true);
    attacker.join();

    assertThat(outside).isEmptyDirectory();
    assertThat(written).isLessThanOrEqualTo(300);
  }
}
