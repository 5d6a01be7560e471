package dev.hephaestus.server.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.repair.Example.Judgement;
import dev.hephaestus.server.repository.Snapshot;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RepairTaskTest {

  @Test
  void anOperatorThatNobodyJudgedIsAsGoodAsAny() {
    assertThat(task(example("other", Judgement.REJECTED)).prior("guard")).isEqualTo(1);
  }

  @Test
  void anOperatorSinksWithEachRejectionAndRisesWithEachMerge() {
    double rejected = task(example("guard", Judgement.REJECTED)).prior("guard");
    double twice =
        task(example("guard", Judgement.REJECTED), example("guard", Judgement.REJECTED))
            .prior("guard");
    double merged = task(example("guard", Judgement.MERGED)).prior("guard");

    assertThat(twice).isPositive().isLessThan(rejected);
    assertThat(rejected).isLessThan(1);
    assertThat(merged).isGreaterThan(1).isLessThan(2);
  }

  @Test
  void anExampleIsBounded() {
    Example example =
        new Example(
            "E", "x".repeat(9_000), Judgement.MERGED, List.of(), "", "y".repeat(99_000), "");

    assertThat(example.origin()).hasSize(500);
    assertThat(example.diff()).hasSize(8_000);
  }

  private static Example example(String origin, Judgement judgement) {
    return new Example("E", origin, judgement, List.of("A.java"), "cause", "diff", "");
  }

  private static RepairTask task(Example... examples) {
    Snapshot none =
        (Snapshot)
            Proxy.newProxyInstance(
                Snapshot.class.getClassLoader(),
                new Class<?>[] {Snapshot.class},
                (self, method, arguments) -> {
                  throw new AssertionError(method);
                });
    return new RepairTask(
        none,
        LogRecord.of(Instant.EPOCH, Level.ERROR, "shop", "failed", null),
        new Localization("c0", List.of(), List.of()),
        new PackedContext(0, List.of()),
        Arrays.asList(examples));
  }
}
