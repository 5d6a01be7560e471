package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.HephaestusException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteSourcesTest {
  @TempDir private Path folder;

  @Test
  void aFileThatCannotBeMadeIsNamed() {
    Path file = folder.resolve("none").resolve("test.db");

    assertThatThrownBy(() -> SqliteSources.create(file))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aFileThatIsNoDatabaseIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("test.db"), "x".repeat(4096));

    assertThatThrownBy(() -> SqliteSources.pageBytes(file))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining(file.toString());
  }
}
