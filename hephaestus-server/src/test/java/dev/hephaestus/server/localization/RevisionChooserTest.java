package dev.hephaestus.server.localization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.localization.RevisionChoice.How;
import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.TestRepository;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RevisionChooserTest {
  private static final String CART = "src/main/java/shop/Cart.java";

  /** Line 5 calls, line 9 dereferences. */
  private static final String CODE =
      """
      package shop;

      class Cart {
        int total(Coupon coupon) {
          return 100 - discount(coupon);
        }

        private int discount(Coupon coupon) {
          return coupon.cents();
        }
      }
      """;

  private static final String SHIFTED = CODE.replace("class Cart", "/** A cart. */\n\nclass Cart");

  private static final LogRecord LOGGED =
      Situations.record(
          """
          java.lang.NullPointerException: coupon is null
          \tat shop.Cart.discount(Cart.java:9)
          \tat shop.Cart.total(Cart.java:5)
          \tat org.junit.Runner.run(Runner.java:77)
          """);

  @TempDir private Path folder;

  private TestRepository repository;
  private GitRepositories repositories;

  @BeforeEach
  void open() {
    repository = TestRepository.in(folder.resolve("repo"));
    repositories = new GitRepositories(folder.resolve("cache"));
  }

  @AfterEach
  void close() {
    repositories.close();
  }

  @Test
  void takesTheCommitThatTheRecordNames() {
    String named = repository.write(CART, SHIFTED).commit();
    repository.write(CART, CODE).commit();

    RevisionChoice choice = choose(Optional.of(named), "");

    assertThat(choice.how()).isEqualTo(How.NAMED);
    assertThat(choice.commit()).isEqualTo(named);
  }

  @Test
  void takesTheNewestCommitWhoseLinesFitWhenTheHeadHasMovedOn() {
    repository.write(CART, CODE).commit();
    String deployed = repository.write("README", "a shop").commit();
    repository.write(CART, SHIFTED).commit();

    RevisionChoice choice = choose(Optional.empty(), "");

    assertThat(choice.commit()).isEqualTo(deployed);
    assertThat(choice.how()).isEqualTo(How.FITTED);
    assertThat(choice.fit().toString()).isEqualTo("2 of 2 frames");
    assertThat(choice.reason())
        .isEqualTo(
            "The record names no commit; the lines of "
                + deployed.substring(0, 10)
                + " fit best (2 of 2 frames; the head fits 0).");
  }

  @Test
  void takesTheHeadWhenNothingFitsBetter() {
    repository.write(CART, CODE).commit();
    String head = repository.write("README", "a shop").commit();

    RevisionChoice choice = choose(Optional.empty(), "");

    assertThat(choice.commit()).isEqualTo(head);
    assertThat(choice.how()).isEqualTo(How.HEAD);
    assertThat(choice.reason()).endsWith("the head is taken, whose lines fit 2 of 2 frames.");
  }

  @Test
  void saysThatTheNamedCommitIsNotThereAndFallsBackToTheLines() {
    String deployed = repository.write(CART, CODE).commit();
    repository.write(CART, SHIFTED).commit();

    RevisionChoice choice = choose(Optional.of("1234567890".repeat(4)), "");

    assertThat(choice.commit()).isEqualTo(deployed);
    assertThat(choice.reason())
        .startsWith("The commit 1234567890 that the record names is not in the repository; the");
  }

  @Test
  void repeatsNoControlCharactersOfTheNameThatItWasGiven() {
    repository.write(CART, CODE).commit();

    assertThat(choose(Optional.of("\u001b[31mred\n"), "").reason())
        .startsWith("The commit ??31mred? that");
  }

  @Test
  void believesTheTagOfTheVersionWhenTheLinesDoNotSpeakAgainstIt() {
    String tagged = repository.write(CART, CODE).commit();
    repository.tag("shop-1.2.3").write("README", "a shop").commit();

    RevisionChoice choice = choose(Optional.empty(), "1.2.3");

    assertThat(choice.commit()).isEqualTo(tagged);
    assertThat(choice.how()).isEqualTo(How.TAG);
    assertThat(choice.reason()).contains("tag shop-1.2.3 is of its version").contains("2 of 2");
  }

  @Test
  void believesTheLinesWhenAnotherCommitThanTheTaggedFits() {
    repository.write(CART, SHIFTED).commit();
    repository.tag("v1.2.3");
    String deployed = repository.write(CART, CODE).commit();
    repository.write(CART, SHIFTED + "// the end\n").commit();

    RevisionChoice choice = choose(Optional.empty(), "1.2.3");

    assertThat(choice.commit()).isEqualTo(deployed);
    assertThat(choice.how()).isEqualTo(How.FITTED);
  }

  @Test
  void followsAFileThatWasMovedSince() {
    String deployed = repository.write("source/shop/Cart.java", CODE).commit();
    repository.remove("source/shop/Cart.java").write(CART, SHIFTED).commit();

    assertThat(choose(Optional.empty(), "").commit()).isEqualTo(deployed);
  }

  @Test
  void seesTheClassThatTheHeadDoesNotHaveAnyMore() {
    String deployed = repository.write(CART, CODE).commit();
    repository.remove(CART).write("README", "sold").commit();

    RevisionChoice choice = choose(Optional.empty(), "");

    assertThat(choice.commit()).isEqualTo(deployed);
    assertThat(choice.fit().frames()).isEqualTo(2);
  }

  @Test
  void takesTheHeadWhenTheFittingCommitIsBeyondAShallowHistory() throws Exception {
    repository.write(CART, CODE).commit();
    repository.write(CART, SHIFTED).commit();
    String head = repository.write(CART, SHIFTED + "// the end\n").commit();
    Path shallow = folder.resolve("shallow");
    Git.cloneRepository()
        .setURI(repository.folder().toUri().toString())
        .setDirectory(shallow.toFile())
        .setDepth(2)
        .call()
        .close();

    RevisionChoice choice = choose(shallow, Optional.empty(), "", LOGGED);

    assertThat(choice.commit()).isEqualTo(head);
    assertThat(choice.how()).isEqualTo(How.HEAD);
    assertThat(choice.fit().fitting()).isZero();
  }

  @Test
  void takesTheTagOrTheHeadForARecordWithoutATrace() {
    String tagged = repository.write(CART, CODE).commit();
    String head = repository.tag("v1.0").write(CART, SHIFTED).commit();
    LogRecord message = LogRecord.of(Instant.EPOCH, Level.ERROR, "shop", "no total", null);

    assertThat(choose(repository.folder(), Optional.empty(), "", message).commit()).isEqualTo(head);
    assertThat(choose(repository.folder(), Optional.empty(), "1.0", message).commit())
        .isEqualTo(tagged);
  }

  @Test
  void looksForWhatTheLineCallsWhenItsCallSpansLines() {
    String spread =
        """
        package shop;

        class Cart {
          int total(Coupon coupon) {
            return discount(
                coupon);
          }

          int discount(Coupon coupon) {
            throw new IllegalStateException("no");
          }
        }
        """;
    String deployed = repository.write(CART, spread).commit();
    repository.write(CART, spread.replace("class Cart", "\n\nclass Cart")).commit();
    LogRecord logged =
        Situations.record(
            """
            java.lang.IllegalStateException: no
            \tat shop.Cart.discount(Cart.java:10)
            \tat shop.Cart.total(Cart.java:6)
            """);

    assertThat(choose(repository.folder(), Optional.empty(), "", logged).commit())
        .isEqualTo(deployed);
  }

  private RevisionChoice choose(Optional<String> named, String version) {
    return choose(repository.folder(), named, version, LOGGED);
  }

  private RevisionChoice choose(
      Path folder, Optional<String> named, String version, LogRecord record) {
    RepositoryLocation location = RepositoryLocation.of(folder.toString());
    return new RevisionChooser(repositories)
        .choose(
            location, named, version, record, repositories.snapshot(location, Optional.empty()));
  }
}
