package dev.hephaestus.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.Draft;
import dev.hephaestus.server.repair.Exchange;
import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.Proposer;
import dev.hephaestus.server.repair.Rework;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Reproduction.Inputs;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked of proposers and of authors of tests, within which limits, and what is kept. */
final class SearchTest {
  private static final Cost PAID = new Cost(100, 20, 0.25);

  private final Script script = new Script();
  private final MemoryJournal journal = new MemoryJournal(step -> {});

  @Test
  void keepsWhatWasSaidAnsweredReachedAndPaid() {
    script.verdicts.put("gpt", Script.rejected(Verdict.Check.REGRESSION, "a test fails"));

    repair(script.proposer("gpt", Script.asked("gpt", "f();", PAID)));

    Attempt kept = journal.attempts().get(0);
    assertThat(kept.prompt()).isEqualTo("fix it");
    assertThat(kept.reply()).isEqualTo("done");
    assertThat(kept.step()).isEqualTo("test");
    assertThat(kept.cost()).isEqualTo(PAID);
    assertThat(kept.durationMs()).isNotNegative();
  }

  @Test
  void whatReviewersRefusedIsNotProposedAgain() {
    script.found = Optional.of(Script.SHOWN);
    for (String origin : List.of("first", "second")) {
      script.verdicts.put(origin, Script.accepted(VerdictLevel.REPRODUCED));
    }
    Fault asked = Script.fault();
    Fault again =
        new Fault(
            asked.repository(),
            asked.revision(),
            asked.version(),
            asked.record(),
            asked.fingerprint(),
            Optional.of(new Rework(List.of(Script.patch("f();")), List.of("not f"))));

    Outcome outcome =
        script
            .pipeline(
                RepairLimits.DEFAULT, script.free("templates", "first", "f();", "second", "g();"))
            .repair(again, journal);

    assertThat(script.judged).containsExactly("second");
    assertThat(((Outcome.Fixed) outcome).candidate().origin()).isEqualTo("second");
    assertThat(script.tasks.get(0).rework().orElseThrow().remarks()).containsExactly("not f");
  }

  @Test
  void keepsTheBeginningAndTheEndOfALongReply() {
    String reply = "begin" + "x".repeat(9_000_000) + "end";
    repair(
        script.proposer(
            "gpt",
            new Proposal.Unusable(
                "no blocks", "gpt", PAID, Optional.of(new Exchange("fix", reply)))));

    Attempt kept = journal.attempts().get(0);
    assertThat(kept.reply()).startsWith("begin").endsWith("end").hasSizeLessThan(65_000);
    assertThat(kept.step()).isEqualTo("propose");
  }

  @Test
  void tellsAProposerOnceWhatAGateRefusesAndLeavesItsConversationAfterTheSecondTime() {
    script.verdicts.put("a", Script.rejected(Verdict.Check.GATE, "it touches the build"));
    script.verdicts.put("b", Script.rejected(Verdict.Check.GATE, "it deletes a test"));

    repair(
        script.proposer(
            "gpt",
            Script.asked("a", "f();", PAID),
            Script.asked("b", "g();", PAID),
            Script.asked("c", "h();", PAID)));

    assertThat(script.feedbacks)
        .extracting(feedback -> feedback.map(Feedback::reason).orElse(""))
        .containsExactly("", "it touches the build", "", "does not compile");
    assertThat(journal.attempts()).extracting(Attempt::step).contains("gate", "compile");
  }

