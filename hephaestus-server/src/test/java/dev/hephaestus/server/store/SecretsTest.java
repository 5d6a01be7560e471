package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.MasterKeys;
import dev.hephaestus.server.security.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sealed can be opened by who has the master key, where it belongs, and by nobody else. */
final class SecretsTest {
  private static final String TOKEN = "s3cr3t-t0ken-of-the-host";
  private static final String REVIEW =
      "{\"v\":1,\"solutionId\":\"s1\",\"repository\":\"URL\",\"exception\":\"x\",\"origin\":\"o\","
          + "\"judgement\":\"REJECTED\",\"files\":[],\"cause\":\"c\",\"diff\":\"\",\"reason\":\"\","
          + "\"at\":\"2026-01-01T00:00:00Z\"}";
  @TempDir private Path folder;

  @Test
  void aSecretIsGivenBackAndIsNowhereInTheClear() throws IOException {
    try (SecurityDatabase database = SecurityDatabase.open(folder)) {
      secrets(database).put("a", TOKEN);

      assertThat(secrets(database).find("a")).contains(TOKEN);
      assertThat(secrets(database).find("b")).isEmpty();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
          .isEqualTo("rw-------");
      secrets(database).remove("a");
      assertThat(secrets(database).find("a")).isEmpty();
    }
    assertThatNothingHolds(TOKEN);
  }

  @Test
  void whatWasSealedForOneRowDoesNotOpenInAnother() throws SQLException {
    try (SecurityDatabase database = SecurityDatabase.open(folder)) {
      secrets(database).put("a", TOKEN);
      secrets(database).put("b", "other");
      execute("update secret set sealed = (select sealed from secret where name = 'a')");

      assertThat(secrets(database).find("a")).contains(TOKEN);
      assertThatThrownBy(() -> secrets(database).find("b"))
          .isInstanceOf(HephaestusException.class)
          .hasMessageContaining("belongs elsewhere")
          .hasMessageNotContaining(TOKEN);
    }
  }

  @Test
  void whatWasChangedOrLostItsKeyIsNotOpened() throws Exception {
    try (SecurityDatabase database = SecurityDatabase.open(folder)) {
      secrets(database).put("a", TOKEN);
      execute("update secret set sealed = substr(sealed, 1, length(sealed) - 4) || 'AAAA'");
      assertThatThrownBy(() -> secrets(database).find("a")).hasMessageContaining("changed");

      secrets(database).put("a", TOKEN);
      Files.delete(keyFile());
      assertThatThrownBy(() -> secrets(database).find("a")).hasMessageContaining("is gone");
    }
  }

  @Test
  void rotationSealsAllAnewAndForgetsKeysThatNothingNeeds() throws IOException {
    try (SecurityDatabase database = SecurityDatabase.open(folder)) {
      Secrets running = secrets(database);
      running.put("a", TOKEN);
      String first = Files.readString(keyFile()).strip();

      assertThat(secrets(database).rotate()).isEqualTo(1);
      assertThat(running.find("a")).contains(TOKEN);
      assertThat(Files.readAllLines(keyFile())).hasSize(2).contains(first);
      secrets(database).rotate();
      assertThat(running.find("a")).contains(TOKEN);
      assertThat(Files.readAllLines(keyFile())).hasSize(2).doesNotContain(first);
    }
  }

  @Test
  void keysThatAreSetElsewhereAreRotatedByPuttingOneFirst() {
    String one = "00000001:" + "A".repeat(43) + "=";
    String two = "00000002:" + "B".repeat(42) + "A=";
    try (SecurityDatabase database = SecurityDatabase.open(folder)) {
      set(database, one).put("a", TOKEN);
      assertThat(set(database, two + "," + one).rotate()).isEqualTo(1);
      assertThat(set(database, two).find("a")).contains(TOKEN);
      assertThatThrownBy(() -> set(database, one).find("a")).hasMessageContaining("is gone");
      assertThatThrownBy(() -> set(database, "nonsense").find("a"))
          .hasMessageContaining("no key")
          .hasMessageNotContaining("nonsense");
    }
  }

