package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CodeOwnersTest {
  /** As GitHub's documentation goes through them. */
  private static final CodeOwners OWNERS =
      CodeOwners.parse(
          """
          # Comment
          *            @everybody @all
          *.js         @web  # who else
          *.go         docs@example.com
          /build/logs/ @logs
          docs/*       @docs
          apps/        @apps
          /apps2/      @two
          /apps2/github
          **/deep      @deep
          a/**/z.txt   @az
          with\\ blank/ @blank
          """);

  @TempDir Path temp;

  @Test
  void takesTheLastMatchingLine() {
    assertThat(OWNERS.of("README")).containsExactly("@everybody", "@all");
    assertThat(OWNERS.of("web/cart.js")).containsExactly("@web");
    assertThat(OWNERS.of("main.go")).containsExactly("docs@example.com");
  }

  @Test
  void anchorsPatternsWithASlash() {
    assertThat(OWNERS.of("build/logs/x/y.txt")).containsExactly("@logs");
    assertThat(OWNERS.of("sub/build/logs/x.txt")).containsExactly("@everybody", "@all");
    assertThat(OWNERS.of("build/logs")).containsExactly("@everybody", "@all");
  }

  @Test
  void readsAStarAfterASlashAsOneFolder() {
    assertThat(OWNERS.of("docs/start.md")).containsExactly("@docs");
    assertThat(OWNERS.of("docs/more/start.md")).containsExactly("@everybody", "@all");
    assertThat(OWNERS.of("sub/docs/start.md")).containsExactly("@everybody", "@all");
  }

  @Test
  void findsFoldersAtAnyDepth() {
    assertThat(OWNERS.of("apps/x.txt")).containsExactly("@apps");
    assertThat(OWNERS.of("sub/apps/deeper/x.txt")).containsExactly("@apps");
    assertThat(OWNERS.of("x/y/deep/z.txt")).containsExactly("@deep");
    assertThat(OWNERS.of("a/z.txt")).containsExactly("@az");
    assertThat(OWNERS.of("a/b/c/z.txt")).containsExactly("@az");
    assertThat(OWNERS.of("with blank/x")).containsExactly("@blank");
  }

  @Test
  void takesOwnersAwayWhereALineHasNone() {
    assertThat(OWNERS.of("apps2/x.txt")).containsExactly("@two");
    assertThat(OWNERS.of("apps2/github/x.txt")).isEmpty();
  }

  @Test
  void skipsWhatCannotBeSaid() {
    CodeOwners owners =
        CodeOwners.parse("* @all\n!*.js @x\n[ab].txt @x\n\\#odd @x\n*.md nobody\n/x @a@b\n");

    for (String path : new String[] {"a.js", "a.txt", "#odd", "a.md", "x"}) {
      assertThat(owners.of(path)).as(path).containsExactly("@all");
    }
  }

  @Test
  void asksTheFirstOfThreePlaces() {
    TestRepository repository =
        TestRepository.in(temp.resolve("shop")).write("docs/CODEOWNERS", "* @docs\n");
    assertThat(CodeOwners.of(repository.snapshot()).of("a")).containsExactly("@docs");
    repository.write("CODEOWNERS", "* @root\n");
    assertThat(CodeOwners.of(repository.snapshot()).of("a")).containsExactly("@root");
    repository.write(".github/CODEOWNERS", "* @github\n");
    assertThat(CodeOwners.of(repository.snapshot()).of("a")).containsExactly("@github");
  }

  @Test
  void endsSoonWithAPatternMadeToTakeLong() {
    CodeOwners owners =
        CodeOwners.parse(("*a".repeat(200) + "b @x\n" + "**/a/".repeat(300) + " @x\n").repeat(50));

    assertThat(owners.of("a/".repeat(100) + "a".repeat(250))).isEmpty();
  }
}