  @Test
  void asksTheModelTooWhereNoTestShowsTheFaultAndTakesItsFix() {
    script.found = Optional.empty();
    script.verdicts.put("template", Script.accepted(VerdictLevel.TESTED));
    script.verdicts.put("gpt", Script.accepted(VerdictLevel.TESTED));

    Outcome outcome =
        script.repair(
            RepairLimits.DEFAULT,
            journal,
            script.free("templates", "template", "f();"),
            script.proposer("gpt", Script.asked("gpt", "g();", PAID)));

    assertThat(script.judged).containsExactly("template", "gpt");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Fixed.class, fixed -> assertThat(fixed.candidate().origin()).isEqualTo("gpt"));
  }

  @Test
  void triesNoGuessWhereNothingShowsTheFaultAndSaysSo() {
    script.found = Optional.empty();
    script.verdicts.put("guess", Script.accepted(VerdictLevel.TESTED));

    Outcome outcome = repair(guessing());

    assertThat(script.judged).isEmpty();
    assertThat(reason(outcome)).contains("A guess was held back").contains("not be reproduced");
  }

  @Test
  void triesAGuessAgainstATestThatShowsTheFault() {
    script.verdicts.put("guess", Script.accepted(VerdictLevel.REPRODUCED));

    assertThat(repair(guessing())).isInstanceOf(Outcome.Fixed.class);
  }

  private Proposer guessing() {
    return script.proposer("t", Script.asked("guess", "f();", Cost.NONE).asGuess(true));
  }

  @Test
  void goesOnThroughTemplatesThatGatesRefuse() {
    script.verdicts.put("a", Script.rejected(Verdict.Check.GATE, "it swallows"));
    script.verdicts.put("b", Script.rejected(Verdict.Check.GATE, "it swallows"));
    script.verdicts.put("c", Script.accepted(VerdictLevel.REPRODUCED));

    repair(script.free("templates", "a", "f();", "b", "g();", "c", "h();"));

    assertThat(script.feedbacks).element(2).asString().contains("it swallows");
    assertThat(script.judged).containsExactly("a", "b", "c");
  }

  @Test
  void doesNotRunAChangeOfAnEffectThatFailedBefore() {
    script.verdicts.put("a", Script.rejected(Verdict.Check.REPRODUCTION, "still fails"));

    repair(script.free("t", "a", "if (x == null) return; f();", "b", "if (x != null) f();"));

    assertThat(script.judged).containsExactly("a");
  }

  @Test
  void namesTheLimitOfTimeWhichCountsOnAfterACrash() {
    Ticking clock = new Ticking();
    script.clock = clock;
    script.beforeJudging = () -> clock.advance(Duration.ofSeconds(20));
    Journal resumed = new ResumedJournal(Duration.ofSeconds(30));

    Outcome outcome =
        script.repair(new RepairLimits(9, Duration.ofSeconds(60), 100), resumed, paidThrice());

    assertThat(script.judged).hasSize(2);
    assertThat(reason(outcome)).contains("limit of 60 seconds").contains("repair.timeLimit");
  }

  @Test
  void anInterruptedAnswerIsNoAnswer() {
    script.beforeJudging = () -> Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> repair(paidThrice())).isInstanceOf(RepairInterruptedException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(journal.attempts()).isEmpty();
  }

  @Test
  void adoptsATestThatAnAuthorCorrected() {
    script.found = Optional.empty();
    script.adoptable = "class Good {}";
    script.authors.add(script.author(Script.draft("class Bad {}"), Script.draft("class Good {}")));
    script.verdicts.put("one", Script.accepted(VerdictLevel.TESTED));

    repair(script.free("templates", "one", "f();"));

    assertThat(script.feedbacks.subList(0, 2))
        .containsExactly(Optional.empty(), Optional.of(Script.WRONG));
    assertThat(journal.attempts())
        .extracting(Attempt::outcome)
        .containsExactly("rejected", "adopted", "tested");
    assertThat(journal.attempts().get(1).step()).isEqualTo("reproduce");
    assertThat(journal.attempts().get(1).reply()).isEqualTo("class Good {}");
    assertThat(journal.reproduction().orElseThrow().inputs()).isEqualTo(Inputs.WRITTEN);
    assertThat(journal.cost()).isEqualTo(new Cost(20, 2, 1));
  }

  @Test
  void asksAnAuthorAFewTimesOnly() {
    script.found = Optional.empty();
    Draft bad = Script.draft("class Bad {}");
    script.authors.add(script.author(bad, bad, bad, bad, bad));

    Outcome outcome = repair(script.free("templates"));

    assertThat(script.adopted).hasSize(3);
    assertThat(reason(outcome)).contains("3 tests were written in vain");
  }

  @Test
  void leavesAnAuthorThatAbstains() {
    script.found = Optional.empty();
    script.authors.add(
        script.author(
            new Draft.Unusable("no class", PAID, Optional.empty()),
            new Draft.Abstention("it needs a database", PAID, Optional.empty())));

    repair(script.free("templates"));

    assertThat(script.adopted).isEmpty();
    assertThat(journal.attempts())
        .extracting(Attempt::reason)
        .containsExactly("no class", "it needs a database");
  }

  @Test
  void refusesATestOutsideTheRepository() {
    script.found = Optional.empty();
    script.authors.add(
        script.author(
            new Draft.Test("../../etc/T.java", "class T {}", PAID, Optional.empty()),
            new Draft.Abstention("over", PAID, Optional.empty())));

    repair(script.free("templates"));

    assertThat(script.adopted).isEmpty();
    assertThat(journal.attempts().get(0).reason()).contains("is not one of a test");
  }

  @Test
  void asksNoAuthorWhereSomethingShowsTheFault() {
    script.authors.add(script.author());

    repair(script.free("templates"));

    assertThat(script.feedbacks).hasSize(1);
  }

  @Test
  void provesAgainWhatShowedTheFaultBeforeACrashInsteadOfAsking() {
    script.found = Optional.empty();
    script.adoptable = "class Good {}";
    script.authors.add(script.author());
    ResumedJournal resumed = new ResumedJournal(Duration.ZERO);
    resumed.reproduced(new Reproduction("T.java", "class Good {}", "T.t", "t()", Inputs.WRITTEN));
    script.verdicts.put("one", Script.accepted(VerdictLevel.REPRODUCED));

    Outcome outcome =
        script.repair(RepairLimits.DEFAULT, resumed, script.free("templates", "one", "f();"));

    assertThat(script.adopted).containsExactly("class Good {}");
    assertThat(outcome).isInstanceOf(Outcome.Fixed.class);
  }

  @Test
  void asksNobodyForAFixThatWasFoundBeforeACrash() {
    script.verdicts.put("gpt", Script.accepted(VerdictLevel.REPRODUCED));
    Journal resumed = new ResumedJournal(Duration.ZERO);
    resumed.plausible(Script.asked("gpt", "f();", PAID));

    Outcome outcome = script.repair(RepairLimits.DEFAULT, resumed, paidThrice());

    assertThat(script.judged).containsExactly("gpt");
    assertThat(script.feedbacks).isEmpty();
    assertThat(((Outcome.Fixed) outcome).candidate().origin()).isEqualTo("gpt");
  }

  @Test
  void asksAgainWhereTheFixOfBeforeDoesNotHold() {
    Journal resumed = new ResumedJournal(Duration.ZERO);
    resumed.plausible(Script.asked("gpt", "f();", PAID));

    assertThat(script.repair(RepairLimits.DEFAULT, resumed, paidThrice()))
        .isInstanceOf(Outcome.Abstained.class);
    assertThat(script.judged).containsExactly("gpt", "a", "b", "c");
  }

  @Test
  void keepsWhatIsPlausibleForTheCaseOfACrash() {
    script.verdicts.put("a", Script.accepted(VerdictLevel.TESTED));

    repair(script.free("t", "a", "f();", "b", "g();"));

    assertThat(journal.plausible()).extracting(Proposal.Candidate::origin).containsExactly("a");
  }

  private Outcome repair(Proposer proposer) {
    return script.repair(RepairLimits.DEFAULT, journal, proposer);
  }

  private Proposer paidThrice() {
    return script.proposer(
        "gpt",
        Script.asked("a", "f();", PAID),
        Script.asked("b", "g();", PAID),
        Script.asked("c", "h();", PAID));
  }

  private static String reason(Outcome outcome) {
    return ((Outcome.Abstained) outcome).reason();
  }

  /** A clock that stands until it is told. */
  private static final class Ticking extends Clock {
    private Instant now = Instant.EPOCH;

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("UTC");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
