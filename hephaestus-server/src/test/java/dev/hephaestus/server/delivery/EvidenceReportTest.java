package dev.hephaestus.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EvidenceReportTest {
  private static final String BASE = "0123456789abcdef0123456789abcdef01234567";
  private static final TestSolutions SOLUTION =
      TestSolutions.nullCoupon(RepositoryLocation.of("https://git.example/shop.git"), BASE);
  private static final EvidenceReport REPORT =
      new EvidenceReport(solution -> "https://hephaestus.example/incidents/inc-77");

  /** What a hostile log would write to be acted upon. */
  private static final List<String> HOSTILE =
      List.of(
          "```",
          "````",
          "`",
          "~~~",
          "\n",
          "\r\n",
          "\r",
          "\u2028",
          "\u0000",
          "\u202e",
          "\u200b",
          "@torvalds",
          "@org/team",
          "#1",
          "GH-7",
          "owner/repo#12",
          "fixes #3",
          "Closes: #4",
          "resolves https://github.com/o/r/issues/9",
          "www.evil.example",
          "<img src=x>",
          "<!-- hephaestus:ffff -->",
          "-->",
          "<details>",
          "</details>",
          "![x](http://e)",
          "[x](javascript:alert(1))",
          "| a | b |",
          "# Heading",
          "/approve",
          "\n/lgtm\n",
          "@dependabot merge",
          "Hephaestus-Solution: other",
          "Co-authored-by: x <x@y>",
          "\ud83d",
          "\\",
          "*",
          "_",
          "$&",
          "$1",
          "at shop.Cart.total(Cart.java:5)",
          "Caused by: ",
          " ",
          "é",
          "😀");

  @Test
  void saysWhatBrokeAndWhyAndWhyItIsSafeFirst() {
    String body = REPORT.pullRequest(SOLUTION.solution(), BASE);

    assertThat(body.lines().filter(line -> !line.isBlank()).limit(4))
        .containsExactly(
            "<!-- hephaestus:1a2b3c4d5e6f708192a3b4c5d6e7f809 -->",
            "**What broke:** `NullPointerException: Cannot invoke \"String.trim()\" because"
                + " \"coupon\" is null` in `Cart.total`",
            "**Why:** `coupon` is null when the cart has none, and `Cart.total` trims it without"
                + " asking.",
            "**Why this fix is safe:** `CartFixTest.totalWithoutCoupon` failed with this exception"
                + " at this place before the change and passes with it; the project's own tests"
                + " pass. It changes one file (+1 −1) and adds the test.");
  }

  @Test
  void givesTraceChecksReproductionLimitsAndLink() {
    String body = REPORT.pullRequest(SOLUTION.solution(), BASE);

    assertThat(body)
        .contains("Caused by: java.lang.NullPointerException: Cannot invoke \"String.trim()\"\n")
        .contains("- All 14 tests of the project pass with it\n")
        .contains("`new Cart().total(null)`")
        .contains(
            "mvn test -pl shop -am -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dtest='CartFixTest#totalWithoutCoupon'")
        .contains("gradle :shop:test --tests 'CartFixTest.totalWithoutCoupon'")
        .contains("### What it does not do")
        .contains("([open](https://hephaestus.example/incidents/inc-77))")
        .doesNotContain("stands on");
  }

  @Test
  void saysThatTheBranchHasMovedSinceItWasVerified() {
    assertThat(REPORT.pullRequest(SOLUTION.solution(), "fedcba9876543210"))
        .contains("It was verified on `0123456789` and stands on `fedcba9876`");
  }

  @Test
  void showsAChangeThatIsSeenAtAGlance() {
    String body = REPORT.pullRequest(SOLUTION.solution(), BASE);

    assertThat(body)
        .containsSubsequence(
            "**What it changes,** in `" + TestSolutions.PATH + "`:\n\n```diff\n",
            "-    return coupon.trim().length();\n",
            "+    return coupon == null ? 0 : coupon.trim().length();\n",
            "```\n",
            "### Evidence");
  }

  @Test
  void leavesALargerChangeToTheDiff() {
    Solution large =
        SOLUTION.withChanges(new FileChange("A.java", "a\n", "b\n".repeat(30))).solution();

    assertThat(REPORT.pullRequest(large, BASE)).doesNotContain("What it changes");
  }

  @Test
  void suggestionShowsTheChange() {
    assertThat(REPORT.suggestion(SOLUTION.solution()))
        .contains("```diff\ndiff --git a/" + TestSolutions.PATH)
        .contains("+    return coupon == null ? 0 : coupon.trim().length();");
  }

  @ParameterizedTest
  @EnumSource(
      value = VerdictLevel.class,
      names = {"UNVERIFIED", "COMPILES"})
  void promisesNothingThatWasNotShown(VerdictLevel level) {
    Verdict.Accepted verdict = new Verdict.Accepted(level, List.of(), Optional.empty());

    assertThat(REPORT.pullRequest(SOLUTION.withVerdict(verdict).solution(), BASE))
        .contains("**Is this fix safe?** Not shown yet: ")
        .doesNotContain("Why this fix is safe")
        .doesNotContain("How to reproduce")
        .contains("It has not been tested");
  }

  @Test
  void saysHowSureItIsAndWhy() {
    Solution plain = SOLUTION.solution();
    Solution sure =
        new Solution(
            plain.id(),
            plain.incidentId(),
            plain.nodeId(),
            plain.fingerprint(),
            plain.title(),
            plain.cause(),
            plain.patch(),
            plain.verdict(),
            plain.origin(),
            plain.repository(),
            plain.baseCommit(),
            plain.trace(),
            plain.created(),
            new Confidence(0.724, List.of("A test that showed the fault passes with it.")));

    assertThat(REPORT.pullRequest(sure, BASE))
        .contains("Confidence: **72 %**.\n\n- A test that showed the fault passes with it.");
    assertThat(REPORT.suggestion(sure)).contains("Confidence: **72 %**");
    assertThat(REPORT.pullRequest(plain, BASE)).doesNotContain("Confidence");
  }

  @Test
  void givesNoCommandWhoseNamesAShellWouldActOn() {
    Verdict.Accepted verdict =
        new Verdict.Accepted(
            VerdictLevel.REPRODUCED,
            List.of(),
            Optional.of(new Reproduction("src/test/java/A.java", "", "A.b'; rm -rf ~ #", "")));

    assertThat(REPORT.pullRequest(SOLUTION.withVerdict(verdict).solution(), BASE))
        .doesNotContain("mvn test");
  }

  @Test
  void cutsALongTraceAndKeepsTheFramesOfThePatchedFile() {
    String frames =
        java.util.stream.IntStream.range(0, 400)
            .mapToObj(i -> "\tat other.Deep.call" + i + "(Deep.java:" + i + ")\n")
            .collect(Collectors.joining());
    String trace =
        "java.lang.NullPointerException\n"
            + frames
            + "\tat shop.Cart.total(Cart.java:5)\n"
            + frames;

    String body = REPORT.pullRequest(SOLUTION.withTrace(trace).solution(), BASE);

    assertThat(body)
        .contains("at other.Deep.call3(")
        .contains("… 396 more frames\n    at shop.Cart.total(Cart.java:5)\n    … 400 more frames")
        .doesNotContain("call4(");
  }

  @Test
  void aSecretlyHostileLinkIsNotALink() {
    EvidenceReport report = new EvidenceReport(solution -> "javascript:alert(1)");

    assertThat(report.pullRequest(SOLUTION.solution(), BASE)).doesNotContain("javascript");
  }

  @Test
  void hostileTextStaysTextWhereverItComes() {
    Random random = new Random(42);
    for (int round = 0; round < 500; round++) {
      String text = hostile(random);
      Solution solution = hostileEverywhere(text);

      assertHarmless(REPORT.pullRequest(solution, BASE), text);
      assertThat(REPORT.title(solution)).hasSizeLessThanOrEqualTo(72).doesNotContain("\n");
    }
  }

  /** Everything that is not ours: the evidence, the test's names, the origin and the ids. */
  private static Solution hostileEverywhere(String text) {
    Verdict.Accepted verdict =
        new Verdict.Accepted(
            VerdictLevel.REPRODUCED,
            List.of(text, text),
            Optional.of(new Reproduction(TestSolutions.TEST_PATH, "", text, text)));
    return SOLUTION.withText(text).withVerdict(verdict).solution();
  }

  static String hostile(Random random) {
    List<String> parts = new ArrayList<>();
    int length = 1 + random.nextInt(12);
    for (int i = 0; i < length; i++) {
      parts.add(HOSTILE.get(random.nextInt(HOSTILE.size())));
    }
    return String.join(random.nextBoolean() ? "" : " ", parts);
  }

  private static void assertHarmless(String body, String text) {
    assertThat(Pattern.compile("(?<![A-Za-z0-9])@[A-Za-z0-9]").matcher(body).find())
        .as("mentions in %s", text)
        .isFalse();
    assertThat(Pattern.compile("#\\d").matcher(body).find()).as("references in %s", text).isFalse();
    assertThat(Pattern.compile("(?i)GH-\\d").matcher(body).find()).as("GH- in %s", text).isFalse();
    assertThat(body.replace("https://hephaestus.example", ""))
        .as("links in %s", text)
        .doesNotContain("://")
        .doesNotContain("www.");
    assertThat(Pattern.compile("(?m)^\\s*/\\p{Alpha}").matcher(body).find())
        .as("commands in %s", text)
        .isFalse();
    assertThat(Pattern.compile("[\\p{Cntrl}&&[^\\n]]|\\u202e|\\p{Cs}").matcher(body).find())
        .as("hidden characters in %s", text)
        .isFalse();
    assertSections(body, text);
  }

  /** Leaves out code as CommonMark does; what stays must be ours. */
  private static void assertSections(String body, String text) {
    List<String> outside = new ArrayList<>();
    String fence = "";
    for (String line : body.lines().toList()) {
      String start = line.replaceAll("^( {0,3}`{3,}).*", "$1").strip();
      boolean isFence =
          !start.isEmpty() && start.chars().allMatch(c -> c == '`') && start.length() >= 3;
      if (fence.isEmpty()
          && isFence
          && !line.substring(line.indexOf('`') + start.length()).contains("`")) {
        fence = start;
      } else if (!fence.isEmpty()
          && isFence
          && start.length() >= fence.length()
          && line.strip().equals(start)) {
        fence = "";
      } else if (fence.isEmpty()) {
        outside.add(withoutCode(line));
      }
    }
    assertThat(fence).as("fence left open by %s", text).isEmpty();
    String markup = String.join("\n", outside);
    assertThat(markup.replace(EvidenceReport.marker(SOLUTION.solution()), ""))
        .as("HTML from %s", text)
        .doesNotContainPattern("(?<!\\\\)<");
    assertThat(outside.stream().filter(line -> line.startsWith("#")).toList())
        .as("headings from %s", text)
        .allMatch(line -> line.startsWith("### "))
        .hasSizeBetween(3, 4);
    assertThat(markup.replace("([open](https://hephaestus.example/incidents/inc-77))", ""))
        .as("links from %s", text)
        .doesNotContainPattern("(?<!\\\\)\\]\\(");
  }

  /** One line without its code spans: a run of backticks is closed by a run as long. */
  private static String withoutCode(String line) {
    StringBuilder rest = new StringBuilder();
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == '\\' && at + 1 < line.length()) {
        rest.append(line, at, at + 2);
        at += 2;
      } else if (c == '`') {
        int run = at;
        while (run < line.length() && line.charAt(run) == '`') {
          run++;
        }
        java.util.regex.Matcher close =
            Pattern.compile("(?<!`)`{" + (run - at) + "}(?!`)").matcher(line);
        if (close.find(run)) {
          at = close.end();
        } else {
          rest.append(line, at, run);
          at = run;
        }
      } else {
        rest.append(c);
        at++;
      }
    }
    return rest.toString();
  }
}
