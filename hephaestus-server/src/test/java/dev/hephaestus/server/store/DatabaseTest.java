package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.HephaestusException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {
  @TempDir private Path directory;

  @Test
  void createsTheDataDirectoryAndKeepsEverythingInIt() throws IOException {
    Path data = directory.resolve("some/where");
    try (Database database = Database.open(data)) {
      database.check();
    }

    assertThat(names(directory)).containsExactly("some");
    assertThat(names(data)).contains("hephaestus.db", "hephaestus.lock");
  }

  @Test
  void pagesAreAsLargeAsIsSetAndStayAsTheyWereMade() throws SQLException, IOException {
    Path old = Files.createDirectories(directory.resolve("old"));
    Path made = directory.resolve("new");
    try (Connection connection = SqliteSources.plain(old.resolve(Database.FILE)).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table piece (body blob)");
      statement.execute("drop table piece");
    }
    Database.open(old).close();
    Database.open(made).close();

    assertThat(SqliteSources.pageBytes(old.resolve(Database.FILE))).isEqualTo(4096);
    assertThat(SqliteSources.pageBytes(made.resolve(Database.FILE))).isEqualTo(8192);
  }

  @Test
  void whatWasStoredIsThereAfterARestart() {
    try (Database database = Database.open(directory)) {
      database.nodes().addIfAbsent(TestObjects.node("a"));
    }
    try (Database database = Database.open(directory)) {
      assertThat(database.nodes().find("a")).contains(TestObjects.node("a"));
    }
  }

  @Test
  void aDirectoryInUseIsRefusedInOneSentence() {
    try (Database first = Database.open(directory)) {
      assertThatThrownBy(() -> Database.open(directory))
          .isInstanceOf(HephaestusException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("in use by another server")
          .hasMessageNotContaining("\n");
      assertThatCode(first::check).doesNotThrowAnyException();
    }
  }

  @Test
  void aRefusedSecondServerDoesNotTakeTheLockFromTheFirst() {
    try (Database first = Database.open(directory)) {
      assertThatThrownBy(() -> Database.open(directory)).isInstanceOf(HephaestusException.class);
      assertThatThrownBy(() -> Database.open(directory)).isInstanceOf(HephaestusException.class);
      first.check();
    }
    Database.open(directory).close();
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsRefusedInOneSentence() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "mine");

    assertThatThrownBy(() -> Database.open(file.resolve("data")))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("cannot be created")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> Database.open(file)).isInstanceOf(HephaestusException.class);
    assertThat(names(directory)).containsExactly("file");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aLockFileThatCannotBeWrittenIsRefusedInOneSentence() throws IOException {
    // A directory of that name cannot be opened for writing, not even by root.
    Files.createDirectories(directory.resolve("hephaestus.lock"));

    assertThatThrownBy(() -> Database.open(directory))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("not writable")
        .hasMessageNotContaining("\n");
    assertThat(names(directory)).containsExactly("hephaestus.lock");
  }

  @Test
  void aBrokenDatabaseIsRefusedAndLeftAsItIs() throws IOException {
    Path file = directory.resolve("hephaestus.db");
    Files.writeString(file, "this is no database ".repeat(1_000));

    assertThatThrownBy(() -> Database.open(directory))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("broken")
        .hasMessageNotContaining("\n");
    assertThat(file).content().startsWith("this is no database");

    Files.delete(file);
    assertThatCode(() -> Database.open(directory).close()).doesNotThrowAnyException();
  }

  @Test
  void aDatabaseOfANewerServerIsRefused() {
    try (Database database = Database.open(directory)) {
      database
          .sql()
          .write(
              handle ->
                  handle.execute(
                      "insert into flyway_schema_history (installed_rank, version, description,"
                          + " type, script, checksum, installed_by, execution_time, success)"
                          + " values (99, '99', 'newer', 'SQL', 'V99__newer.sql', 1, '', 1, 1)"));
    }

    assertThatThrownBy(() -> Database.open(directory))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("newer server");
  }

  @Test
  void acknowledgedMeansOnDisk() {
    try (Database database = Database.open(directory)) {
      assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(database, "synchronous")).isEqualTo("2");
      assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
    }
  }

  @Test
  void readersCannotWrite() {
    try (Database database = Database.open(directory)) {
      assertThatThrownBy(() -> database.sql().read(handle -> handle.execute("delete from counter")))
          .isInstanceOf(HephaestusException.class)
          .hasMessageContaining("hephaestus.db");
    }
  }

  @Test
  void removingANodeRemovesItsSessionsAndTheirRecords() {
    try (Database database = Database.open(directory)) {
      database.nodes().addIfAbsent(TestObjects.node("node-1"));
      database.records().open(TestObjects.SESSION, TestObjects.RESOURCE);
      database.records().append(TestObjects.batch(TestObjects.SESSION, 1, 3));

      database.nodes().remove("node-1");

      assertThat(database.records().after(0, 10)).isEmpty();
      assertThat(database.records().open(TestObjects.SESSION, TestObjects.RESOURCE)).isZero();
      database.records().append(TestObjects.batch(TestObjects.SESSION, 1, 1));
      assertThat(database.records().after(0, 10).get(0).position()).isEqualTo(4);
    }
  }

  @Test
  void oneDamagedRowDoesNotHideTheRecordsAfterIt() {
    try (Database database = Database.open(directory)) {
      database.records().open(TestObjects.SESSION, TestObjects.RESOURCE);
      database.records().append(TestObjects.batch(TestObjects.SESSION, 1, 2));
      database.records().append(TestObjects.batch(TestObjects.SESSION, 3, 2));
      database
          .sql()
          .write(
              handle ->
                  handle.execute(
                      "update record_batch set body = ? where last_position = 2",
                      new byte[] {1, 2, 3}));

      assertThat(database.records().after(0, 10))
          .extracting(stored -> stored.record().message())
          .containsExactly("3", "4");
    }
  }

  @Test
  void idsGrow() {
    try (Database database = Database.open(directory)) {
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        ids.add(database.ids().next());
      }
      assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id.charAt(14) == '7');
    }
  }

  private static String pragma(Database database, String name) {
    return database
        .sql()
        .write(handle -> handle.createQuery("pragma " + name).mapTo(String.class).one());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
