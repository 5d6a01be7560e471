package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DeliveryChaosTest {

  @Test
  void thereIsOnePullRequestForEachIncidentWhateverBreaks() throws Exception {
    DeliveryChaos.Total total = DeliveryChaos.run(10, 1, System.nanoTime() + 600_000_000_000L);

    assertThat(total.wrongs).isEmpty();
    assertThat(total.incidents).isGreaterThan(10);
    assertThat(total.deaths).isPositive();
    assertThat(total.faults).hasSizeGreaterThan(5);
  }
}
