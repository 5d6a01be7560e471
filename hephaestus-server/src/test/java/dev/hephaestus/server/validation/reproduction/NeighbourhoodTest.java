package dev.hephaestus.server.validation.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NeighbourhoodTest {

  @Test
  void aFixThatMendsOnlyWhatFailedLeavesItsNeighboursAlone() {
    Neighbourhood near =
        Neighbourhood.of(
            Map.of("f(1)", "returned 1", "f(null)", "logged", "f(2)", "threw X"),
            Map.of("f(1)", "returned 1", "f(null)", "returned 0", "f(2)", "returned 5"));

    assertThat(near.isDisturbed()).isFalse();
    assertThat(near.isMostlyUnmoved()).isFalse();
    assertThat(near.sentence()).hasValue("1 other calls that returned before return the same.");
  }

  @Test
  void aFixThatChangesWhatDidNotFailIsToldWithACall() {
    Neighbourhood near =
        Neighbourhood.of(
            Map.of("f(1)", "returned 1", "f(2)", "returned 2"),
            Map.of("f(1)", "returned 1", "f(2)", "threw X"));

    assertThat(near.isDisturbed()).isTrue();
    assertThat(near.sentence())
        .get()
        .asString()
        .contains("1 of 2", "f(2): returned 2, now threw X");
  }

  @Test
  void aFewOddInputsAreTolerated() {
    Map<String, String> before = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      before.put("f(" + i + ")", "returned " + i);
    }
    Map<String, String> after = new HashMap<>(before);
    after.put("f(7)", "returned 8");

    assertThat(Neighbourhood.of(before, after).isDisturbed()).isFalse();
    assertThat(Neighbourhood.of(before, after).changed()).hasSize(1);
  }

  @Test
  void aFixThatLeavesMostAlikeCallsFailingIsSeen() {
    Map<String, String> before = Map.of("f(a)", "logged", "f(b)", "logged", "f(c)", "logged");

    assertThat(
            Neighbourhood.of(
                    before, Map.of("f(a)", "returned 1", "f(b)", "logged", "f(c)", "logged"))
                .isMostlyUnmoved())
        .isTrue();
  }

  @Test
  void whatOnlyOneSideCameToSaysNothing() {
    Neighbourhood near = Neighbourhood.of(Map.of("f(1)", "returned 1"), Map.of());

    assertThat(near.isDisturbed()).isFalse();
    assertThat(near.sentence()).isEmpty();
  }
}
