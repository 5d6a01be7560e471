package dev.hephaestus.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repository.RepositoryAccess;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.SourceText;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BranchDeliveryTest {
  private static final String BRANCH = "hephaestus/1a2b3c4d-f3a7c2d1";

  @TempDir Path folder;
  private TestRepository remote;
  private BranchDelivery delivery;

  @BeforeEach
  void create() {
    remote = TestRepository.bare(folder.resolve("shop.git"));
    remote.commit("first", TestSolutions.PATH, TestSolutions.BEFORE);
    delivery = new BranchDelivery(folder.resolve("own"), RepositoryAccess.none());
  }

  @AfterEach
  void close() {
    remote.close();
  }

  @Test
  void pushesOneCommitWithFixAndTestOnTopOfTheBranch() {
    ObjectId head = remote.head("main");

    Receipt receipt = delivery.deliver(solution());

    RevCommit commit = remote.tip(BRANCH);
    assertThat(receipt)
        .isEqualTo(
            new Receipt(Receipt.Channel.BRANCH, remote.path().toAbsolutePath() + "#" + BRANCH));
    assertThat(commit.getParentCount()).isEqualTo(1);
    assertThat(commit.getParent(0)).isEqualTo(head);
    assertThat(commit.getAuthorIdent().getName()).isEqualTo("Hephaestus");
    assertThat(commit.getShortMessage()).isEqualTo("Fix NullPointerException in Cart.total");
    assertThat(commit.getFullMessage()).isEqualTo(CommitMessage.of(solution(), head.name()));
    assertThat(remote.paths(commit)).containsExactly(TestSolutions.PATH, TestSolutions.TEST_PATH);
    assertThat(remote.text(commit, TestSolutions.PATH)).isEqualTo(TestSolutions.AFTER);
    assertThat(remote.text(commit, TestSolutions.TEST_PATH)).isEqualTo(TestSolutions.TEST);
    assertThat(remote.head("main")).isEqualTo(head);
  }

  @Test
  void leavesNothingInItsFolder() {
    delivery.deliver(solution());

    assertThat(folder.resolve("own")).isEmptyDirectory();
  }

  @Test
  void sweepsWhatAKilledDeliveryLeftADayAgoAndNoOthersWork() throws Exception {
    Path killed =
        Files.createDirectories(folder.resolve("own/delivery-killed/objects")).getParent();
    Path working = Files.createDirectories(folder.resolve("own/delivery-working"));
    Files.setLastModifiedTime(killed, FileTime.fromMillis(System.currentTimeMillis() - 90_000_000));

    delivery.deliver(solution());

    assertThat(killed).doesNotExist();
    assertThat(working).exists();
  }

  @Test
  void deliversOnce() {
    Receipt first = delivery.deliver(solution());
    ObjectId commit = remote.head(BRANCH);
    Receipt second = delivery.deliver(solution());

    assertThat(second).isEqualTo(first);
    assertThat(remote.head(BRANCH)).isEqualTo(commit);
    assertThat(remote.branches()).containsExactlyInAnyOrder("main", BRANCH);
  }

  @Test
  void knowsItsBranchWhenPeopleHaveWorkedOnIt() {
    delivery.deliver(solution());
    RevCommit theirs = remote.commitOn(BRANCH, "polish", "NOTES", "n\n");
    remote.commit("later, in the fixed file", TestSolutions.PATH, "something else\n");

    delivery.deliver(solution());

    assertThat(remote.head(BRANCH)).isEqualTo(theirs);
  }

  @Test
  void leavesABranchOfThatNameThatIsNotItsOwn() {
    RevCommit foreign = remote.commitOn(BRANCH, "mine", "NOTES", "n\n");

    assertRefused(solution(), "has a branch " + BRANCH + " already");
    assertThat(remote.head(BRANCH)).isEqualTo(foreign);
  }

  @Test
  void standsOnTheHeadWhenOnlyOtherFilesHaveMoved() {
    TestSolutions made = solutionAt(remote.head("main").name());
    RevCommit later = remote.commit("later", "README", "hello\n");

    delivery.deliver(made.solution());

    RevCommit commit = remote.tip(BRANCH);
    assertThat(commit.getParent(0)).isEqualTo(later);
    assertThat(remote.text(commit, "README")).isEqualTo("hello\n");
    assertThat(commit.getFullMessage()).contains("The branch has moved since then");
  }

  @Test
  void whereTheHeadHasMovedItDeliversWhatHoldsThere() {
    TestSolutions made = solutionAt(remote.head("main").name());
    String later = remote.commit("later", "README", "hello\n").name();
    delivery =
        new BranchDelivery(
            folder.resolve("own"),
            RepositoryAccess.none(),
            (solution, commit) ->
                new Revalidation.Outcome.Holds(
                    solution.on(commit, solution.patch(), solution.verdict())));

    delivery.deliver(made.solution());

    assertThat(remote.tip(BRANCH).getFullMessage())
        .contains("on " + later.substring(0, 10))
        .doesNotContain("The branch has moved");
  }

  @Test
  void whatDoesNotHoldThereIsNotDelivered() {
    TestSolutions made = solutionAt(remote.head("main").name());
    remote.commit("later", "README", "hello\n");
    delivery =
        new BranchDelivery(
            folder.resolve("own"),
            RepositoryAccess.none(),
            (solution, commit) -> new Revalidation.Outcome.Fails("it fails there"));

    assertRefused(made.solution(), "is not delivered: it fails there");
    assertThat(remote.branches()).containsExactly("main");
  }

  @Test
  void asksForARebuildWhenThePatchedFileHasMoved() {
    TestSolutions made = solutionAt(remote.head("main").name());
    remote.commit("later", TestSolutions.PATH, TestSolutions.BEFORE + "// more\n");

    assertRefused(made.solution(), TestSolutions.PATH + " has changed; rebuild needed");
    assertThat(remote.branches()).containsExactly("main");
  }

  @Test
  void asksForARebuildWhenThePatchedFileIsGone() {
    TestSolutions made =
        solutionAt(remote.head("main").name())
            .withChanges(new FileChange("gone/Cart.java", "a\n", "b\n"));

    assertRefused(made.solution(), "gone/Cart.java is not there any more; rebuild needed");
  }

  @Test
  void saysWhenTheFixIsThereAlready() {
    remote.commit("somebody was quicker", TestSolutions.PATH, TestSolutions.AFTER);

    assertRefused(solution(), "the fix is already on");
  }

  @Test
  void basesOnTheConfiguredBranch() {
    RevCommit release = remote.commitOn("release/1.x", "release", "VERSION", "1\n");
    RepositoryLocation location =
        new RepositoryLocation(
            remote.path().toUri().toString(), Optional.of("release/1.x"), Optional.empty());

    delivery.deliver(solutionAt(release.name()).at(location).solution());

    assertThat(remote.tip(BRANCH).getParent(0)).isEqualTo(release);
  }

  @Test
  void saysWhenTheConfiguredBranchIsMissing() {
    RepositoryLocation location =
        new RepositoryLocation(remote.path().toString(), Optional.of("nowhere"), Optional.empty());

    assertRefused(solutionAt("abc").at(location).solution(), "has no branch nowhere");
  }

  @Test
  void keepsModeAndEncodingOfAFile() {
    String before = "// Gr\u00fc\u00dfe\nexit 1\n";
    remote.commit("script", "run.sh", before.getBytes(StandardCharsets.ISO_8859_1), true);

    delivery.deliver(
        solutionAt(remote.head("main").name())
            .withChanges(new FileChange("run.sh", before, before.replace("1", "0")))
            .solution());

    RevCommit commit = remote.tip(BRANCH);
    assertThat(remote.mode(commit, "run.sh")).isEqualTo(FileMode.EXECUTABLE_FILE);
    assertThat(remote.bytes(commit, "run.sh"))
        .isEqualTo(before.replace("1", "0").getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void keepsUtf16AndItsByteOrderMark() {
    String before = "// Gr\u00fc\u00dfe\nexit 1\n";
    remote.commit("wide", "a.txt", SourceText.Encoding.UTF_16LE_MARKED.encode(before), false);

    delivery.deliver(
        solutionAt(remote.head("main").name())
            .withChanges(new FileChange("a.txt", before, before.replace("1", "0")))
            .solution());

    assertThat(remote.bytes(remote.tip(BRANCH), "a.txt"))
        .isEqualTo(SourceText.Encoding.UTF_16LE_MARKED.encode(before.replace("1", "0")));
  }

  @Test
  void refusesWhatAnEncodingCannotHold() {
    String before = "Gr\u00fc\u00dfe\n";
    remote.commit("latin", "a.txt", before.getBytes(StandardCharsets.ISO_8859_1), false);

    assertRefused(
        solutionAt("abc").withChanges(new FileChange("a.txt", before, "→\n")).solution(),
        "a.txt cannot be written in its encoding, ISO-8859-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {".git/config", "a/.GIT/hooks/x", ".git\u200c/config", "./a", "a//b"})
  void refusesPathsThatLeaveTheRepository(String path) {
    assertRefused(
        solutionAt("abc").withChanges(new FileChange(path, null, "x\n")).solution(),
        "is no path that a repository may hold");
    assertThat(remote.branches()).containsExactly("main");
  }

  @Test
  void writesThroughNoSymlink() {
    remote.symlink("link", "/etc");

    assertRefused(
        solutionAt("abc").withChanges(new FileChange("link/passwd", null, "x\n")).solution(),
        "link, above link/passwd, is not a folder");
    assertRefused(
        solutionAt("abc").withChanges(new FileChange("link", "/etc", "/root")).solution(),
        "link is not a regular file");
  }

  @Test
  void replacesNoTestThatIsThere() {
    remote.commit("a test", TestSolutions.TEST_PATH, "// theirs\n");

    assertRefused(solution(), TestSolutions.TEST_PATH + " already exists");
  }

  @Test
  void deliversAPatchWithoutATest() {
    Verdict.Accepted tested =
        new Verdict.Accepted(VerdictLevel.TESTED, List.of("ok"), Optional.<Reproduction>empty());

    delivery.deliver(solutionAt("abc").withVerdict(tested).solution());

    assertThat(remote.paths(remote.tip(BRANCH))).containsExactly(TestSolutions.PATH);
  }

  @Test
  void touchesNeitherCheckoutNorIndexNorHeadOfALocalRepository() throws Exception {
    try (TestRepository local = TestRepository.withWorkTree(folder.resolve("work"))) {
      local.commit("first", TestSolutions.PATH, TestSolutions.BEFORE);
      Path file = local.path().resolve(TestSolutions.PATH);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "half written by a person");
      byte[] head = Files.readAllBytes(local.path().resolve(".git/HEAD"));
      boolean indexed = Files.exists(local.path().resolve(".git/index"));

      delivery.deliver(
          solutionAt(local.head("main").name())
              .at(RepositoryLocation.of(local.path().toString()))
              .solution());

      assertThat(local.text(local.tip(BRANCH), TestSolutions.PATH)).isEqualTo(TestSolutions.AFTER);
      assertThat(Files.readString(file)).isEqualTo("half written by a person");
      assertThat(Files.readAllBytes(local.path().resolve(".git/HEAD"))).isEqualTo(head);
      assertThat(Files.exists(local.path().resolve(".git/index"))).isEqualTo(indexed);
    }
  }

  @Test
  void manyAtOnceMakeOneBranchAndOneCommit() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<Receipt> deliver = () -> delivery.deliver(solution());
      List<Future<Receipt>> receipts =
          threads.invokeAll(List.of(deliver, deliver, deliver, deliver));

      for (Future<Receipt> receipt : receipts) {
        assertThat(receipt.get()).isEqualTo(receipts.get(0).get());
      }
    }
    assertThat(remote.branches()).containsExactlyInAnyOrder("main", BRANCH);
    assertThat(remote.tip(BRANCH).getParent(0)).isEqualTo(remote.head("main"));
  }

  @Test
  void saysWhenThereIsNoRepository() {
    assertRefused(
        solutionAt("abc").at(RepositoryLocation.of(folder.resolve("none").toString())).solution(),
        "there is no repository at");
    assertRefused(
        solutionAt("abc").at(RepositoryLocation.of("file://" + folder.resolve("none"))).solution(),
        "no such repository");
  }

  private Solution solution() {
    return solutionAt(remote.head("main").name()).solution();
  }

  private TestSolutions solutionAt(String base) {
    return TestSolutions.nullCoupon(RepositoryLocation.of(remote.path().toString()), base);
  }

  private void assertRefused(Solution solution, String message) {
    assertThatThrownBy(() -> delivery.deliver(solution))
        .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.isRetryable()).isFalse())
        .hasMessageContaining(message);
  }
}
