package dev.hephaestus.server.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hephaestus.server.localization.RevisionChoice;
import dev.hephaestus.server.pipeline.Attempt;
import dev.hephaestus.server.pipeline.MemoryJournal;
import dev.hephaestus.server.pipeline.Outcome;
import dev.hephaestus.server.validation.Reproduction;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code fix --json} prints.
 *
 * @param outcome {@code fixed}, {@code fixed_at_head}, {@code abstained}, {@code cancelled} or
 *     {@code failed}
 * @param verdict {@code reproduced}, {@code tested}, {@code compiles} or {@code unverified}; null
 *     without a fix
 * @param cause one sentence: what was wrong; null without a fix
 * @param patch a unified diff against the revision; null without a fix
 * @param reproduction the test that failed before; null without one
 * @param evidence what was run and seen, one sentence each
 * @param confidence how sure it is that the fix is right, from 0 to 1; null without a fix
 * @param confidenceReasons why, one sentence each, the weightiest first
 * @param origin the operator or model that proposed it; null without a fix
 * @param attempts what was tried, and what a model was asked and answered
 * @param tokens what a model was sent and answered
 * @param costUsd money, in US dollars
 * @param seconds wall-clock time
 * @param reason why there is no fix; empty with one
 * @param revision the commit that the patch is against; null without a fix
 * @param deployed the commit that is taken for the one that logged it; null when it did not come to
 *     that
 * @param deployedBecause why that one, one sentence; null when it did not come to that
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record FixReport(
    String outcome,
    @Nullable String verdict,
    @Nullable String cause,
    @Nullable String patch,
    @Nullable Test reproduction,
    List<String> evidence,
    @Nullable Double confidence,
    List<String> confidenceReasons,
    @Nullable String origin,
    List<Attempt> attempts,
    Tokens tokens,
    double costUsd,
    double seconds,
    String reason,
    @Nullable String revision,
    @Nullable String deployed,
    @Nullable String deployedBecause) {

  /**
   * A reproduction.
   *
   * @param path where it belongs
   * @param source the whole test class
   * @param test its name
   * @param call the failing call
   * @param inputs where its values come from: {@code captured}, {@code fixtures}, {@code written},
   *     {@code made_up} or {@code unknown}
   */
  record Test(String path, String source, String test, String call, String inputs) {

    static Test of(Reproduction test) {
      return new Test(
          test.path(),
          test.source(),
          test.testName(),
          test.call(),
          test.inputs().name().toLowerCase(Locale.ROOT));
    }
  }

  /**
   * Tokens of all answers.
   *
   * @param in sent
   * @param out received
   */
  record Tokens(long in, long out) {}

  static FixReport of(Outcome outcome, MemoryJournal journal, Duration took) {
    return switch (outcome) {
      case Outcome.Fixed fixed -> fixed(fixed, journal, took);
      case Outcome.AlreadyFixed already ->
          without("fixed_at_head", already.reason(), journal, took);
      case Outcome.Abstained abstained -> without("abstained", abstained.reason(), journal, took);
    };
  }

  static FixReport failed(String reason, MemoryJournal journal, Duration took) {
    return without("failed", reason, journal, took);
  }

  static FixReport cancelled(MemoryJournal journal, Duration took) {
    return without("cancelled", "It was cancelled.", journal, took);
  }

  String toJson() {
    return Json.pretty(this);
  }

  private static FixReport fixed(Outcome.Fixed fixed, MemoryJournal journal, Duration took) {
    return new FixReport(
        "fixed",
        fixed.verdict().level().label(),
        fixed.candidate().cause(),
        fixed.candidate().patch().toUnifiedDiff(),
        fixed.verdict().reproduction().map(Test::of).orElse(null),
        fixed.verdict().evidence(),
        fixed.confidence().value(),
        fixed.confidence().reasons(),
        fixed.candidate().origin(),
        journal.attempts(),
        tokens(journal),
        journal.cost().usd(),
        seconds(took),
        "",
        fixed.commit(),
        deployed(journal),
        because(journal));
  }

  private static FixReport without(
      String outcome, String reason, MemoryJournal journal, Duration took) {
    return new FixReport(
        outcome,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        List.of(),
        null,
        journal.attempts(),
        tokens(journal),
        journal.cost().usd(),
        seconds(took),
        reason,
        null,
        deployed(journal),
        because(journal));
  }

  private static @Nullable String deployed(MemoryJournal journal) {
    return journal.chosen().map(RevisionChoice::commit).orElse(null);
  }

  private static @Nullable String because(MemoryJournal journal) {
    return journal.chosen().map(RevisionChoice::reason).orElse(null);
  }

  private static Tokens tokens(MemoryJournal journal) {
    return new Tokens(journal.cost().tokensIn(), journal.cost().tokensOut());
  }

  private static double seconds(Duration took) {
    return took.toMillis() / 1000.0;
  }
}
