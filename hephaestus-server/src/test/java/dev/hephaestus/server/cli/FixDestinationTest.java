package dev.hephaestus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.Ids;
import dev.hephaestus.server.delivery.DeliveryException;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.pipeline.Fault;
import dev.hephaestus.server.pipeline.Outcome;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repository.RepositoryAccess;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FixDestinationTest {
  private static final String SOURCE = "src/Cart.java";
  private static final String TEST = "test/CartFaultTest.java";

  @TempDir private Path folder;

  private Path workTree;
  private String commit = "";
  private FixDestination destination;

  @BeforeEach
  void makeARepository() throws Exception {
    workTree = folder.resolve("shop");
    write("broken\n");
    try (Git git = Git.init().setDirectory(workTree.toFile()).setInitialBranch("main").call()) {
      git.add().addFilepattern(".").call();
      commit =
          git.commit()
              .setMessage("shop")
              .setAuthor("t", "t@example.org")
              .setCommitter("t", "t@example.org")
              .setSign(false)
              .call()
              .name();
    }
    destination =
        new FixDestination(
            new Ids(Clock.systemUTC(), new Random(1)),
            Clock.systemUTC(),
            folder.resolve("passing"),
            RepositoryAccess.none());
  }

  @Test
  void writesTheFixAndItsTestIntoTheWorkTree() throws IOException {
    List<String> paths = destination.apply(fault(), fix());

    assertThat(paths).containsExactly(SOURCE, TEST);
    assertThat(workTree.resolve(SOURCE)).hasContent("mended");
    assertThat(workTree.resolve(TEST)).hasContent("class CartFaultTest {}");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void writesNothingOverWhatWasChangedMeanwhile() throws IOException {
    write("somebody's work\n");

    assertThatThrownBy(() -> destination.apply(fault(), fix()))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining(SOURCE)
        .hasMessageContaining("has changed");
    assertThat(workTree.resolve(SOURCE)).hasContent("somebody's work");
    assertThat(workTree.resolve(TEST)).doesNotExist();
  }

  @Test
  void writesNothingWhenOneFileCannotBeWritten() throws IOException {
    // A folder stands where the second file would be prepared.
    Files.createDirectories(workTree.resolve(TEST + ".hephaestus"));

    assertThatThrownBy(() -> destination.apply(fault(), fix()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("could not be written");
    assertThat(workTree.resolve(SOURCE)).hasContent("broken");
    assertThat(workTree.resolve(TEST)).doesNotExist();
    assertThat(leftovers()).containsExactly("CartFaultTest.java.hephaestus");
  }

  @Test
  void needsAWorkTreeToWriteTo() {
    Fault elsewhere =
        new Fault(
            RepositoryLocation.of(folder.resolve("none").toString()),
            Optional.empty(),
            fault().record());

    assertThatThrownBy(() -> destination.apply(elsewhere, fix()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("local work tree");
  }

  @Test
  void commitsToABranchWithoutTouchingTheWorkTree() throws IOException {
    String where = destination.commit(fault(), fix(), "mend/cart");

    assertThat(where).contains("mend/cart");
    assertThat(workTree.resolve(SOURCE)).hasContent("broken");
    try (Git git = Git.open(workTree.toFile())) {
      ObjectId tree = git.getRepository().resolve("refs/heads/mend/cart^{tree}");
      try (TreeWalk walk = TreeWalk.forPath(git.getRepository(), TEST, tree)) {
        assertThat(walk).isNotNull();
      }
      assertThat(git.getRepository().resolve("refs/heads/mend/cart~1").name()).isEqualTo(commit);
    }
  }

  private void write(String text) throws IOException {
    Files.createDirectories(workTree.resolve("src"));
    Files.writeString(workTree.resolve(SOURCE), text);
  }

  private List<String> leftovers() throws IOException {
    try (Stream<Path> files = Files.walk(workTree)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".hephaestus"))
          .toList();
    }
  }

  private Fault fault() {
    LogRecord record =
        LogRecord.of(
            Instant.EPOCH,
            Level.ERROR,
            "shop",
            "no total",
            Thrown.of("E", "why", List.of(Frame.of("Cart", "total", "Cart.java", 1))));
    return new Fault(RepositoryLocation.of(workTree.toString()), Optional.empty(), record);
  }

  private Outcome.Fixed fix() {
    Patch patch = new Patch(List.of(new FileChange(SOURCE, "broken\n", "mended\n")));
    Reproduction test =
        new Reproduction(TEST, "class CartFaultTest {}\n", "CartFaultTest.total", "total()");
    return new Outcome.Fixed(
        commit,
        new Proposal.Candidate(patch, "It is broken.", "templates/test", Cost.NONE),
        new Verdict.Accepted(VerdictLevel.REPRODUCED, List.of("seen"), Optional.of(test)));
  }
}
