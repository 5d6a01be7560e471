package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.security.AuditAnchor;
import dev.hephaestus.server.security.AuditEvent;
import dev.hephaestus.server.security.ChainedAuditLog;
import dev.hephaestus.server.security.ChainedAuditLog.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever touches the log is seen. */
final class AuditLogTest {
  @TempDir private Path folder;
  private SecurityDatabase database;

  @BeforeEach
  void open() {
    database = SecurityDatabase.open(folder);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void entriesAreKeptInOrderAndTheLogIsIntact() {
    write(3);

    assertThat(log().newest(2))
        .extracting(entry -> entry.event().target())
        .containsExactly("t3", "t2");
    assertThat(log().newest(1).getFirst().event()).isEqualTo(event(3));
    assertThat(log().verify()).isInstanceOf(Verdict.Intact.class);
    assertThat(((Verdict.Intact) log().verify()).entries()).isEqualTo(3);
  }

  @Test
  void anEmptyLogIsIntact() {
    assertThat(log().verify()).isInstanceOf(Verdict.Intact.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update audit_entry set body = replace(body, 't3', 'x3') where sequence = 3 | 3 | changed",
        "update audit_entry set recorded = '2020-01-01T00:00:00Z' where sequence = 2 | 2 | changed",
        "delete from audit_entry where sequence = 3 | 3 | taken out",
        "delete from audit_entry where sequence >= 4 | 4 | cut off",
        "delete from audit_entry | 1 | cut off",
        "update audit_entry set previous = hash where sequence = 4 | 4 | follow"
      })
  void aChangeIsSeenWhereItIs(String change, long where, String what) throws SQLException {
    write(5);
    execute(change);

    assertThat(log().verify())
        .isInstanceOfSatisfying(
            Verdict.Broken.class,
            broken -> {
              assertThat(broken.sequence()).isEqualTo(where);
              assertThat(broken.what()).contains(what);
            });
  }

  @Test
  void anEndThatWasCutOffAndWrittenAnewIsSeenByTheAnchor() throws SQLException, IOException {
    write(5);
    byte[] anchor = Files.readAllBytes(anchorFile());
    execute("delete from audit_entry where sequence = 5");
    Files.delete(anchorFile());
    log().record(event(6));
    Files.write(anchorFile(), anchor);

    assertThat(((Verdict.Broken) log().verify()).what()).contains("anchor knows another");
  }

  @Test
  void anAnchorThatIsGoneOrDamagedIsSaid() throws IOException {
    write(5);
    Files.writeString(anchorFile(), "5 abc");
    assertThat(((Verdict.Broken) log().verify()).what()).contains("damaged");
    Files.delete(anchorFile());
    assertThat(((Verdict.Broken) log().verify()).what()).contains("anchor is gone");
  }

  @Test
  void aCrashBetweenEntryAndAnchorIsNoFault() {
    write(2);
    database.audit().append(Clock.systemUTC().instant(), List.of(event(3)));

    assertThat(log().verify()).isInstanceOf(Verdict.Intact.class);
    write(1);
    assertThat(((Verdict.Intact) log().verify()).entries()).isEqualTo(4);
  }

  @Test
  void severalWritersKeepOneChain() throws Exception {
    CountDownLatch begin = new CountDownLatch(1);
    try (SecurityDatabase second = SecurityDatabase.open(folder);
        ExecutorService writers = Executors.newFixedThreadPool(4)) {
      ChainedAuditLog other = new ChainedAuditLog(second.audit(), anchor(), Clock.systemUTC());
      for (int i = 0; i < 4; i++) {
        ChainedAuditLog log = i % 2 == 0 ? log() : other;
        writers.execute(
            () -> {
              await(begin);
              for (int j = 0; j < 10; j++) {
                log.record(event(j));
              }
            });
      }
      begin.countDown();
      writers.shutdown();
      assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(((Verdict.Intact) log().verify()).entries()).isEqualTo(40);
    assertThat(anchor().read().orElseThrow().sequence()).isEqualTo(40);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void write(int count) {
    for (int i = 1; i <= count; i++) {
      log().record(event(i));
    }
  }

  private ChainedAuditLog log() {
    return new ChainedAuditLog(database.audit(), anchor(), Clock.systemUTC());
  }

  private AuditAnchor anchor() {
    return new AuditAnchor(anchorFile());
  }

  private Path anchorFile() {
    return folder.resolve("audit.anchor");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Database.FILE));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static AuditEvent event(int number) {
    return new AuditEvent(
        "key:a", "shop", "node.created", "t" + number, Map.of("b", "2", "a", "1"));
  }
}
