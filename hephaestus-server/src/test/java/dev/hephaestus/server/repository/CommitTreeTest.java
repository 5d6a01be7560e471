package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trees that Git would not write: what is safe in them is shown, the rest is named. */
final class CommitTreeTest {
  private static final ObjectId ABSENT =
      ObjectId.fromString("0123456789012345678901234567890123456789");

  @TempDir Path temp;
  private RawRepository repository;
  private RawRepository.Entry good;

  @BeforeEach
  void create() throws IOException {
    repository = RawRepository.in(temp.resolve("shop.git"));
    good = repository.file("Cart.java", "class Cart {}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        ".",
        "",
        ".git",
        ".GIT",
        ".Git",
        "git~1",
        ".git\u200c",
        "a\\b.java",
        "..\\x",
        "/etc",
        "a/../b",
        "line\nbreak",
        "\u001b[31m",
        "tab\t",
        "del\u007f"
      })
  void leavesOutFilesAndFoldersWithUnsafeNames(String name) throws IOException {
    Snapshot snapshot =
        repository.snapshot(
            good,
            repository.file(name, "x"),
            repository.folder("sub", repository.file(name, "x")),
            repository.folder(name, repository.file("x.java", "class X {}")));

    assertThat(snapshot.files()).extracting(SourceFile::path).containsExactly("Cart.java");
    assertThat(snapshot.leftOut())
        .extracting(LeftOut::reason)
        .containsOnly("unsafe name")
        .hasSize(3);
    assertThat(snapshot.leftOut())
        .allSatisfy(each -> assertThat(each.path()).doesNotContainPattern("\\p{Cntrl}"));
    assertExportsOnly(snapshot, "Cart.java");
  }

  @Test
  void leavesOutNamesThatNoFileSystemTakes() throws IOException {
    Snapshot snapshot =
        repository.snapshot(good, repository.file("x".repeat(256) + ".java", "class X {}"));

    assertThat(snapshot.leftOut()).extracting(LeftOut::reason).containsExactly("name too long");
    assertExportsOnly(snapshot, "Cart.java");
  }

  @Test
  void leavesOutLinksWhereverTheyLead() throws IOException {
    Snapshot snapshot =
        repository.snapshot(
            good,
            repository.link("a", "b"),
            repository.link("b", "a"),
            repository.link("out.java", "/etc/passwd"),
            repository.folder("sub", repository.link("up", "..")));

    assertThat(snapshot.leftOut())
        .extracting(LeftOut::path)
        .containsExactly("a", "b", "out.java", "sub/up");
    assertThat(snapshot.leftOut()).extracting(LeftOut::reason).containsOnly("symbolic link");
    assertExportsOnly(snapshot, "Cart.java");
  }

  @Test
  void leavesOutSubmodules() {
    Snapshot snapshot =
        repository.snapshot(good, repository.entry(FileMode.GITLINK, "lib", ABSENT));

    assertThat(snapshot.leftOut()).containsExactly(new LeftOut("lib", "submodule"));
  }

  @Test
  void leavesOutWhatIsAbsentFromAPartialClone() throws IOException {
    Snapshot snapshot =
        repository.snapshot(
            good,
            repository.entry(FileMode.REGULAR_FILE, "Gone.java", ABSENT),
            repository.entry(FileMode.TREE, "gone", ABSENT));

    assertThat(snapshot.files()).hasSize(1);
    assertThat(snapshot.leftOut())
        .containsExactly(
            new LeftOut("Gone.java", "content absent"), new LeftOut("gone/", "content absent"));
    assertExportsOnly(snapshot, "Cart.java");
  }

  @Test
  void showsACommitWhoseTreeIsAbsentAsEmpty() {
    Snapshot snapshot = repository.at(repository.commit(ABSENT));

    assertThat(snapshot.files()).isEmpty();
    assertThat(snapshot.leftOut()).containsExactly(new LeftOut("/", "content absent"));
  }

  @Test
  void leavesOutFoldersThatAreNoTrees() {
    ObjectId noise =
        repository.insert(Constants.OBJ_TREE, "100644 a".getBytes(StandardCharsets.US_ASCII));
    ObjectId blob = repository.blob(new byte[] {1});

    Snapshot snapshot =
        repository.snapshot(
            good,
            repository.entry(FileMode.TREE, "noise", noise),
            repository.entry(FileMode.TREE, "wrong", blob));

    assertThat(snapshot.files()).hasSize(1);
    assertThat(snapshot.leftOut())
        .containsExactly(
            new LeftOut("noise/", "folder cannot be read"),
            new LeftOut("wrong/", "folder cannot be read"));
  }

