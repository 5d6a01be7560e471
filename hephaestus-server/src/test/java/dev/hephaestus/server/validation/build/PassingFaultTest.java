package dev.hephaestus.server.validation.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.validation.sandbox.Outcome;
import dev.hephaestus.server.validation.sandbox.Outcome.Ending;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PassingFaultTest {
  private static Outcome failed(String output) {
    return new Outcome(Ending.EXITED, 1, output, Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ERROR] Could not transfer artifact a:b:pom:1 from/to central: Connect timed out",
        "java.net.UnknownHostException: repo.example.org",
        "[ERROR] repo.example.org: Temporary failure in name resolution",
        "Connection refused",
        "status: 503 Service Unavailable",
        "authorization failed for https://repo.example.org, status: 401 Unauthorized",
        "java.io.IOException: No space left on device",
      })
  void theNetworkAndTheDiskMayBeBetterTheNextTime(String output) {
    assertThat(PassingFault.in(failed(output))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ERROR] Could not find artifact a:b:jar:1 in central (https://repo.example.org/)",
        "[ERROR] Non-parseable POM /tree/pom.xml: end tag name must match start tag name",
        "[ERROR] Unknown lifecycle phase",
        "[ERROR] Fatal error compiling: error: release version 5 not supported",
        "",
      })
  void whatTheProjectItselfDoesWrongStaysWrong(String output) {
    assertThat(PassingFault.in(failed(output))).isFalse();
  }

  @Test
  void aBuildThatEndedWellHasNoFault() {
    assertThat(
            PassingFault.in(
                new Outcome(Ending.EXITED, 0, "a test printed: Connection refused", Duration.ZERO)))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Ending.class,
      names = {"OUT_OF_DISK", "KILLED", "REFUSED"})
  void whatWasCutOffFromOutsideMayComeToItsEnd(Ending ending) {
    assertThat(PassingFault.in(new Outcome(ending, -1, "", Duration.ZERO))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Ending.class,
      names = {"OUT_OF_TIME", "OUT_OF_MEMORY"})
  void aLimitIsTheSameTheNextTime(Ending ending) {
    assertThat(PassingFault.in(new Outcome(ending, -1, "", Duration.ZERO))).isFalse();
  }
}
