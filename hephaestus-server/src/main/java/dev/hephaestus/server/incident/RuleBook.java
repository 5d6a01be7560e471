package dev.hephaestus.server.incident;

import com.google.re2j.Pattern;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.node.Threshold;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node's rules, ready to be asked.
 *
 * <p><i>Shape:</i> patterns are RE2's, so that a message takes time linear in its length, of which
 * the first {@value #MOST_CHARACTERS} characters are looked at.
 */
final class RuleBook {
  private static final int MOST_CHARACTERS = 10_000;

  private final Rules rules;
  private final List<Rules.LoggerThreshold> longestFirst;
  private final Map<Rules.Ignored, Pattern> patterns = new HashMap<>();

  RuleBook(Rules rules) {
    this.rules = rules;
    this.longestFirst =
        rules.thresholds().stream()
            .sorted(Comparator.comparingInt((Rules.LoggerThreshold t) -> -t.prefix().length()))
            .toList();
    for (Rules.Ignored ignored : rules.ignored()) {
      if (ignored.by() == Rules.By.MESSAGE) {
        patterns.put(ignored, Pattern.compile(ignored.what()));
      }
    }
  }

  Rules rules() {
    return rules;
  }

  /** The threshold that holds for a logger. */
  Threshold threshold(String logger, Threshold ofNode) {
    for (Rules.LoggerThreshold each : longestFirst) {
      if (Libraries.isWithin(logger, List.of(each.prefix()))) {
        return each.threshold();
      }
    }
    return ofNode;
  }

  /** Whether a record makes no incident. */
  boolean ignores(LogRecord record, Instant now) {
    for (Rules.Ignored each : rules.ignored()) {
      if (each.until().filter(end -> !now.isBefore(end)).isEmpty() && matches(each, record)) {
        return true;
      }
    }
    return false;
  }

  private boolean matches(Rules.Ignored ignored, LogRecord record) {
    return switch (ignored.by()) {
      case LOGGER -> Libraries.isWithin(record.logger(), List.of(ignored.what()));
      case EXCEPTION -> isThrown(ignored.what(), record.thrown());
      case MESSAGE -> isSaid(ignored, record);
    };
  }

  private static boolean isThrown(String type, @Nullable Thrown thrown) {
    for (Thrown link = thrown; link != null; link = link.cause()) {
      if (link.className().equals(type) || KnownTypes.extend(link.className(), type)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSaid(Rules.Ignored ignored, LogRecord record) {
    Pattern pattern = patterns.get(ignored);
    if (pattern == null) {
      return false;
    }
    if (pattern.matcher(cut(record.message())).find()) {
      return true;
    }
    Thrown thrown = record.thrown();
    String said = thrown == null ? null : thrown.deepestCause().message();
    return said != null && pattern.matcher(cut(said)).find();
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }
}
