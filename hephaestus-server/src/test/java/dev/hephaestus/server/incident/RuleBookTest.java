package dev.hephaestus.server.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.incident.Rules.By;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.node.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RuleBookTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void theLongestPrefixOfALoggerCounts() {
    Threshold warn = new Threshold(Level.WARN, 1, Duration.ofMinutes(1));
    Threshold many = new Threshold(Level.ERROR, 9, Duration.ofMinutes(1));
    RuleBook book =
        new RuleBook(
            new Rules(
                List.of(
                    new Rules.LoggerThreshold("shop", warn),
                    new Rules.LoggerThreshold("shop.noisy", many)),
                List.of()));

    assertThat(book.threshold("shop.Cart", Threshold.DEFAULT)).isEqualTo(warn);
    assertThat(book.threshold("shop.noisy.Bot", Threshold.DEFAULT)).isEqualTo(many);
    assertThat(book.threshold("shopping", Threshold.DEFAULT)).isEqualTo(Threshold.DEFAULT);
  }

  @Test
  void anExceptionIsIgnoredWithWhatExtendsItAnywhereInTheChain() {
    Thrown missing = Thrown.of("java.io.FileNotFoundException", "x", List.of());
    Thrown wrapped = new Thrown("shop.E", "", List.of(), 0, missing, List.of());

    assertThat(ignores(By.EXCEPTION, "java.io.IOException", "m", missing)).isTrue();
    assertThat(ignores(By.EXCEPTION, "java.io.IOException", "m", wrapped)).isTrue();
    assertThat(ignores(By.EXCEPTION, "shop.E", "m", wrapped)).isTrue();
    assertThat(ignores(By.EXCEPTION, "java.sql.SQLException", "m", wrapped)).isFalse();
    assertThat(ignores(By.EXCEPTION, "java.io.IOException", "m", null)).isFalse();
  }

  @Test
  void aLoggerOrAMessageIsIgnored() {
    assertThat(ignores(By.LOGGER, "shop", "m", null)).isTrue();
    assertThat(ignores(By.LOGGER, "sho", "m", null)).isFalse();
    assertThat(ignores(By.MESSAGE, "(?i)timed +out$", "it TIMED  OUT", null)).isTrue();
    assertThat(ignores(By.MESSAGE, "^timed", "it timed out", null)).isFalse();
    Thrown thrown = Thrown.of("E", "broken pipe", List.of());
    assertThat(ignores(By.MESSAGE, "broken pipe", "m", thrown)).isTrue();
  }

  @Test
  void aHostilePatternTakesLinearTime() {
    assertThat(ignores(By.MESSAGE, "(a+)+$", "a".repeat(9_000) + "b", null)).isFalse();
  }

  @Test
  void ofAHugeMessageOnlyTheStartIsLookedAt() {
    assertThat(ignores(By.MESSAGE, "end", "x".repeat(9_997) + "end", null)).isTrue();
    assertThat(ignores(By.MESSAGE, "end", "x".repeat(10_000) + "end", null)).isFalse();
    Thrown huge = Thrown.of("E", "x".repeat(10_000) + "end", List.of());
    assertThat(ignores(By.MESSAGE, "end", "m", huge)).isFalse();
  }

  @Test
  void whatSaysNothingOrIsOfNoKnownTypeIsNotIgnored() {
    Thrown silent = Thrown.of("shop.E", null, List.of());
    assertThat(ignores(By.MESSAGE, "null", "m", silent)).isFalse();
    for (String name : List.of("", "[[[I", "java.", "java.io.IOException ", "\u0000", "int")) {
      Thrown strange = Thrown.of(name, "m", List.of());
      assertThat(ignores(By.EXCEPTION, "java.lang.Throwable", "m", strange)).as(name).isFalse();
      assertThat(ignores(By.LOGGER, "java", "m", strange)).isFalse();
    }
    // The rule's name may be as strange as what was thrown.
    Thrown known = Thrown.of("java.io.FileNotFoundException", "m", List.of());
    assertThat(ignores(By.EXCEPTION, "[Ljava.io.IOException;", "m", known)).isFalse();
    assertThat(ignores(By.EXCEPTION, "java.lang.String", "m", known)).isFalse();
  }

  @Test
  void oneRuleThatIsOverDoesNotEndTheOthers() {
    Rules.Ignored over = new Rules.Ignored(By.LOGGER, "shop", Optional.of(NOW));
    Rules.Ignored lasts = new Rules.Ignored(By.MESSAGE, "noise", Optional.empty());
    RuleBook book = new RuleBook(new Rules(List.of(), List.of(over, lasts)));

    assertThat(book.ignores(record("noise", null), NOW)).isTrue();
    assertThat(book.ignores(record("m", null), NOW)).isFalse();
  }

  @Test
  void aRuleEndsWhenItsTimeIsOver() {
    Rules.Ignored until = new Rules.Ignored(By.LOGGER, "shop", Optional.of(NOW));
    RuleBook book = new RuleBook(new Rules(List.of(), List.of(until)));

    assertThat(book.ignores(record("m", null), NOW.minusSeconds(1))).isTrue();
    assertThat(book.ignores(record("m", null), NOW)).isFalse();
  }

  @Test
  void rulesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new Rules.Ignored(By.MESSAGE, "(", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("RE2");
    assertThatThrownBy(() -> new Rules.Ignored(By.LOGGER, " ", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    Rules.Ignored one = new Rules.Ignored(By.LOGGER, "a", Optional.empty());
    assertThatThrownBy(
            () -> new Rules(List.of(), java.util.Collections.nCopies(Rules.MOST + 1, one)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static boolean ignores(By by, String what, String message, @Nullable Thrown thrown) {
    Rules rules = new Rules(List.of(), List.of(new Rules.Ignored(by, what, Optional.empty())));
    return new RuleBook(rules).ignores(record(message, thrown), NOW);
  }

  private static LogRecord record(String message, @Nullable Thrown thrown) {
    return LogRecord.of(NOW, Level.ERROR, "shop.Cart", message, thrown);
  }
}
