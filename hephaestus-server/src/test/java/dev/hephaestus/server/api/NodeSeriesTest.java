package dev.hephaestus.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.ClientBalance;
import dev.hephaestus.server.ingest.ClientBalances;
import dev.hephaestus.server.ingest.SessionKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeSeriesTest {
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final List<String> asked = new ArrayList<>();

  @Test
  void theNodesOfOthersAreNotNamedAndTheRestIsAsItWas() {
    ClientBalances balances =
        new ClientBalances(meters, id -> id.equals("n1") ? "mine" : "x\",node=\"n1");
    balances.told(new SessionKey("n1", "a", 1), ClientBalance.NONE);
    balances.told(new SessionKey("n2", "a", 1), ClientBalance.NONE);
    Counter.builder("hephaestus.ingest.records").register(meters).increment();
    String all = meters.scrape();

    String seen = new NodeSeries(this::isMine).of(all);

    assertThat(all).contains("node=\"n2\"", "hephaestus_client_lost_total{node=\"n2\"");
    assertThat(seen)
        .contains("node=\"n1\",service=\"mine\"", "node=\"other\"", "reason=")
        .contains("hephaestus_ingest_records_total 1.0", "# TYPE hephaestus_client_appended_total")
        .doesNotContain("n2", "x\\\"");
    assertThat(asked).containsExactlyInAnyOrder("n1", "n2");
    assertThat(new NodeSeries(id -> true).of(all)).isEqualTo(all);
  }

  private boolean isMine(String node) {
    asked.add(node);
    return node.equals("n1");
  }
}
