package dev.hephaestus.server.delivery;

import dev.hephaestus.server.validation.VerdictLevel;
import java.util.List;

/**
 * What is answered on a pull request, in GitHub's Markdown.
 *
 * <p><i>Threads:</i> immutable.
 */
public final class ReviewReplies {
  private static final int MAX_SENTENCE = 1_000;
  private static final int MAX_NAMES = 5;

  /** What can be said to us. */
  public static final String HELP =
      """
      I understand, from people who may write to this repository:

      - `/hephaestus revise what should be otherwise`: I look for another fix
      - `/hephaestus explain`: I say what I know
      - `/hephaestus retry`: I try again on what the branch has become
      - `/hephaestus close`: I close this and leave the fault alone
      """;

  /** To somebody who may not command us. */
  public static final String NOT_ALLOWED =
      "I only do what people say who may write to this repository.";

  /** When it was revised as often as may be. */
  public static final String ENOUGH_REVISIONS =
      "I have revised this as often as I may. What is still wrong needs a person's hand; the branch"
          + " is open to your commits, and I will leave those alone.";

  /** When its checks fail still. */
  public static final String CHECKS_FAIL_STILL =
      "The checks fail still, and I have tried as often as I may. I leave this to you.";

  /** When somebody closed it. */
  public static final String WHY_CLOSED =
      "This was closed without being merged, so I leave the fault alone until somebody reopens this"
          + " or the incident. If you tell me here why it was no good, the next fix in this"
          + " repository can be better.";

  /** When somebody had us close it. */
  public static final String CLOSED_AS_ASKED =
      "I close this and leave the fault alone until somebody reopens this or the incident.";

  /** When people have committed to the branch. */
  public static final String BRANCH_IS_YOURS =
      "There are commits on this branch that are not mine. I do not touch them: what is asked for"
          + " here I leave to you.";

  private ReviewReplies() {}

  /** What is known of a fix, beyond the pull request's own text. */
  public static String explanation(Solution solution) {
    StringBuilder text = new StringBuilder("**Why it fails.** ");
    text.append(Markdown.prose(solution.cause(), MAX_SENTENCE)).append("\n\n");
    text.append("**Where the fix comes from.** ").append(Markdown.code(solution.origin(), 100));
    text.append(" proposed it, on commit ");
    text.append(Markdown.code(EvidenceReport.abbreviated(solution.baseCommit()), 40));
    text.append(".\n\n");
    evidence(text, solution);
    return text.toString();
  }

  /** The fix was replaced by a better one. */
  public static String revised(Solution solution, String commit) {
    StringBuilder text = new StringBuilder("I have put another fix on the branch, as ");
    text.append(EvidenceReport.abbreviated(commit)).append(".\n\n**What it does.** ");
    text.append(Markdown.prose(solution.cause(), MAX_SENTENCE)).append("\n\n");
    evidence(text, solution);
    return text.toString();
  }

  private static void evidence(StringBuilder text, Solution solution) {
    text.append("**What was verified.** ").append(solution.verdict().level().label()).append(".\n");
    for (String sentence : solution.verdict().evidence()) {
      text.append("- ").append(Markdown.prose(sentence, MAX_SENTENCE)).append('\n');
    }
    if (solution.confidence().isKnown()) {
      text.append("\n**Confidence.** ").append(solution.confidence().percent()).append(" %\n");
      solution
          .confidence()
          .reasons()
          .forEach(
              reason ->
                  text.append("- ").append(Markdown.prose(reason, MAX_SENTENCE)).append('\n'));
    }
  }

  /** None was found that is better. */
  public static String noBetterFix(String reason) {
    return "I have found no better fix, so what stands here stays. "
        + Markdown.prose(reason, MAX_SENTENCE);
  }

  /** One was found, but too little speaks for it. */
  public static String notVerified(VerdictLevel level) {
    return "I have found another fix, but could only verify it so far: "
        + level.label()
        + ". What stands here stays.";
  }

  /** The newest code does not have the fault any more. */
  public static String faultIsGone(String reason) {
    return "The newest code does not have this fault any more, so I close this. "
        + Markdown.prose(reason, MAX_SENTENCE);
  }

  /** Checks fail that fail without the fix too. */
  public static String checksFailAnyway(List<String> names) {
    return "What fails here fails without this change too: " + names(names) + ".";
  }

  /** Checks fail, and another fix is looked for. */
  public static String checksFail(List<String> names) {
    return "With this change fails: " + names(names) + ". I look for a fix that passes.";
  }

  private static String names(List<String> names) {
    List<String> shown =
        names.stream().limit(MAX_NAMES).map(name -> Markdown.code(name, 100)).toList();
    int more = names.size() - shown.size();
    return String.join(", ", shown) + (more > 0 ? " and " + more + " more" : "");
  }
}
