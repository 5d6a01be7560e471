package dev.hephaestus.server.store;

import dev.hephaestus.server.pipeline.Experience;
import dev.hephaestus.server.pipeline.RunStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteExperienceTest extends ExperienceContract {
  @TempDir private Path directory;
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(directory);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  Experience store() {
    return database.experience();
  }

  @Override
  RunStore runs() {
    return database.runs();
  }
}
