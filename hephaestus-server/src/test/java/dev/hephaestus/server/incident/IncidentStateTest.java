package dev.hephaestus.server.incident;

import static dev.hephaestus.server.incident.IncidentState.FIXED_AT_HEAD;
import static dev.hephaestus.server.incident.IncidentState.FIXING;
import static dev.hephaestus.server.incident.IncidentState.FIX_PROPOSED;
import static dev.hephaestus.server.incident.IncidentState.MUTED;
import static dev.hephaestus.server.incident.IncidentState.NEW;
import static dev.hephaestus.server.incident.IncidentState.ONGOING;
import static dev.hephaestus.server.incident.IncidentState.REGRESSED;
import static dev.hephaestus.server.incident.IncidentState.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class IncidentStateTest {

  /** Every pair; rows are from, columns to, in the order of the constants. */
  private static final String TABLE =
      """
      NEW           1 1 1 0 0 1 0 1
      ONGOING       0 1 1 0 0 1 0 1
      FIXING        0 1 1 1 1 1 0 1
      FIX_PROPOSED  0 1 1 1 0 1 0 1
      FIXED_AT_HEAD 0 1 1 0 1 1 1 1
      RESOLVED      0 1 0 0 0 1 1 0
      REGRESSED     0 1 1 0 0 1 1 1
      MUTED         0 1 0 0 0 1 0 1
      """;

  @Test
  void everyTransitionIsAllowedOrNotAsTheTableSays() {
    assertThat(IncidentState.values())
        .containsExactly(
            NEW, ONGOING, FIXING, FIX_PROPOSED, FIXED_AT_HEAD, RESOLVED, REGRESSED, MUTED);
    String actual =
        Arrays.stream(IncidentState.values())
            .map(
                from ->
                    String.format("%-13s ", from)
                        + Arrays.stream(IncidentState.values())
                            .map(to -> from.mayBecome(to) ? "1" : "0")
                            .collect(Collectors.joining(" ")))
            .collect(Collectors.joining("\n"));

    assertThat(actual.strip()).isEqualTo(TABLE.strip());
  }
}
