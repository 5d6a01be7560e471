package dev.hephaestus.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.incident.Rules;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.node.Threshold;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node's rules, as the API shows and takes them. */
record RulesView(
    List<LoggerView> loggers, List<IgnoredView> ignored, long foldedIncidents, long foldedCount) {

  /** A threshold of loggers; the window in seconds. */
  record LoggerView(String prefix, String level, int count, long windowSeconds) {}

  /** What makes no incident. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record IgnoredView(String by, String what, @Nullable Instant until) {}

  static RulesView of(Rules rules, IncidentStore.Others others) {
    return new RulesView(
        rules.thresholds().stream()
            .map(
                each ->
                    new LoggerView(
                        each.prefix(),
                        each.threshold().level().name(),
                        each.threshold().count(),
                        each.threshold().window().toSeconds()))
            .toList(),
        rules.ignored().stream()
            .map(
                each ->
                    new IgnoredView(
                        each.by().name().toLowerCase(Locale.ROOT),
                        each.what(),
                        each.until().orElse(null)))
            .toList(),
        others.incidents(),
        others.occurrences());
  }

  /**
   * The rules that were posted.
   *
   * @throws BadRequestException naming everything that does not fit
   */
  static Rules read(JsonNode asked) {
    List<Problem.Fault> faults = new ArrayList<>();
    List<Rules.LoggerThreshold> thresholds = new ArrayList<>();
    List<Rules.Ignored> ignored = new ArrayList<>();
    int at = 0;
    for (JsonNode each : asked.path("loggers")) {
      collect(faults, "loggers[" + at++ + "]", () -> thresholds.add(threshold(each)));
    }
    at = 0;
    for (JsonNode each : asked.path("ignored")) {
      collect(faults, "ignored[" + at++ + "]", () -> ignored.add(ignored(each)));
    }
    List<Rules> rules = new ArrayList<>();
    collect(faults, "rules", () -> rules.add(new Rules(thresholds, ignored)));
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
    return rules.getFirst();
  }

  private static void collect(List<Problem.Fault> faults, String name, Runnable read) {
    try {
      read.run();
    } catch (IllegalArgumentException | DateTimeException e) {
      faults.add(new Problem.Fault(name, String.valueOf(e.getMessage())));
    }
  }

  private static Rules.LoggerThreshold threshold(JsonNode each) {
    Level level =
        Level.parse(each.path("level").asText("ERROR"))
            .orElseThrow(() -> new IllegalArgumentException("the level is not known"));
    return new Rules.LoggerThreshold(
        each.path("prefix").asText(""),
        new Threshold(
            level,
            each.path("count").asInt(1),
            Duration.ofSeconds(each.path("windowSeconds").asLong(300))));
  }

  private static Rules.Ignored ignored(JsonNode each) {
    String by = each.path("by").asText("").toUpperCase(Locale.ROOT);
    for (Rules.By known : Rules.By.values()) {
      if (known.name().equals(by)) {
        return new Rules.Ignored(
            known,
            each.path("what").asText(""),
            Optional.ofNullable(each.path("until").textValue()).map(Instant::parse));
      }
    }
    throw new IllegalArgumentException("by is not one of exception, logger, message");
  }
}
