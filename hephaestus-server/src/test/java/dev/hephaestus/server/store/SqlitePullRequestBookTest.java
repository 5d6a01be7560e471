package dev.hephaestus.server.store;

import dev.hephaestus.server.github.PullRequestBook;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SqlitePullRequestBookTest extends PullRequestBookContract {
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
  PullRequestBook book() {
    return database.pullRequests();
  }
}
