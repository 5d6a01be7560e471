package dev.hephaestus.server.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Resource;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RegressionsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void theRepositoryDecidesWhereItTells() {
    Regressions yes = new Regressions((node, build, fix) -> Optional.of(true));
    Regressions no = new Regressions((node, build, fix) -> Optional.of(false));
    Booking.Return seen = seen("1.0", "bbb", "2.0", "aaa", 1);

    assertThat(yes.isOne(seen)).isTrue();
    assertThat(no.isOne(seen("3.0", "bbb", "2.0", "aaa", 1))).isFalse();
    assertThat(no.isOne(seen("3.0", "aaa", "2.0", "aaa", 1))).isTrue();
  }

  @Test
  void elseTheVersionsDo() {
    Regressions unknown = new Regressions(BuildOrder.UNKNOWN);

    assertThat(unknown.isOne(seen("2.0", "bbb", "2.0", "aaa", -1))).isTrue();
    assertThat(unknown.isOne(seen("1.9", "", "2.0", "", 1))).isFalse();
  }

  @Test
  void elseWhichCameFirst() {
    Regressions unknown = new Regressions(BuildOrder.UNKNOWN);

    assertThat(unknown.isOne(seen("blue", "", "", "", 1))).isTrue();
    assertThat(unknown.isOne(seen("blue", "", "", "", -1))).isFalse();
    assertThat(unknown.isOne(seen("", "", "", "", 1))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3, 1.2.4, -1",
    "1.10, 1.9, 1",
    "1.0, 1.0.0, 0",
    "v1.2, 1.2, 0",
    "1.0-rc1, 1.0, -1",
    "1.0-rc2, 1.0-rc10, -1",
    "1.0-alpha, 1.0-beta, -1",
    "1.0-SNAPSHOT, 1.0, -1",
    "1.0.Final, 1.0, 0",
    "1.0+7, 1.0+8, 0",
    "20260301, 20251231, 1",
  })
  void versionsHaveAnOrder(String one, String two, int order) {
    assertThat(Integer.signum(VersionOrder.compare(one, two).orElseThrow())).isEqualTo(order);
    assertThat(Integer.signum(VersionOrder.compare(two, one).orElseThrow())).isEqualTo(-order);
  }

  @Test
  void whatIsNoVersionHasNone() {
    assertThat(VersionOrder.compare("main", "1.0")).isEmpty();
    assertThat(VersionOrder.compare("1.0", "")).isEmpty();
    assertThat(VersionOrder.compare("1".repeat(100), "1.0")).isEmpty();
  }

  private static Booking.Return seen(
      String version, String commit, String fixVersion, String fixCommit, int hoursAfter) {
    Incident incident =
        new Incident(
            "i",
            "n",
            new Fingerprint("a".repeat(32)),
            "t",
            IncidentState.RESOLVED,
            1,
            NOON,
            NOON,
            new Resource("s", "", "", "", Map.of()),
            LogRecord.of(NOON, Level.ERROR, "l", "m", null));
    return new Booking.Return(
        incident,
        new Release(version, commit),
        NOON.plusSeconds(3600L * hoursAfter),
        new Fix(fixCommit, fixVersion, NOON));
  }
}
