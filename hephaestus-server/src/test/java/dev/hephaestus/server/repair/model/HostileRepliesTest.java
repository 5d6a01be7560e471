package dev.hephaestus.server.repair.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repair.Feedback;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.Proposals;
import dev.hephaestus.server.repair.model.RecordedConversation.Answer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that mean harm, or are broken: each ends with a value, soon, and nothing is written. */
final class HostileRepliesTest {
  private static final LoopbackProvider PROVIDER = new LoopbackProvider();
  private static final ModelLimits LIMITS = new ModelLimits(2, 2, 8_000, 4);
  private static final int MOST_ANSWERS = 20;
  private static final RecordedTask TASK = Objects.requireNonNull(RecordedTask.all().get("cart"));

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  private static RecordedConversation always(String text, int status, boolean cut) {
    return new RecordedConversation(
        "hostile", "cart", "openai", List.of(new Answer(text, status, cut)), Map.of(), "", "");
  }

  private static Proposals begin(RecordedConversation conversation) {
    return begin(conversation, LIMITS);
  }

  private static Proposals begin(RecordedConversation conversation, ModelLimits limits) {
    return new ModelProposer(PROVIDER.play(conversation), limits, () -> "f00dcafe")
        .begin(TASK.task());
  }

  /** Refuses all that comes, as a validator would, until the model gives up. */
  private static Proposal.Abstention end(RecordedConversation conversation) {
    Proposals proposals = begin(conversation);
    Proposal proposal = proposals.next(Optional.empty());
    for (int i = 0; i < MOST_ANSWERS && !(proposal instanceof Proposal.Abstention); i++) {
      if (proposal instanceof Proposal.Candidate candidate) {
        candidate.patch().changes().forEach(HostileRepliesTest::staysInside);
      }
      proposal = proposals.next(Optional.of(new Feedback("refused", List.of("no"))));
    }
    assertThat(proposal).isInstanceOf(Proposal.Abstention.class);
    return (Proposal.Abstention) proposal;
  }

  private static void staysInside(FileChange change) {
    assertThat(change.path())
        .doesNotStartWith("/")
        .doesNotContain("..")
        .doesNotStartWith(".git")
        .doesNotContain("src/test");
  }

  private static String block(String path, String search, String replace) {
    return "FILE: "
        + path
        + "\n<<<<<<< SEARCH\n"
        + search
        + "\n=======\n"
        + replace
        + "\n>>>>>>> REPLACE\n";
  }