  @Test
  void loginsOfLocationsAreSealedAndComeBackAfterARestart() throws IOException {
    Node node =
        TestObjects.node("a")
            .at(
                new RepositoryLocation(
                    "https://bot:" + TOKEN + "@git.example/shop.git",
                    Optional.of("main"),
                    Optional.empty()));
    try (Database database = Database.open(folder)) {
      assertThat(database.nodes().addIfAbsent(node)).isEqualTo(node);
    }
    assertThatNothingHolds(TOKEN);
    try (Database database = Database.open(folder)) {
      assertThat(database.nodes().find("a")).contains(node);
      assertThat(database.nodes().find(node.tenant(), node.service(), node.repository()))
          .contains(node);
    }
    Files.delete(keyFile());
    try (Database database = Database.open(folder)) {
      assertThat(database.nodes().find("a").orElseThrow().repository().location())
          .isEqualTo("https://git.example/shop.git");
    }
  }

  @Test
  void loginsThatAnOlderServerWroteInTheClearAreSealedOnce() throws Exception {
    String clear = "https://bot:" + TOKEN + "@git.example/shop.git";
    Node node = TestObjects.node("a").at(RepositoryLocation.of("https://git.example/shop.git"));
    Node again = node.at(RepositoryLocation.of(clear)).withId("b");
    try (Database database = Database.open(folder)) {
      database.nodes().addIfAbsent(node);
      database.runs().addIfNoneOpen(TestObjects.run("r1", "i1", RunState.RUNNING));
      database.runs().keep("r1", TestObjects.solution("s1"));
      database.nodes().addIfAbsent(again);
    }
    String written =
        text("select body from solution")
            .replace(TestObjects.solution("s1").repository().location(), clear);
    execute(
        "update node set location = '"
            + clear
            + "', body = replace(body, '"
            + "https://git.example/shop.git', '"
            + clear
            + "') where id = 'a'");
    execute("insert into node_archive values ('c', 't', 's', '" + clear + "', '')");
    execute("update solution set body = '" + written.replace("'", "''") + "'");
    execute(
        "insert into review (solution_id, repository, told_at, rejected, body) values"
            + " ('s1', '"
            + clear
            + "', '', true, '"
            + REVIEW.replace("URL", clear)
            + "')");

    try (Database database = Database.open(folder)) {
      assertThat(database.sealClearLogins()).isEqualTo(6);
      assertThat(database.sealClearLogins()).isZero();
      assertThat(database.nodes().find("a").orElseThrow().repository().location()).isEqualTo(clear);
      assertThat(database.runs().solution("s1").orElseThrow().repository().location())
          .isEqualTo(clear);
      assertThat(database.experience().review("s1").orElseThrow().repository()).isEqualTo(clear);
      assertThat(database.nodes().addIfAbsent(again.withId("d")).id()).isEqualTo("b");
    }
    assertThatNothingHolds(TOKEN);
  }

  @Test
  void nobodyGetsAnothersLoginByWritingItsName() throws Exception {
    try (Database database = Database.open(folder)) {
      Node known =
          TestObjects.node("a").at(RepositoryLocation.of("https://bot:" + TOKEN + "@g.example/a"));
      database.nodes().addIfAbsent(known);
      String written = text("select location from node where id = 'a'");
      String forged = "/srv/x" + written.substring(written.indexOf('#'));

      database.nodes().addIfAbsent(TestObjects.node("b").at(RepositoryLocation.of(forged)));

      assertThat(database.nodes().find("b").orElseThrow().repository().location())
          .isEqualTo(forged);
    }
  }

  private Secrets secrets(SecurityDatabase database) {
    SecureRandom random = new SecureRandom();
    return new Secrets(database.secrets(), MasterKeys.inFile(keyFile(), random), random);
  }

  private static Secrets set(SecurityDatabase database, String keys) {
    SecureRandom random = new SecureRandom();
    return new Secrets(database.secrets(), MasterKeys.of(keys, random), random);
  }

  private Path keyFile() {
    return folder.resolve("master.keys");
  }

  private void assertThatNothingHolds(String text) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(text);
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Database.FILE));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String text(String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Database.FILE));
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
