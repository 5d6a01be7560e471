package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointerTest {
  private static final int MIB = 1 << 20;
  private static final long ENOUGH = 4L * MIB;

  @TempDir Path folder;
  private Path file;
  private HikariDataSource writer;
  private Checkpointer checkpointer;

  @BeforeEach
  void open() throws SQLException {
    file = folder.resolve("test.db");
    writer = SqliteSources.writer(file);
    try (Connection connection = writer.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table piece (body blob)");
    }
    checkpointer = new Checkpointer(file, writer, 0);
  }

  @AfterEach
  void close() {
    checkpointer.close();
    writer.close();
  }

  @Test
  void whatWasCommittedIsMovedOnceItIsEnough() throws Exception {
    write();
    checkpointer.written(ENOUGH - 1);
    assertThat(Files.size(file)).isLessThan(MIB);
    checkpointer.written(1);

    await().until(() -> Files.size(file) > MIB);
  }

  @Test
  void theLogBeginsAnewWhenAllOfItWasMoved() throws Exception {
    write();
    long once = logBytes();
    for (int i = 0; i < 5; i++) {
      long before = Files.size(file);
      checkpointer.written(ENOUGH);
      await().until(() -> Files.size(file) > before);
      // It has the connection until it is done, and gives it back.
      write();
    }

    assertThat(logBytes()).isLessThan(2 * once);
  }

  private void write() throws SQLException {
    byte[] body = new byte[MIB];
    new Random(1).nextBytes(body);
    try (Connection connection = writer.getConnection();
        PreparedStatement insert = connection.prepareStatement("insert into piece values (?)")) {
      insert.setBytes(1, body);
      insert.executeUpdate();
    }
  }

  private long logBytes() throws IOException {
    return Files.size(folder.resolve("test.db-wal"));
  }
}
