package dev.hephaestus.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What monitoring sees of what clients say. */
final class ClientBalancesTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ClientBalances balances = new ClientBalances(meters, id -> "service of " + id, 2);

  @Test
  void reportsOfAProcessCountOnceEach() {
    balances.told(session("n", 1), balance(10, 6, 4));
    balances.told(session("n", 1), balance(15, 12, 3));

    assertThat(counted("appended", "n")).isEqualTo(15);
    assertThat(counted("acknowledged", "n")).isEqualTo(12);
    assertThat(gauged("waiting", "n")).isEqualTo(3);
    assertThat(gauged("unaccounted", "n")).isZero();
  }

  @Test
  void aRecordThatIsNowhereIsSeen() {
    balances.told(session("n", 1), balance(10, 6, 3));

    assertThat(gauged("unaccounted", "n")).isEqualTo(1);
  }

  @Test
  void lossesAreAccountedFor() {
    ClientBalance lossy =
        new ClientBalance(10, 5, Map.of(Loss.Reason.QUEUE_FULL, 2L), 1, 1, 1, 7, 3);
    balances.told(session("n", 1), lossy);

    assertThat(gauged("unaccounted", "n")).isZero();
    assertThat(gauged("spooled", "n")).isEqualTo(1);
    assertThat(
            meters
                .get("hephaestus.client.lost")
                .tags("node", "n", "reason", "QUEUE_FULL")
                .counter()
                .count())
        .isEqualTo(2);
  }

  @Test
  void processesOfANodeAddUpAndOneThatIsGoneHoldsNothing() {
    balances.told(session("n", 1), balance(10, 6, 4));
    balances.told(session("n", 2), balance(5, 4, 1));
    balances.gone(session("n", 1));
    balances.gone(session("n", 1));

    assertThat(counted("appended", "n")).isEqualTo(15);
    assertThat(gauged("waiting", "n")).isEqualTo(1);

    balances.told(session("n", 1), balance(11, 11, 0));
    assertThat(counted("appended", "n")).isEqualTo(16);
    assertThat(gauged("waiting", "n")).isEqualTo(1);
  }

  @Test
  void manyNodesShareASeries() {
    for (int i = 0; i < 50; i++) {
      balances.told(session("n" + i, 1), balance(1, 1, 0));
    }

    assertThat(meters.find("hephaestus.client.appended").counters()).hasSize(3);
    assertThat(counted("appended", "other")).isEqualTo(48);
  }

  @Test
  void aNodeThatWasRemovedHasNoSeries() {
    balances.told(session("n", 1), balance(1, 1, 0));
    balances.removed("n");

    assertThat(meters.find("hephaestus.client.appended").tag("node", "n").counter()).isNull();
    assertThat(meters.find("hephaestus.client.waiting").tag("node", "n").gauge()).isNull();
  }

  @Test
  void aClientThatCountsBackwardsIsNotBelieved() {
    balances.told(session("n", 1), balance(10, 10, 0));
    balances.told(session("n", 1), balance(-5, 3, 0));

    assertThat(counted("appended", "n")).isEqualTo(10);
    assertThat(counted("acknowledged", "n")).isEqualTo(10);
  }

  private static SessionKey session(String node, long epoch) {
    return new SessionKey(node, "web-1", epoch);
  }

  private static ClientBalance balance(long appended, long acknowledged, long waiting) {
    return new ClientBalance(appended, acknowledged, Map.of(), 0, waiting, 0, 0, 0);
  }

  private double counted(String name, String node) {
    return meters.get("hephaestus.client." + name).tag("node", node).counter().count();
  }

  private double gauged(String name, String node) {
    return meters.get("hephaestus.client." + name).tag("node", node).gauge().value();
  }
}
