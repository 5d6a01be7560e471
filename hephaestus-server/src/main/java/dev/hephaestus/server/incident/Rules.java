package dev.hephaestus.server.incident;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.hephaestus.server.node.Threshold;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is set for a node's incidents beside its threshold.
 *
 * <p><i>Errors:</i> {@link IllegalArgumentException} saying what does not fit.
 *
 * @param thresholds for loggers of their own, the longest prefix counts; a level below the node's
 *     works where clients ship everything
 * @param ignored what makes no incident
 */
public record Rules(List<LoggerThreshold> thresholds, List<Ignored> ignored) {
  /** Nothing set. */
  public static final Rules NONE = new Rules(List.of(), List.of());

  /** How many rules of a kind there are at most. */
  public static final int MOST = 100;

  private static final int LONGEST = 500;

  /**
   * A threshold for loggers.
   *
   * @param prefix a logger or a package above it
   */
  public record LoggerThreshold(String prefix, Threshold threshold) {

    public LoggerThreshold {
      requireText(prefix);
      Objects.requireNonNull(threshold, "threshold");
    }
  }

  /** By what a record is ignored. */
  public enum By {
    /** A throwable of this class, or of one that is known to extend it, anywhere in the chain. */
    EXCEPTION,
    /** A logger of this name, or below it. */
    LOGGER,
    /** A message in which this regular expression (RE2) is found. */
    MESSAGE
  }

  /**
   * Records that make no incident.
   *
   * @param what the class, the prefix or the expression
   * @param until they do again from then on; empty for never
   */
  public record Ignored(By by, String what, Optional<Instant> until) {

    public Ignored {
      Objects.requireNonNull(by, "by");
      requireText(what);
      Objects.requireNonNull(until, "until");
      if (by == By.MESSAGE) {
        try {
          var unused = Pattern.compile(what);
        } catch (PatternSyntaxException e) {
          throw new IllegalArgumentException(
              "is no regular expression of RE2: " + e.getDescription(), e);
        }
      }
    }
  }

  public Rules {
    thresholds = List.copyOf(thresholds);
    ignored = List.copyOf(ignored);
    if (thresholds.size() > MOST || ignored.size() > MOST) {
      throw new IllegalArgumentException("there are more than " + MOST + " rules of a kind");
    }
  }

  private static void requireText(String text) {
    if (text.isBlank() || text.length() > LONGEST) {
      throw new IllegalArgumentException("is empty or longer than " + LONGEST + " characters");
    }
  }
}
