package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeStore;
import dev.hephaestus.server.pipeline.Experience;
import dev.hephaestus.server.pipeline.Review;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.repair.Example.Judgement;
import dev.hephaestus.server.security.ApiKey;
import dev.hephaestus.server.security.ApiKeys;
import dev.hephaestus.server.security.AuditLog;
import dev.hephaestus.server.security.KeyLimits;
import dev.hephaestus.server.security.RepositoryPatterns;
import dev.hephaestus.server.security.Role;
import dev.hephaestus.server.security.Scope;
import dev.hephaestus.server.security.SentBytes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose nodes are, also of databases from before there were tenants, and the keys beside them. */
final class TenantsTest {
  @TempDir private Path folder;

  @Test
  void theSameServiceOfTwoTenantsIsTwoNodes() {
    try (Database database = Database.open(folder)) {
      NodeStore nodes = database.nodes();
      Node ours = nodes.addIfAbsent(of("a", "ours"));
      Node theirs = nodes.addIfAbsent(of("b", "theirs"));

      assertThat(theirs.id()).isEqualTo("b");
      assertThat(nodes.addIfAbsent(of("c", "ours"))).isEqualTo(ours);
      assertThat(nodes.list(scope("ours", "*"), "", 10)).containsExactly(ours);
      assertThat(nodes.list(scope("theirs", "*"), "", 10)).containsExactly(theirs);
      assertThat(nodes.isWithin(scope("ours", "*"), "a")).isTrue();
      assertThat(nodes.isWithin(scope("theirs", "*"), "a")).isFalse();
      assertThat(nodes.isWithin(scope("theirs", "*"), "none")).isFalse();
    }
  }

  @Test
  void patternsHoldInListsAsTheyDoForOne() {
    try (Database database = Database.open(folder)) {
      NodeStore nodes = database.nodes();
      Node node = nodes.addIfAbsent(of("a", "ours"));
      String place = node.repository().forPeople();
      for (String pattern : List.of("*", place, place.substring(0, 8) + "*")) {
        assertThat(nodes.isWithin(scope("ours", pattern), "a")).as(pattern).isTrue();
        assertThat(node.isWithin(scope("ours", pattern))).as(pattern).isTrue();
        assertThat(nodes.list(scope("ours", pattern), "", 10)).containsExactly(node);
      }
      for (String pattern : List.of(place + "x", "%", place.substring(0, 8), "_*")) {
        assertThat(nodes.isWithin(scope("ours", pattern), "a")).as(pattern).isFalse();
        assertThat(node.isWithin(scope("ours", pattern))).as(pattern).isFalse();
        assertThat(nodes.list(scope("ours", pattern), "", 10)).isEmpty();
      }
    }
  }

  @Test
  void whatOneTenantsRunsTaughtIsNotForAnother() {
    try (Database database = Database.open(folder)) {
      Solution solution = TestObjects.solution("s1");
      database.nodes().addIfAbsent(of(solution.nodeId(), "theirs"));
      database.runs().addIfNoneOpen(TestObjects.run("r1", "i1", RunState.RUNNING));
      database.runs().keep("r1", solution);
      String place = solution.repository().location();
      Experience experience = database.experience();
      experience.remember("s1", Map.of("src/A.java", "b1"));

      assertThat(experience.known("theirs", place, solution.fingerprint())).hasSize(1);
      assertThat(experience.known("ours", place, solution.fingerprint())).isEmpty();
      experience.keep(Review.of(solution, Judgement.REJECTED, "", "no", Instant.EPOCH));
      assertThat(experience.reviews("theirs", place)).hasSize(1);
      assertThat(experience.reviews("ours", place)).isEmpty();
      assertThat(experience.reviews(Scope.DEFAULT_TENANT, place)).isEmpty();
    }
  }

