package dev.hephaestus.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionIdentityTest {
  private final TestClients.StatusLog status = new TestClients.StatusLog();

  @Test
  void epochRisesAtEachStartAndTheInstanceStays(@TempDir Path directory) {
    for (int start = 1; start <= 3; start++) {
      OutageStatus quiet = new OutageStatus(status, System::nanoTime);
      try (SessionIdentity identity =
          SessionIdentity.open(Optional.of(directory), Clock.systemUTC(), quiet)) {
        assertThat(identity.epoch()).isEqualTo(start);
        try (SessionIdentity second =
            SessionIdentity.open(Optional.of(directory), Clock.systemUTC(), quiet)) {
          assertThat(second.instance()).isNotEqualTo(identity.instance());
          assertThat(second.epoch()).isGreaterThan(1_000_000);
        }
      }
    }
    assertThat(status.infos).hasSize(3);
  }
}