  static Stream<String> texts() {
    String line = "        return lines.get(0);";
    return Stream.of(
        "<think>".repeat(50_000),
        "</think>\n".repeat(40_000),
        "<<<<<<< SEARCH\n".repeat(20_000),
        "FILE: a.java\n<<<<<<< SEARCH\nx\n=======\n".repeat(9_000),
        "=======\n".repeat(50_000),
        "```\n".repeat(90_000),
        "--- a/x\n+++ b/x\n@@\n+y\n".repeat(15_000),
        "<search>".repeat(45_000),
        "<old>a</old>".repeat(30_000),
        "[".repeat(300_000),
        "{\"a\":".repeat(60_000),
        "{\"answer\": \"" + "x".repeat(300_000) + "\"}",
        "FILE: " + "a/".repeat(150_000),
        "a.".repeat(150_000) + "java",
        "*".repeat(300_000),
        " ".repeat(300_000) + "x",
        "`".repeat(300_000),
        "READ " + "a".repeat(300_000),
        "x".repeat(300_000),
        block("src/main/java/shop/Cart.java", line, "(".repeat(200_000)),
        block("src/main/java/shop/Cart.java", line, "{\n".repeat(1_900)),
        block("src/main/java/shop/Cart.java", "}\n".repeat(900), "}\n".repeat(900)),
        block("src/main/java/shop/Cart.java", "a".repeat(100_000), "b"),
        block("src/main/java/shop/Cart.java", line, "x\n".repeat(100_000)),
        block("src/main/java/shop/New.java", "", "class New {" + "int[]".repeat(30_000) + " x;}"),
        "FILE: src/main/java/shop/Cart.java\n```java\n" + "/*".repeat(100_000) + "\n```\n",
        "\u202e\u2066" + block("src/main/java/shop/\u202evil.java", "", "class A {}"),
        "\0\0\0" + block("src/main/java/shop/A\0.java", "", "class A {}"),
        "\ud800\udc00\ud800");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatIsMadeToBeSlowOrDeepEnds(String text) {
    Proposals proposals = begin(always(text, 200, false), new ModelLimits(1, 1, 8_000, 1));
    Proposal first = proposals.next(Optional.empty());
    if (first instanceof Proposal.Candidate candidate) {
      candidate.patch().changes().forEach(HostileRepliesTest::staysInside);
    }
    assertThat(first.exchange()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../../outside.java",
        "src/main/java/../../../../x.java",
        "..\\..\\x.java",
        "C:\\Windows\\x.java",
        "file:///etc/passwd",
        "~/.ssh/authorized_keys",
        ".git/hooks/pre-commit",
        ".github/workflows/ci.yml",
        ".mvn/jvm.config",
        "mvnw",
        "CODEOWNERS",
        "src/test/java/shop/CartTest.java",
        "src/test/java/shop/NewTest.java",
        "src/main/java/shop/Cart.java/x.java",
        "src/main/java/shop/cart.java",
        "a\u0000b.java",
        "%2e%2e/x.java/../../y",
        "src//main/x.java"
      })
  void noPathLeadsOutOrToWhatRunsTheBuild(String path) {
    for (String reply :
        List.of(
            block(path, "", "class X {}"),
            "--- /dev/null\n+++ b/" + path + "\n@@\n+class X {}\n",
            "*** Begin Patch\n*** Add File: " + path + "\n+class X {}\n*** End Patch\n",
            "FILE: " + path + "\n```java\nclass X {}\n```\n",
            "{\"path\": \""
                + path.replace("\\", "\\\\").replace("\0", "")
                + "\", \"content\": \"x\"}")) {
      assertThat(begin(always(reply, 200, false)).next(Optional.empty()))
          .as(reply)
          .isInstanceOf(Proposal.Unusable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 413, 429, 500, 503, 529})
  void everyErrorOfAProviderEndsWithItsReason(int status) {
    RecordedConversation failing = always("{\"error\":\"no\"}", status, false);
    Proposal first = begin(failing).next(Optional.empty());
    String reason =
        first instanceof Proposal.Abstention abstention
            ? abstention.reason()
            : ((Proposal.Unusable) first).reason();
    assertThat(reason).contains("HTTP " + status);
    assertThat(first.exchange()).isPresent();
    assertThat(end(failing).reason()).isNotBlank();
  }

  @Test
  void tenMegabytesAreNotReadToTheirEnd() {
    assertThat(end(always("y".repeat(10_000_000), 200, false)).reason()).contains("longer than");
  }

  @Test
  void halfAMegabyteIsNoChangeAndIsNotSentBack() {
    Proposals proposals = begin(always("y".repeat(500_000), 200, false));
    assertThat(proposals.next(Optional.empty()))
        .isInstanceOfSatisfying(
            Proposal.Unusable.class,
            unusable -> {
              assertThat(unusable.reason()).contains("far too long");
              assertThat(unusable.exchange().orElseThrow().reply().length()).isLessThan(150_000);
            });
  }

  @Test
  void bodiesThatAreNoJsonEndTheAttempts() {
    for (String body : List.of("", "<html>gateway</html>", "{", "{\"choices\":[]}", "null")) {
      RecordedConversation raw =
          new RecordedConversation(
              "raw", "cart", "raw", List.of(new Answer(body, 200, false)), Map.of(), "", "");
      assertThat(end(raw).reason()).as(body).isNotBlank();
    }
  }

  @Test
  void aReplyThatIsAlwaysCutOffEnds() {
    assertThat(begin(always("FILE: a\n<<<<<<< SEARCH", 200, true)).next(Optional.empty()))
        .isInstanceOfSatisfying(
            Proposal.Unusable.class, unusable -> assertThat(unusable.reason()).contains("cut off"));
    assertThat(end(always("FILE: a\n<<<<<<< SEARCH", 200, true)).reason()).isNotBlank();
  }

  @Test
  void aModelThatOnlyLooksAroundIsCutOff() {
    Proposal.Abstention end =
        end(always("```\nREAD src/main/java/shop/Line.java\n```", 200, false));
    assertThat(end.reason()).contains("only went on asking to see code, 4 times");
    assertThat(end.exchange()).isPresent();
    assertThat(PROVIDER.asked()).isLessThanOrEqualTo(2 * 3 + 5);
  }
}