  @Test
  void aDatabaseFromBeforeThereWereTenantsKeepsItsNodesAndIncidents() throws Exception {
    Path file = folder.resolve(Database.FILE);
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(SqliteSources.plain(file))
        .locations("classpath:db/migration")
        .target("12")
        .load()
        .migrate();
    Node node = of("a", Scope.DEFAULT_TENANT);
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into node values ('a', '"
              + node.service()
              + "', '"
              + node.repository().location()
              + "', '"
              + node.repository().branch().orElse("")
              + "', '"
              + body(node).replace(",\"tenant\":\"default\"", "").replace("'", "''")
              + "')");
      statement.execute(
          "insert into incident values ('i', 'gone', 'f', 'NEW', 1, '', '', '', x'')");
    }

    try (Database database = Database.open(folder)) {
      NodeStore nodes = database.nodes();
      assertThat(nodes.find("a")).contains(node);
      assertThat(nodes.addIfAbsent(of("b", Scope.DEFAULT_TENANT)).id()).isEqualTo("a");
      assertThat(nodes.isWithin(Scope.LOCAL, "a")).isTrue();
      assertThat(nodes.isWithin(Scope.LOCAL, "gone")).isTrue();
      assertThat(nodes.isWithin(scope("theirs", "*"), "gone")).isFalse();
    }
  }

  @Test
  void whatWasSentOnADayAddsUpAcrossARestartUntilTheDayAfterTheNext() {
    LocalDate day = LocalDate.of(2026, 3, 1);
    try (Database database = Database.open(folder)) {
      database.sentBytes().add(day, Map.of("key:a", 600L, "key:b", 1L));
      database.sentBytes().add(day, Map.of("key:a", 50L));
    }
    try (Database database = Database.open(folder)) {
      SentBytes sent = database.sentBytes();
      assertThat(sent.of("key:a", day)).isEqualTo(650);
      assertThat(sent.of("key:c", day)).isZero();
      sent.add(day.plusDays(1), Map.of("key:a", 7L));
      assertThat(sent.of("key:a", day)).isEqualTo(650);
      sent.add(day.plusDays(2), Map.of("key:a", 8L));
      assertThat(sent.of("key:a", day)).isZero();
      assertThat(sent.of("key:a", day.plusDays(1))).isEqualTo(7);
    }
  }

  @Test
  void aKeyIsGivenBackAsItWasKeptAndTheCommandLineSharesIt() {
    Scope scope =
        new Scope(
            "shop", Set.of(Role.READ, Role.INGEST), new RepositoryPatterns(List.of("/a*")), true);
    try (Database server = Database.open(folder);
        SecurityDatabase beside = SecurityDatabase.open(folder)) {
      assertThat(server.apiKeys().isAny()).isFalse();
      ApiKeys keys =
          new ApiKeys(beside.apiKeys(), AuditLog.none(), new SecureRandom(), Clock.systemUTC());
      ApiKey made =
          keys.create(
                  "a",
                  scope,
                  new KeyLimits(1, 2, 3, 4),
                  Optional.of(TestObjects.NOON.plusSeconds(1_000_000_000)))
              .key();

      assertThat(server.apiKeys().isAny()).isTrue();
      assertThat(server.apiKeys().find(made.id())).contains(made);
      server.apiKeys().used(made.id(), TestObjects.NOON);
      keys.revoke(made.id());
      ApiKey now = beside.apiKeys().list().getFirst();
      assertThat(now.lastUsed()).contains(TestObjects.NOON);
      assertThat(now.revoked()).isPresent();
      assertThat(now.scope()).isEqualTo(scope);
    }
  }

  private String body(Node node) {
    try (Database scratch = Database.open(folder.resolve("scratch"))) {
      return NodeDocument.write(node, new HiddenLogins(scratch.secrets()));
    }
  }

  private static Node of(String id, String tenant) {
    Node node = TestObjects.node(id);
    return new Node(
        id,
        "shop",
        node.repository(),
        node.settings(),
        node.state(),
        node.reason(),
        node.created(),
        node.lastSeen(),
        node.overridden(),
        tenant);
  }

  private static Scope scope(String tenant, String pattern) {
    return new Scope(tenant, Set.of(Role.READ), new RepositoryPatterns(List.of(pattern)), false);
  }
}
