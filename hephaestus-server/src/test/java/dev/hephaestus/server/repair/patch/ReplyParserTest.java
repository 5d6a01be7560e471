package dev.hephaestus.server.repair.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReplyParserTest {

  @Test
  void readsCauseFilesAndBlocksPastChatterAndFences() {
    Reply reply =
        ReplyParser.parse(
            """
            Sure! Let me look at this.

            CAUSE: Cart.total uses `prices` without a check.

            FILE: src/Cart.java
            ```java
            <<<<<<< SEARCH
            int a;
            =======
            int b;
            >>>>>>> REPLACE
            <<<<<<< SEARCH
            int c;
            =======
            >>>>>>> REPLACE
            ```
            **File:** `src/Line.java`
            <<<<<<< SEARCH
            =======
            class Line {}
            >>>>>>> REPLACE
            Hope this helps.
            """
                .replace("\n", "\r\n"));
    assertThat(reply)
        .isEqualTo(
            new Reply.Change(
                "Cart.total uses `prices` without a check.",
                List.of(
                    new Block(1, "src/Cart.java", "int a;", "int b;"),
                    new Block(2, "src/Cart.java", "int c;", ""),
                    new Block(3, "src/Line.java", "", "class Line {}"))));
  }

  @Test
  void takesAPathOnItsOwnLine() {
    assertThat(
            ReplyParser.parse(
                "src/main/java/a/B.java\n```\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n```"))
        .isEqualTo(new Reply.Change("", List.of(new Block(1, "src/main/java/a/B.java", "a", "b"))));
  }

  @Test
  void readsAnAbstention() {
    assertThat(ReplyParser.parse("ABSTAIN: the caller is not shown"))
        .isEqualTo(new Reply.Abstain("the caller is not shown"));
  }

  @Test
  void readsTheReasonOfAnAbstentionBelowIt() {
    assertThat(ReplyParser.parse("**ABSTAIN**\n\nThe caller is not shown.\n"))
        .isEqualTo(new Reply.Abstain("The caller is not shown."));
  }

  @Test
  void blocksOutweighAnAbstention() {
    assertThat(
            ReplyParser.parse(
                "ABSTAIN: no\nFILE: a.java\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE"))
        .isInstanceOf(Reply.Change.class);
  }

  @Test
  void saysWhatIsMissing() {
    assertThat(ReplyParser.parse("FILE: a.java\n<<<<<<< SEARCH\na\n=======\nb"))
        .isEqualTo(
            new Reply.Unreadable(
                "Block 1 (a.java) does not end: the line >>>>>>> REPLACE is missing."));
    assertThat(ReplyParser.parse("<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE"))
        .isInstanceOf(Reply.Unreadable.class);
    assertThat(ReplyParser.parse("Here is what I would do.")).isInstanceOf(Reply.Unreadable.class);
    assertThat(ReplyParser.parse("  \n")).isInstanceOf(Reply.Unreadable.class);
  }

  @Test
  void doesNotReadTenMegabytes() {
    assertThat(ReplyParser.parse("x".repeat(10_000_000))).isInstanceOf(Reply.Unreadable.class);
  }
}
