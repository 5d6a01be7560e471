package dev.hephaestus.server.store;

import dev.hephaestus.server.node.NodeStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SqliteNodeStoreTest extends NodeStoreContract {
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
  NodeStore store() {
    return database.nodes();
  }
}
