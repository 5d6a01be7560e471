package dev.hephaestus.server.delivery;

import dev.hephaestus.server.validation.Reproduction;
import java.util.List;
import org.eclipse.jgit.revwalk.FooterLine;

/**
 * What a commit of ours says: the fault, its cause, the evidence, and as trailers what it belongs
 * to.
 *
 * <p><i>Shape:</i> a subject of at most 72 characters, a body wrapped at 72 where it is prose, and
 * the trailers {@code Hephaestus-Incident}, {@code Hephaestus-Solution} and {@code
 * Hephaestus-Fingerprint}.
 *
 * <p><i>Source:</i> trailers as git-interpret-trailers(1) reads them.
 */
public final class CommitMessage {
  /** Who writes our commits. */
  public static final String AUTHOR = "Hephaestus";

  /** An address that no mail reaches. */
  public static final String EMAIL = "hephaestus@noreply.invalid";

  private static final String SOLUTION_TRAILER = "Hephaestus-Solution";
  private static final int WIDTH = 72;
  private static final int MAX_SENTENCE = 600;

  private CommitMessage() {}

  /**
   * The whole message, ending with a newline; the same for the same arguments.
   *
   * @param parent the commit that it stands on
   */
  public static String of(Solution solution, String parent) {
    Headline headline = Headline.of(solution);
    StringBuilder message = new StringBuilder(headline.title()).append("\n\n");
    wrap(message, HostileText.oneLine(solution.cause(), MAX_SENTENCE), "");
    evidence(message, solution);
    verified(message, solution, parent);
    solution.verdict().reproduction().ifPresent(test -> reproduce(message, test));
    message.append('\n');
    trailer(message, "Hephaestus-Incident", solution.incidentId());
    trailer(message, "Hephaestus-Fingerprint", solution.fingerprint());
    trailer(message, SOLUTION_TRAILER, solution.id());
    return message.toString();
  }

  /** Whether a commit with this message carries the solution. */
  public static boolean carries(String message, Solution solution) {
    return FooterLine.getValues(FooterLine.fromMessage(message), SOLUTION_TRAILER)
        .contains(value(solution.id()));
  }

  /** Whether a commit with this message is one of ours. */
  public static boolean isOurs(String message) {
    return !FooterLine.getValues(FooterLine.fromMessage(message), SOLUTION_TRAILER).isEmpty();
  }

  private static void evidence(StringBuilder message, Solution solution) {
    List<String> trace = new TraceExcerpt(solution).trimmed();
    if (trace.stream().allMatch(String::isBlank)) {
      return;
    }
    message.append("\nLogged:\n\n");
    trace.forEach(line -> message.append(line.isBlank() ? "" : "    ").append(line).append('\n'));
  }

  private static void verified(StringBuilder message, Solution solution, String parent) {
    String base = EvidenceReport.abbreviated(solution.baseCommit());
    message.append("\nVerified: ").append(solution.verdict().level().label());
    message.append(", on ").append(base).append(".\n");
    for (String sentence : solution.verdict().evidence()) {
      wrap(message, "- " + HostileText.oneLine(sentence, MAX_SENTENCE), "  ");
    }
    if (!parent.equals(solution.baseCommit())) {
      wrap(
          message,
          "The branch has moved since then; the files changed here had not changed in it.",
          "");
    }
  }

  private static void reproduce(StringBuilder message, Reproduction test) {
    message.append("\nReproduce: run ").append(HostileText.oneLine(test.testName(), 200));
    message.append(" (").append(HostileText.oneLine(test.path(), 300)).append("),\n");
    message.append("which fails without this change and passes with it.\n");
  }

  private static void trailer(StringBuilder message, String key, String value) {
    message.append(key).append(": ").append(value(value)).append('\n');
  }

  private static String value(String value) {
    return HostileText.oneLine(value, 200);
  }

  private static void wrap(StringBuilder message, String text, String indent) {
    int column = 0;
    for (String word : (text.isBlank() ? "No cause was given." : text).split(" +", -1)) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        message.append('\n').append(indent);
        column = indent.length();
      } else if (column > 0) {
        message.append(' ');
        column++;
      }
      message.append(word);
      column += word.length();
    }
    message.append('\n');
  }
}
