package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommitHistoryTest {
  private static final String BEFORE = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n";

  @TempDir Path temp;
  private TestRepository repository;

  @BeforeEach
  void create() {
    repository = TestRepository.in(temp.resolve("shop"));
  }

  @Test
  void listsCommitsNewestFirstWithWhatEachChanged() {
    String first = repository.write("a.txt", BEFORE).write("b/c.txt", "c\n").commit();
    String second = repository.write("a.txt", BEFORE.replace("five", "5")).commit();
    Snapshot snapshot = repository.write("new.txt", "n\n").snapshot();

    List<Change> history = snapshot.history(10);

    assertThat(history)
        .extracting(Change::commit)
        .containsExactly(snapshot.commit(), second, first);
    assertThat(history)
        .extracting(Change::paths)
        .containsExactly(List.of("new.txt"), List.of("a.txt"), List.of("a.txt", "b/c.txt"));
    assertThat(history.get(0).author()).isEqualTo("somebody");
    assertThat(history.get(0).subject()).isEqualTo("a commit");
    assertThat(snapshot.history(1)).extracting(Change::commit).containsExactly(snapshot.commit());
    assertThat(snapshot.history(0)).isEmpty();
  }

  @Test
  void showsWhatACommitChangedWithThreeLinesAround() {
    repository.write("a.txt", BEFORE).commit();
    Snapshot snapshot = repository.write("a.txt", BEFORE.replace("five", "5")).snapshot();

    assertThat(snapshot.diff(snapshot.history(1).get(0), "a.txt"))
        .isEqualTo(
            """
            --- a/a.txt
            +++ b/a.txt
            @@ -2,7 +2,7 @@
             two
             three
             four
            -five
            +5
             six
             seven
             eight
            """);
    assertThat(snapshot.diff(snapshot.history(1).get(0), "other.txt")).isEmpty();
    assertThat(snapshot.diff(snapshot.history(2).get(1), "a.txt"))
        .startsWith("--- /dev/null\n+++ b/a.txt\n@@ -0,0 +1,9 @@\n+one\n");
  }

  @Test
  void showsNoDiffOfBinaryAndTooLargeFilesAndReadsUtf16() {
    repository
        .write("a.bin", new byte[] {1, 0, 2})
        .write("large.txt", "x\n".repeat(30_000))
        .write("wide.txt", "one\n".getBytes(StandardCharsets.UTF_16))
        .commit();
    Snapshot snapshot =
        repository
            .write("a.bin", new byte[] {1, 0, 3})
            .write("large.txt", "y\n".repeat(30_000))
            .write("wide.txt", "two\n".getBytes(StandardCharsets.UTF_16))
            .snapshot();
    Change change = snapshot.history(1).get(0);

    assertThat(snapshot.diff(change, "a.bin")).isEmpty();
    assertThat(snapshot.diff(change, "large.txt")).isEmpty();
    assertThat(snapshot.diff(change, "wide.txt")).contains("-one\n+two\n");
  }

  @Test
  void cutsALongDiffAfterALine() {
    Snapshot snapshot = repository.write("a.txt", "some line\n".repeat(15_000)).snapshot();

    String diff = snapshot.diff(snapshot.history(1).get(0), "a.txt");

    assertThat(diff).endsWith("+some line\n").hasSizeBetween(60_000, 64 << 10);
  }

  @Test
  void takesAMergeForNoChangeAndSeesBothSides() throws IOException {
    RawRepository raw = RawRepository.in(temp.resolve("raw.git"));
    ObjectId root = raw.commit(raw.tree(List.of(raw.file("a", "1"), raw.file("b", "1"))));
    ObjectId left = raw.commit(raw.tree(List.of(raw.file("a", "2"), raw.file("b", "1"))), root);
    ObjectId right = raw.commit(raw.tree(List.of(raw.file("a", "1"), raw.file("b", "2"))), root);
    ObjectId merge =
        raw.commit(raw.tree(List.of(raw.file("a", "2"), raw.file("b", "2"))), left, right);

    Snapshot snapshot = raw.at(merge);

    assertThat(snapshot.history(10)).hasSize(4);
    assertThat(snapshot.history(10).get(0).paths()).isEmpty();
    assertThat(snapshot.diff(snapshot.history(1).get(0), "a")).isEmpty();
    assertThat(lastChange(snapshot, "a")).isEqualTo(left.name());
    assertThat(lastChange(snapshot, "b")).isEqualTo(right.name());
  }

  @Test
  void endsWhereAShallowCloneEnds() throws IOException {
    RawRepository raw = RawRepository.in(temp.resolve("raw.git"));
    ObjectId absent = ObjectId.fromString("0123456789012345678901234567890123456789");
    ObjectId cut = raw.commit(raw.tree(List.of(raw.file("a", "1"))), absent);
    ObjectId head = raw.commit(raw.tree(List.of(raw.file("a", "2"))), cut);

    assertThat(raw.at(head).history(10)).extracting(Change::commit).startsWith(head.name());
    Files.writeString(temp.resolve("raw.git/shallow"), cut.name() + "\n");
    Snapshot shallow =
        new GitRepositories(temp.resolve("other"))
            .snapshot(
                RepositoryLocation.of(temp.resolve("raw.git").toString()),
                Optional.of(head.name()));

    assertThat(shallow.history(10))
        .extracting(Change::commit)
        .containsExactly(head.name(), cut.name());
    assertThat(shallow.diff(shallow.history(1).get(0), "a")).contains("-1").contains("+2");
  }

  @Test
  void saysNothingOfACommitWhoseTreesAreAbsent() throws IOException {
    RawRepository raw = RawRepository.in(temp.resolve("raw.git"));
    ObjectId absent = ObjectId.fromString("0123456789012345678901234567890123456789");
    ObjectId old = raw.commit(raw.tree(List.of(raw.entry(FileMode.TREE, "dir", absent))));
    ObjectId head = raw.commit(raw.tree(List.of(raw.file("a", "2"))), old);

    Snapshot snapshot = raw.at(head);

    assertThat(snapshot.history(10)).hasSize(2);
    assertThat(snapshot.metadata("a")).isPresent();
    assertThat(snapshot.diff(snapshot.history(10).get(1), "dir/x")).isEmpty();
  }

  private static String lastChange(Snapshot snapshot, String path) {
    return snapshot.metadata(path).flatMap(FileMetadata::lastChange).orElseThrow().commit();
  }
}
