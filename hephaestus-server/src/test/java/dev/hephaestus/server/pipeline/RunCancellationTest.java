package dev.hephaestus.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.incident.IncidentState;
import dev.hephaestus.server.repair.Example.Judgement;
import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.VerdictLevel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that nobody wants any more, and what a run that goes on remembers. */
final class RunCancellationTest {
  @TempDir private Path folder;

  private final Script script = new Script();
  private QueuedRun queued;
  private RunCancellation cancellation;

  @BeforeEach
  void open() {
    queued = QueuedRun.in(folder);
    cancellation =
        new RunCancellation(
            queued.database().runs(), queued.database().incidents(), Clock.systemUTC());
    script.verdicts.put("one", Script.accepted(VerdictLevel.REPRODUCED));
  }

  @AfterEach
  void close() {
    queued.close();
  }

  @Test
  void aRunThatWaitsEndsAtOnceAndIsNotCarriedOut() {
    assertThat(cancellation.cancel("r1").orElseThrow().state()).isEqualTo(RunState.CANCELLED);

    execute();

    assertThat(script.opened()).isZero();
    assertThat(queued.run().state()).isEqualTo(RunState.CANCELLED);
    assertThat(queued.run().state().isFinal()).isTrue();
    assertThat(queued.incidentState()).isEqualTo(IncidentState.ONGOING);
  }

  @Test
  void aRunThatWaitsForABuildIsInterruptedAndItsThreadGoesOn() throws InterruptedException {
    CountDownLatch building = new CountDownLatch(1);
    script.beforeJudging =
        () -> {
          building.countDown();
          waitForInterruption();
        };
    boolean[] interruptedAfter = {true};
    Thread worker =
        new Thread(
            () -> {
              execute();
              interruptedAfter[0] = Thread.currentThread().isInterrupted();
            });
    worker.start();
    assertThat(building.await(30, TimeUnit.SECONDS)).isTrue();

    cancellation.cancel("r1");
    worker.join(30_000);

    assertThat(queued.run().state()).isEqualTo(RunState.CANCELLED);
    assertThat(queued.run().reason()).isEqualTo("It was cancelled.");
    assertThat(queued.incidentState()).isEqualTo(IncidentState.ONGOING);
    assertThat(queued.database().runs().solutionOfRun("r1")).isEmpty();
    assertThat(interruptedAfter[0]).isFalse();
  }

  @Test
  void aRunThatIsCancelledElsewhereEndsAtItsNextStep() {
    script.beforeJudging = () -> queued.database().runs().cancel("r1");

    execute();

    assertThat(queued.run().state()).isEqualTo(RunState.CANCELLED);
    assertThat(queued.database().runs().solutionOfRun("r1")).isEmpty();
  }

  @Test
  void aShutdownCancelsNothing() {
    script.beforeJudging =
        () -> {
          Thread.currentThread().interrupt();
          waitForInterruption();
        };
    try {
      assertThatThrownBy(this::execute).isInstanceOf(ValidationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(queued.run().state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void aRunThatHasEndedStaysAsItIs() {
    execute();

    assertThat(cancellation.cancel("r1").orElseThrow().state()).isEqualTo(RunState.FIXED);
    assertThat(cancellation.cancel("r2")).isEmpty();
  }

  @Test
  void aRunThatGoesOnKnowsWhatItSpentAndFound() {
    script.beforeJudging =
        () -> {
          throw new ValidationException("the disk is full");
        };
    assertThatThrownBy(this::execute).isInstanceOf(ValidationException.class);
    script.beforeJudging = () -> {};
    Journal resumed = new StoredJournal(queued.database().runs(), queued.run(), Clock.systemUTC());

    assertThat(resumed.reproduction()).contains(Script.SHOWN);
    assertThat(resumed.workedBefore()).isEqualTo(queued.run().worked());
    execute();
    assertThat(queued.run().starts()).isEqualTo(2);
    assertThat(queued.run().state()).isEqualTo(RunState.FIXED);
  }

  @Test
  void aKnownFaultInTheSameCodeCostsNothing() {
    script.experience = queued.database().experience();
    execute();
    Run again = queued.again("r2");

    queued.executor(script.pipeline(RepairLimits.DEFAULT), cancellation, "s2").execute("r2");

    assertThat(script.opened()).isEqualTo(1);
    Solution known = queued.database().runs().solutionOfRun(again.id()).orElseThrow();
    assertThat(known.patch()).isEqualTo(Script.patch("f();"));
    assertThat(known.confidence())
        .isEqualTo(queued.database().runs().solutionOfRun("r1").orElseThrow().confidence());
    assertThat(known.verdict().evidence()).last().asString().contains("fix of solution s1");
  }

  @Test
  void aKnownFixIsNotGivenForOtherCodeOrAfterItWasRejected() {
    script.experience = queued.database().experience();
    execute();
    Solution solution = queued.database().runs().solutionOfRun("r1").orElseThrow();
    Recollection recollection = new Recollection(queued.database().experience());
    Fault fault = queued.fault();

    assertThat(recollection.knownFix(fault, script.snapshot())).isPresent();
    script.blob = "b1";
    assertThat(recollection.knownFix(fault, script.snapshot())).isEmpty();
    script.blob = "b0";
    queued
        .database()
        .experience()
        .keep(Review.of(solution, Judgement.REJECTED, "", "no", Instant.EPOCH));

    assertThat(recollection.knownFix(fault, script.snapshot())).isEmpty();
  }

  private void execute() {
    queued
        .executor(
            script.pipeline(RepairLimits.DEFAULT, script.free("templates", "one", "f();")),
            cancellation,
            "s1")
        .execute("r1");
  }

  private static void waitForInterruption() {
    try {
      Thread.sleep(30_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ValidationException("the sandbox was interrupted");
    }
  }
}
