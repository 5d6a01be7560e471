package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.syntax.SyntaxNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells calls of a logger from others, by the names that loggers and their methods go by in all the
 * languages' libraries.
 */
final class LogCalls {

  private static final Map<String, String> LEVELS =
      Map.ofEntries(
          Map.entry("trace", "trace"),
          Map.entry("verbose", "trace"),
          Map.entry("debug", "debug"),
          Map.entry("fine", "debug"),
          Map.entry("info", "info"),
          Map.entry("information", "info"),
          Map.entry("log", "info"),
          Map.entry("print", "info"),
          Map.entry("println", "info"),
          Map.entry("warn", "warn"),
          Map.entry("warning", "warn"),
          Map.entry("error", "error"),
          Map.entry("exception", "error"),
          Map.entry("severe", "error"),
          Map.entry("critical", "error"),
          Map.entry("fatal", "error"),
          Map.entry("panic", "error"));

  /** What ends a chain that another call has given its level. */
  private static final Set<String> ENDS = Set.of("log", "msg", "msgf", "send", "write");

  private static final int LONGEST_CHAIN = 12;

  private final LanguageRules rules;

  LogCalls(LanguageRules rules) {
    this.rules = rules;
  }

  /** The level that the call logs at; empty when it does not log. */
  Optional<String> level(CallSite call) {
    if (call.receiver().isEmpty() || call.arguments().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> own = Optional.ofNullable(LEVELS.get(plain(call.name())));
    String end = call.name().toLowerCase(Locale.ROOT);
    if (ENDS.contains(end)) {
      Optional<String> earlier = chained(call.receiver().get());
      if (earlier.isPresent()) {
        return earlier;
      }
    }
    return own.filter(level -> isLogger(call.receiver().get()));
  }

  /** {@code logger.atError().setCause(e).log("…")}, {@code log.Error().Err(err).Msg("…")}. */
  private Optional<String> chained(SyntaxNode receiver) {
    Optional<CallSite> call = rules.call(receiver);
    for (int i = 0; i < LONGEST_CHAIN && call.isPresent(); i++) {
      CallSite earlier = call.get();
      Optional<String> level = Optional.ofNullable(LEVELS.get(plain(earlier.name())));
      if (level.isPresent() && earlier.receiver().filter(this::isLogger).isPresent()) {
        return level;
      }
      call = earlier.receiver().flatMap(rules::call);
    }
    return Optional.empty();
  }

  private boolean isLogger(SyntaxNode receiver) {
    String name = rules.nameOf(receiver);
    if (name.isEmpty()) {
      name = rules.call(receiver).map(CallSite::name).orElse("");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains("log") || lower.equals("console") || lower.equals("timber");
  }

  /** {@code LogError}, {@code atError}, {@code Errorf}, {@code ErrorContext}: {@code error}. */
  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (LEVELS.containsKey(lower)) {
      return lower;
    }
    String cut =
        lower.replaceFirst("^(?:log|at)", "").replaceFirst("(?:f|ln|w|context|ctx|async|!)$", "");
    return LEVELS.containsKey(cut) ? cut : lower;
  }
}
