package dev.hephaestus.server.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hephaestus.server.testkit.MutableClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What tests of models share: settings, a clock that pauses advance, a request. */
final class ModelCalls {
  static final String KEY = "sk-very-secret-key-1234567890";
  static final Timeouts PATIENT = Timeouts.of(Duration.ofSeconds(20));
  // Only the one that a test is about is short, so that a busy machine changes nothing.
  static final Timeouts SHORT_TO_BEGIN =
      new Timeouts(Duration.ofMillis(300), PATIENT.inactivity(), PATIENT.total());
  static final Timeouts SHORT_TO_GO_ON =
      new Timeouts(PATIENT.firstToken(), Duration.ofMillis(400), PATIENT.total());
  static final Timeouts SHORT_IN_ALL =
      new Timeouts(PATIENT.firstToken(), PATIENT.inactivity(), Duration.ofMillis(500));

  final MutableClock clock = new MutableClock(Instant.parse("2026-01-31T23:00:00Z"));
  final List<Duration> pauses = new ArrayList<>();
  final Accounts accounts = new Accounts();
  final MemoryLedger ledger = new MemoryLedger();
  Budget budget = Budget.UNLIMITED;

  static ModelRequest request() {
    return new ModelRequest(
        "be brief",
        List.of(
            new ModelRequest.Turn(ModelRequest.Role.USER, "one"),
            new ModelRequest.Turn(ModelRequest.Role.ASSISTANT, "two"),
            new ModelRequest.Turn(ModelRequest.Role.USER, "three")),
        500);
  }

  static ProviderSettings settings(Wire wire, TestServer server) {
    return settings(wire, server, PATIENT, CallLimits.DEFAULT, TokenPrice.FREE, true);
  }

  static ProviderSettings settings(
      Wire wire,
      TestServer server,
      Timeouts timeouts,
      CallLimits limits,
      TokenPrice price,
      boolean streaming) {
    return new ProviderSettings(
        wire.provider(),
        "m1",
        Optional.of(server.url() + wire.base),
        () -> KEY,
        timeouts,
        limits,
        OptionalDouble.empty(),
        price,
        streaming);
  }

  LanguageModels models() {
    return new LanguageModels(
        new Cashier(budget, ledger, accounts, clock),
        clock,
        pause -> {
          pauses.add(pause);
          clock.advance(pause);
        },
        () -> 1.0);
  }

  LanguageModel model(ProviderSettings settings) {
    return models().create(settings);
  }

  /** One try, without waits. */
  LanguageModel once(Wire wire, TestServer server, Timeouts timeouts) {
    return model(settings(wire, server, timeouts, new CallLimits(1, 0, 0), TokenPrice.FREE, true));
  }

  static ModelException failure(LanguageModel model) {
    ModelException failure =
        catchThrowableOfType(ModelException.class, () -> model.reply(request()));
    assertThat(failure).isNotNull();
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(KEY);
    return failure;
  }
}
