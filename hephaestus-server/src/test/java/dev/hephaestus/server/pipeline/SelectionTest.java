package dev.hephaestus.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.delivery.Confidence;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Example;
import dev.hephaestus.server.repair.Example.Judgement;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.validation.Reproduction.Inputs;
import dev.hephaestus.server.validation.VerdictLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of several plausible fixes is given, and how sure it is. */
final class SelectionTest {
  private final Script script = new Script();
  private final MemoryJournal journal = new MemoryJournal(step -> {});

  @Test
  void looksForRivalsOnlyWhileTheyAreFree() {
    reproduces("one", "two", "three");

    script.repair(
        RepairLimits.DEFAULT,
        journal,
        script.free("templates", "one", "f();", "two", "g();"),
        script.free("model", "three", "h();"));

    assertThat(script.judged).containsExactly("one", "two");
  }

  @Test
  void looksForAFewRivalsOnly() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.addAll(List.of("o" + i, "f" + i + "();"));
      reproduces("o" + i);
    }

    script.repair(
        RepairLimits.DEFAULT, journal, script.free("templates", many.toArray(new String[0])));

    assertThat(script.judged).containsExactly("o0", "o1", "o2", "o3");
  }

  @Test
  void stopsLookingWhenWhatFollowsIsRefusedAgainAndAgain() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.addAll(List.of("o" + i, "f" + i + "();"));
    }
    reproduces("o0");

    script.repair(
        RepairLimits.DEFAULT, journal, script.free("templates", many.toArray(new String[0])));

    assertThat(script.judged).hasSize(7);
  }

  @Test
  void prefersTheFurtherVerified() {
    script.verdicts.put("one", Script.accepted(VerdictLevel.TESTED));
    reproduces("two");

    assertThat(chosen("one", "f();", "two", "g();")).isEqualTo("two");
  }

  @Test
  void prefersWhatMoreThanOneProposedAndDoesNotRunItTwice() {
    reproduces("one", "two", "three");

    Outcome.Fixed fixed =
        fixed("one", "f();", "two", "if (a == null) return; g();", "three", "if (a != null) g();");

    assertThat(fixed.candidate().origin()).isEqualTo("two");
    assertThat(script.judged).containsExactly("one", "two");
    assertThat(fixed.confidence().reasons()).anyMatch(reason -> reason.contains("by three"));
  }

  @Test
  void prefersTheSmallerOfNeighboursInTheProposersOrder() {
    reproduces("long", "short");

    assertThat(chosen("long", "f();\ng();\nh();\ni();\nj();\nk();", "short", "g();"))
        .isEqualTo("short");
    assertThat(chosen("long", "f();\ng();", "short", "h();")).isEqualTo("long");
  }

  @Test
  void isLessSureTheMoreFixesOfOtherEffectsPass() {
    reproduces("one", "two", "three");

    double alone = confidence("one", "f();").value();
    double two = confidence("one", "f();", "two", "g();").value();
    Confidence three = confidence("one", "f();", "two", "g();", "three", "h();");

    assertThat(two).isLessThan(alone);
    assertThat(three.value()).isLessThan(two).isLessThan(0.5);
    assertThat(three.reasons())
        .anyMatch(r -> r.contains("2 more fixes of different effects") && r.contains("nothing"));
  }

  @Test
  void isSurerOfValuesThatFailedThanOfMadeUpOnes() {
    reproduces("one");

    script.found = Optional.of(Script.SHOWN.with(Inputs.MADE_UP));
    Confidence madeUp = confidence("one", "f();");
    script.found = Optional.of(Script.SHOWN.with(Inputs.CAPTURED));
    Confidence captured = confidence("one", "f();");

    assertThat(captured.value()).isGreaterThan(madeUp.value());
    assertThat(madeUp.reasons()).contains("The test calls with made-up values.");
  }

  @Test
  void isLessSureOfWhatWasNotReproduced() {
    reproduces("one");
    double reproduced = confidence("one", "f();").value();
    script.found = Optional.empty();
    script.verdicts.put("one", Script.accepted(VerdictLevel.TESTED));

    assertThat(confidence("one", "f();").value()).isLessThan(reproduced).isLessThan(0.5);
  }

  @Test
  void isLessSureOfAGuess() {
    reproduces("a");
    Proposal.Candidate reasoned = Script.asked("a", "f();", Cost.NONE);

    double sure = confidence(reasoned);
    double guessed = confidence(reasoned.asGuess(true));

    assertThat(guessed).isLessThan(sure);
  }

  @Test
  void isLessSureOfWhatReviewersRejectedBefore() {
    reproduces("one");
    double before = confidence("one", "f();").value();
    script.experience = rejecting("one");

    Confidence after = confidence("one", "f();");

    assertThat(after.value()).isLessThan(before);
    assertThat(after.reasons()).anyMatch(reason -> reason.contains("rejected"));
    assertThat(script.tasks.getLast().examples()).hasSize(1);
  }

  @Test
  void abstainsBelowTheLeastConfidenceAndSaysWhy() {
    reproduces("one", "two");
    RepairLimits strict = new RepairLimits(60, Duration.ofMinutes(1), 1_000, 0, 0.99);

    Outcome outcome =
        script.repair(strict, journal, script.free("templates", "one", "f();", "two", "g();"));

    assertThat(((Outcome.Abstained) outcome).reason())
        .contains("A fix by one was found (reproduced)")
        .contains("99 % is the least")
        .contains("Another fix of a different effect passes as well");
  }

  @Test
  void saysOnWhichCodeAFixRests() {
    reproduces("one");

    Outcome outcome =
        script.repair(RepairLimits.DEFAULT, journal, script.free("templates", "one", "f();"));

    assertThat(((Outcome.Fixed) outcome).blobs()).isEqualTo(Map.of("A.java", "b0"));
  }

  private void reproduces(String... origins) {
    for (String origin : origins) {
      script.verdicts.put(origin, Script.accepted(VerdictLevel.REPRODUCED));
    }
  }

  private String chosen(String... originsAndBodies) {
    return fixed(originsAndBodies).candidate().origin();
  }

  private double confidence(Proposal.Candidate candidate) {
    Outcome outcome =
        script.repair(
            RepairLimits.DEFAULT,
            new MemoryJournal(step -> {}),
            script.proposer("templates", candidate));
    return ((Outcome.Fixed) outcome).confidence().value();
  }

  private Confidence confidence(String... originsAndBodies) {
    return fixed(originsAndBodies).confidence();
  }

  private Outcome.Fixed fixed(String... originsAndBodies) {
    script.judged.clear();
    return (Outcome.Fixed)
        script.repair(
            RepairLimits.DEFAULT,
            new MemoryJournal(step -> {}),
            script.free("templates", originsAndBodies));
  }

  private static Experience rejecting(String origin) {
    Review review =
        new Review(
            "s0",
            "/srv/shop",
            new Example("E", origin, Judgement.REJECTED, List.of(), "", "", "no"),
            Instant.EPOCH);
    return new MemoryExperience(List.of(review), List.of());
  }
}
