package dev.hephaestus.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ai.Purse;
import dev.hephaestus.server.ai.Purse.Kind;
import dev.hephaestus.server.ai.Spending;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteSpendingLedgerTest {
  private static final Purse RUN = new Purse(Kind.RUN, "run-1", "");
  private static final Purse NODE = new Purse(Kind.NODE, "node-1", "2026-01-31");
  private static final Purse DAY = new Purse(Kind.DAY, "", "2026-01-31");

  @TempDir private Path directory;

  @Test
  void addsUpAndRemembersAcrossARestart() {
    try (Database database = Database.open(directory)) {
      assertThat(database.spendings().spent(RUN)).isEqualTo(Spending.NONE);
      database.spendings().book(List.of(RUN, NODE, DAY), new Spending(1_000, 0.25));
      database.spendings().book(List.of(DAY), new Spending(500, 0.5));
    }
    try (Database database = Database.open(directory)) {
      assertThat(database.spendings().spent(RUN)).isEqualTo(new Spending(1_000, 0.25));
      assertThat(database.spendings().spent(NODE)).isEqualTo(new Spending(1_000, 0.25));
      assertThat(database.spendings().spent(DAY)).isEqualTo(new Spending(1_500, 0.75));
      assertThat(database.spendings().spent(new Purse(Kind.NODE, "node-1", "2026-02-01")))
          .isEqualTo(Spending.NONE);
    }
  }
}
