package dev.hephaestus.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hephaestus.server.incident.IncidentStore;
import dev.hephaestus.server.incident.Rules;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.node.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node's rules, as the API shows and takes them. */
record RulesView(
    List<LoggerView> loggers, List<IgnoredView> ignored, long foldedIncidents, long foldedCount) {
  private static final int LONGEST_NAME = 20;
  private static final int LONGEST_TEXT = 10_000;
  private static final long LONGEST_WINDOW = Duration.ofDays(1).toSeconds();

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
   * The rules that were sent; what {@link #of} shows can be sent back as it is.
   *
   * @throws BadRequestException naming everything that does not fit
   */
  static Rules read(JsonNode body) {
    AskedFields asked =
        AskedFields.of(body, Set.of("loggers", "ignored", "foldedIncidents", "foldedCount"));
    List<Rules.LoggerThreshold> thresholds = new ArrayList<>();
    List<Rules.Ignored> ignored = new ArrayList<>();
    for (AskedFields each :
        asked.list("loggers", Set.of("prefix", "level", "count", "windowSeconds"))) {
      collect(each, () -> thresholds.add(threshold(each)));
    }
    for (AskedFields each : asked.list("ignored", Set.of("by", "what", "until"))) {
      collect(each, () -> ignored.add(ignored(each)));
    }
    List<Rules> rules = new ArrayList<>();
    collect(asked, () -> rules.add(new Rules(thresholds, ignored)));
    asked.requireNoFault();
    return rules.getFirst();
  }

  private static void collect(AskedFields asked, Runnable read) {
    try {
      read.run();
    } catch (IllegalArgumentException e) {
      asked.fault(String.valueOf(e.getMessage()));
    }
  }

  private static Rules.LoggerThreshold threshold(AskedFields each) {
    Threshold usual = Threshold.DEFAULT;
    String level = each.text("level", LONGEST_NAME);
    int count = (int) each.number("count", 1, 100_000, usual.count());
    long window = each.number("windowSeconds", 1, LONGEST_WINDOW, usual.window().toSeconds());
    return new Rules.LoggerThreshold(
        each.text("prefix", LONGEST_TEXT),
        new Threshold(
            level.isEmpty()
                ? usual.level()
                : Level.parse(level)
                    .orElseThrow(() -> new IllegalArgumentException("the level is not known")),
            count,
            Duration.ofSeconds(window)));
  }

  private static Rules.Ignored ignored(AskedFields each) {
    String by = each.text("by", LONGEST_NAME).toUpperCase(Locale.ROOT);
    Optional<Instant> until = each.instant("until");
    for (Rules.By known : Rules.By.values()) {
      if (known.name().equals(by)) {
        return new Rules.Ignored(known, each.text("what", LONGEST_TEXT), until);
      }
    }
    throw new IllegalArgumentException("by is not one of exception, logger, message");
  }
}
