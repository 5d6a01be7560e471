package dev.hephaestus.server.delivery;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.VerdictLevel;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a person reads about a fix, in GitHub's Markdown: what broke, why, and why the fix is safe
 * come first; then the evidence, how to check it, and what it does not do.
 *
 * <p><i>Threads:</i> immutable.
 */
public final class EvidenceReport {
  private static final int MAX_SENTENCE = 1000;
  private static final int MAX_GLANCE = 16;
  private static final int MAX_DIFF = 40_000;
  private static final Pattern NAME =
      Pattern.compile("(?:[a-z_]\\w*\\.)*[A-Z][\\w$]*(?:\\.[\\w$]+)?");
  private static final Pattern JVM_TEST = Pattern.compile(".*\\.(?:java|kt|groovy|scala)");
  private static final Pattern FOLDER = Pattern.compile("[\\w./-]*");

  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>()\\[\\]]+");

  private final Function<Solution, String> incidentLink;

  /**
   * Creates one.
   *
   * @param incidentLink where the incident can be read; an empty text where it cannot
   */
  public EvidenceReport(Function<Solution, String> incidentLink) {
    this.incidentLink = incidentLink;
  }

  /** The subject: at most 72 characters, and no markup in it. */
  public String title(Solution solution) {
    return Headline.of(solution).title();
  }

  /** What marks a pull request of ours for an incident, invisible to readers. */
  public static String marker(Solution solution) {
    return "<!-- hephaestus:" + BranchName.fingerprint(solution) + " -->";
  }

  /**
   * The body of a pull request.
   *
   * @param parent the commit that the fix stands on
   */
  public String pullRequest(Solution solution, String parent) {
    return pullRequest(solution, parent, Optional.empty());
  }

  /**
   * The same, as part of an issue.
   *
   * @param issue {@code #12} or {@code acme/plans#12}
   */
  public String pullRequest(Solution solution, String parent, Optional<String> issue) {
    StringBuilder body = new StringBuilder(marker(solution)).append('\n');
    summary(body, solution);
    change(body, solution);
    issue.ifPresent(text -> body.append("\nPart of ").append(text).append(".\n"));
    evidence(body, solution);
    verified(body, solution);
    solution.verdict().reproduction().ifPresent(test -> reproduce(body, test));
    limits(body, solution, parent);
    footer(body, solution);
    return body.toString();
  }

  /** The same for a fix that is only suggested: with the change itself. */
  public String suggestion(Solution solution) {
    StringBuilder body = new StringBuilder(marker(solution)).append('\n');
    summary(body, solution);
    String diff = solution.patch().toUnifiedDiff();
    if (diff.length() <= MAX_DIFF) {
      body.append("\n### The change\n\n").append(Markdown.exactBlock("diff", diff));
    }
    evidence(body, solution);
    verified(body, solution);
    solution.verdict().reproduction().ifPresent(test -> reproduce(body, test));
    limits(body, solution, solution.baseCommit());
    footer(body, solution);
    return body.toString();
  }

  /** What was verified and how, for a check run. */
  public String verification(Solution solution) {
    StringBuilder text = new StringBuilder();
    verified(text, solution);
    solution.verdict().reproduction().ifPresent(test -> reproduce(text, test));
    limits(text, solution, solution.baseCommit());
    return text.toString();
  }

  /** Where the incident can be read; empty where it cannot. */
  public Optional<String> link(Solution solution) {
    return Optional.of(incidentLink.apply(solution)).filter(link -> LINK.matcher(link).matches());
  }

  static String abbreviated(String commit) {
    String safe = commit.replaceAll("[^0-9A-Za-z]", "");
    return safe.substring(0, Math.min(10, safe.length()));
  }

  private static void summary(StringBuilder body, Solution solution) {
    Headline headline = Headline.of(solution);
    String what =
        headline.message().isEmpty()
            ? headline.fault()
            : headline.fault() + ": " + headline.message();
    body.append("\n**What broke:** ").append(Markdown.code(what, 400));
    body.append(" in ").append(Markdown.code(headline.place(), 100)).append("\n\n");
    String cause = Markdown.prose(solution.cause(), MAX_SENTENCE);
    body.append("**Why:** ").append(cause.isBlank() ? "No cause was given." : cause).append("\n\n");
    boolean shown = solution.verdict().level().compareTo(VerdictLevel.TESTED) >= 0;
    body.append(shown ? "**Why this fix is safe:** " : "**Is this fix safe?** Not shown yet: ");
    body.append(safety(solution)).append(' ').append(size(solution)).append('\n');
  }

  /** What the fix does, where that is seen at a glance; the test beside it is told of above. */
  private static void change(StringBuilder body, Solution solution) {
    List<String> diff = solution.patch().toUnifiedDiff().lines().toList();
    List<String> hunk = diff.stream().dropWhile(line -> !line.startsWith("@@")).skip(1).toList();
    boolean small =
        solution.patch().changes().size() == 1
            && hunk.size() <= MAX_GLANCE
            && hunk.stream().noneMatch(line -> line.startsWith("@@"));
    if (small) {
      body.append("\n**What it changes,** in ");
      body.append(Markdown.code(solution.patch().changes().get(0).path(), 300)).append(":\n\n");
      body.append(Markdown.exactBlock("diff", String.join("\n", hunk)));
    }
  }

  private static String safety(Solution solution) {
    String test =
        solution.verdict().reproduction().map(r -> Markdown.code(r.testName(), 200)).orElse("");
    return switch (solution.verdict().level()) {
      case REPRODUCED ->
          test
              + " failed with this exception at this place before the change and passes with it;"
              + " the project's own tests pass.";
      case TESTED ->
          test.isEmpty()
              ? "the project compiles and its own tests pass with it. No test shows the fault itself."
              : test
                  + " failed with this exception before the change and passes with it, as do the"
                  + " project's own tests; but other calls behave otherwise than before, or fail"
                  + " as this one did.";
      case COMPILES -> "the project compiles with it, but its tests have not confirmed it.";
      case UNVERIFIED -> "it applies and parses, but nothing has been built or run with it.";
    };
  }

  private static String size(Solution solution) {
    int files = solution.patch().changes().size();
    String text =
        "It changes "
            + (files == 1 ? "one file" : files + " files")
            + (" (+"
                + solution.patch().linesAdded()
                + " −"
                + solution.patch().linesRemoved()
                + ")");
    return text + (solution.verdict().reproduction().isPresent() ? " and adds the test." : ".");
  }

  private static void evidence(StringBuilder body, Solution solution) {
    List<String> trace = new TraceExcerpt(solution).trimmed();
    if (trace.stream().anyMatch(line -> !line.isBlank())) {
      body.append("\n### Evidence\n\nAs it was logged:\n\n");
      body.append(Markdown.block("text", trace));
    }
  }

  private static void verified(StringBuilder body, Solution solution) {
    body.append("\n### What was verified\n\n");
    body.append("Verdict: **").append(solution.verdict().level().label()).append("**, on commit ");
    body.append(Markdown.code(abbreviated(solution.baseCommit()), 40)).append(".\n\n");
    for (String sentence : solution.verdict().evidence()) {
      body.append("- ").append(Markdown.prose(sentence, MAX_SENTENCE)).append('\n');
    }
    if (solution.confidence().isKnown()) {
      body.append("\nConfidence: **").append(solution.confidence().percent()).append(" %**.\n\n");
      for (String reason : solution.confidence().reasons()) {
        body.append("- ").append(Markdown.prose(reason, MAX_SENTENCE)).append('\n');
      }
    }
  }

  private static void reproduce(StringBuilder body, Reproduction test) {
    body.append("\n### How to reproduce it\n\n");
    if (!test.call().isBlank()) {
      body.append("The failing call: ").append(Markdown.code(test.call(), 400)).append("\n\n");
    }
    body.append("The test is ").append(Markdown.code(test.testName(), 200));
    body.append(" in ").append(Markdown.code(test.path(), 300));
    body.append(". Without the change it fails; with it, it passes.\n");
    command(body, test);
  }

  /** A command only from names that a shell takes as they are. */
  private static void command(StringBuilder body, Reproduction test) {
    int source = ("/" + test.path()).indexOf("/src/");
    String module = source > 0 ? test.path().substring(0, source - 1) : "";
    if (!JVM_TEST.matcher(test.path()).matches()
        || !NAME.matcher(test.testName()).matches()
        || !FOLDER.matcher(module).matches()) {
      return;
    }
    int dot = test.testName().lastIndexOf('.');
    String maven =
        dot < 0
            ? test.testName()
            : test.testName().substring(0, dot) + "#" + test.testName().substring(dot + 1);
    String mavenModule =
        module.isEmpty() ? "" : " -pl " + module + " -am -Dsurefire.failIfNoSpecifiedTests=false";
    String gradleModule = module.isEmpty() ? "" : ":" + module.replace('/', ':') + ":";
    body.append('\n');
    body.append(
        Markdown.exactBlock(
            "sh",
            ("mvn test" + mavenModule + " -Dtest='" + maven + "'   # Maven\n")
                + ("gradle "
                    + gradleModule
                    + "test --tests '"
                    + test.testName()
                    + "'   # Gradle\n")));
  }

  private static void limits(StringBuilder body, Solution solution, String parent) {
    body.append("\n### What it does not do\n\n");
    switch (solution.verdict().level()) {
      case REPRODUCED ->
          body.append("- The test shows that this call no longer fails like this. Whether what")
              .append(" happens instead is what you want, only you can say.\n");
      case TESTED ->
          body.append(
              solution.verdict().reproduction().isEmpty()
                  ? "- The fault could not be reproduced in a test: that the change cures it is"
                      + " reasoned, not shown.\n"
                  : "- The evidence names a call that the fault did not concern and the change"
                      + " does: look at it before you merge.\n");
      case COMPILES, UNVERIFIED ->
          body.append("- It has not been tested. Take it as a hint, not as a fix.\n");
    }
    body.append("- It changes nothing besides ").append(files(solution));
    body.append(", and repairs no data that the fault left behind.\n");
    if (!parent.equals(solution.baseCommit())) {
      body.append("- It was verified on ");
      body.append(Markdown.code(abbreviated(solution.baseCommit()), 40));
      body.append(" and stands on ").append(Markdown.code(abbreviated(parent), 40));
      body.append(
          ": the files it changes were the same in both, the others were not built again.\n");
    }
  }

  private static String files(Solution solution) {
    List<String> names =
        solution.patch().changes().stream()
            .map(FileChange::path)
            .map(path -> Markdown.code(path, 300))
            .toList();
    return names.size() <= 3
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 3)) + " and " + (names.size() - 3) + " more";
  }

  private void footer(StringBuilder body, Solution solution) {
    body.append("\n---\n");
    body.append("Incident ").append(Markdown.code(solution.incidentId(), 100));
    link(solution).ifPresent(link -> body.append(" ([open](").append(link).append("))"));
    body.append(", solution ").append(Markdown.code(solution.id(), 100));
    body.append(", proposed by ").append(Markdown.code(solution.origin(), 100));
    body.append(". Written by Hephaestus; the text of the log is quoted, not trusted.\n");
  }
}