  @Test
  void showsANameThatIsGivenTwiceOnce() throws IOException {
    Snapshot snapshot =
        repository.snapshot(
            good,
            repository.file("Cart.java", "class Other {}\n"),
            repository.file("dir", "x"),
            repository.folder("dir", repository.file("A.java", "class A {}")),
            repository.folder("dir", repository.file("B.java", "class B {}")));

    assertThat(snapshot.files())
        .extracting(SourceFile::path)
        .containsExactly("Cart.java", "dir/A.java");
    assertThat(snapshot.leftOut()).extracting(LeftOut::reason).containsOnly("name given twice");
    assertExportsOnly(snapshot, "Cart.java", "dir/A.java");
  }

  @Test
  void showsFilesThatDifferByCaseAndSaysSo() {
    Snapshot snapshot = repository.snapshot(good, repository.file("cart.java", "class cart {}"));

    assertThat(snapshot.files()).hasSize(2);
    assertThat(snapshot.types("cart")).hasSize(1);
    assertThat(snapshot.leftOut())
        .containsExactly(
            new LeftOut("cart.java", "shown, but differs from Cart.java by case only"));
  }

  @Test
  void endsInATreeThatRepeatsItself() {
    RawRepository.Entry below = repository.folder("x", repository.file("A.java", "class A {}"));
    for (int level = 0; level < 30; level++) {
      below = repository.folder("x", below, renamed(below, "y"));
    }

    Snapshot snapshot = repository.snapshot(good, below);

    assertThat(snapshot.file("Cart.java")).isPresent();
    assertThat(snapshot.leftOut())
        .extracting(LeftOut::reason)
        .contains("more than 500000 entries before it");
  }

  @Test
  void endsInATreeThatIsTooDeep() {
    RawRepository.Entry below = repository.file("A.java", "class A {}");
    for (int level = 0; level < 250; level++) {
      below = repository.folder("x", below);
    }

    Snapshot snapshot = repository.snapshot(good, below);

    assertThat(snapshot.files()).hasSize(1);
    assertThat(snapshot.leftOut())
        .extracting(LeftOut::reason)
        .containsExactly("more than 200 folders deep");
  }

  @Test
  void showsAsManyOfAHundredThousandFilesAsItMay() {
    ObjectId blob = repository.blob("class A {}".getBytes(StandardCharsets.UTF_8));
    List<RawRepository.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      entries.add(
          repository.entry(
              FileMode.REGULAR_FILE, "F%06d.%s".formatted(i, i < 99_990 ? "txt" : "java"), blob));
    }

    Snapshot snapshot = repository.at(repository.commit(repository.tree(entries)));

    assertThat(snapshot.files()).hasSize(10_000).filteredOn(SourceFile::isJava).hasSize(10);
    assertThat(snapshot.leftOut())
        .hasSize(90_000)
        .first()
        .isEqualTo(new LeftOut("F009990.txt", "more than 10000 files before it"));
  }

  @Test
  void showsAnEmptyTree() {
    Snapshot snapshot = repository.snapshot();

    assertThat(snapshot.files()).isEmpty();
    assertThat(snapshot.leftOut()).isEmpty();
    assertThat(snapshot.layout().modules()).isEmpty();
    assertThat(snapshot.history(5)).hasSize(1);
  }

  @Test
  void keepsSourcesBeforeTestsBeforeForeignOnesBeforeTheRest() {
    ObjectId blob = repository.blob("class A {}".getBytes(StandardCharsets.UTF_8));
    List<RawRepository.Entry> entries = new ArrayList<>();
    for (String name : List.of("A.txt", "B_pb2.py", "C_test.go", "D.java", "E.py", "pom.xml")) {
      entries.add(repository.entry(FileMode.REGULAR_FILE, name, blob));
    }
    ObjectId commit = repository.commit(repository.tree(entries));

    for (int files = 1; files <= 6; files++) {
      assertThat(repository.at(commit, new SnapshotLimits(files, 1_000, 1_000)).files())
          .extracting(SourceFile::path)
          .containsExactlyInAnyOrderElementsOf(
              List.of("pom.xml", "D.java", "E.py", "C_test.go", "B_pb2.py", "A.txt")
                  .subList(0, files));
    }
  }

  private static RawRepository.Entry renamed(RawRepository.Entry entry, String name) {
    return new RawRepository.Entry(entry.mode(), name.getBytes(StandardCharsets.UTF_8), entry.id());
  }

  private void assertExportsOnly(Snapshot snapshot, String... paths) throws IOException {
    Path target = temp.resolve("export");
    snapshot.exportTo(target);
    try (var files = Files.walk(target)) {
      assertThat(files.filter(Files::isRegularFile).map(file -> target.relativize(file).toString()))
          .containsExactlyInAnyOrder(paths);
    }
  }
}
