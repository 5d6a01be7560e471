package dev.hephaestus.server.repair;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What became of an earlier fix in the same repository, for whoever proposes the next one.
 *
 * @param exception the class that was thrown, or empty
 * @param origin the operator or model that proposed it
 * @param judgement what its reviewers did with it
 * @param files what it changed
 * @param cause one sentence: what was wrong
 * @param diff the change as it was merged, or as it was proposed; clipped
 * @param reason what the reviewers said, clipped; their words are untrusted
 */
public record Example(
    String exception,
    String origin,
    Judgement judgement,
    List<String> files,
    String cause,
    String diff,
    String reason) {
  private static final int LONGEST_DIFF = 8_000;
  private static final int LONGEST_TEXT = 500;
  private static final int MOST_FILES = 20;

  /** What reviewers do with a fix. */
  public enum Judgement {
    MERGED,
    /** Merged after they changed it. */
    CHANGED,
    REJECTED;

    /** Its name as the API prints it: {@code merged}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Example {
    Objects.requireNonNull(judgement, "judgement");
    files = files.stream().limit(MOST_FILES).toList();
    exception = clip(exception, LONGEST_TEXT);
    origin = clip(origin, LONGEST_TEXT);
    cause = clip(cause, LONGEST_TEXT);
    diff = clip(diff, LONGEST_DIFF);
    reason = clip(reason, LONGEST_TEXT);
  }

  private static String clip(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }
}
