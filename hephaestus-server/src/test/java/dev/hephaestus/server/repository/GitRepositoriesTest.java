package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitRepositoriesTest {

  @TempDir Path temp;
  private TestRepository repository;
  private GitRepositories repositories;

  @BeforeEach
  void open() {
    repository =
        TestRepository.in(temp.resolve("shop"))
            .write("src/main/java/shop/Cart.java", "package shop;\nclass Cart {}\n");
    repositories = new GitRepositories(temp.resolve("cache"));
  }

  @AfterEach
  void close() {
    repositories.close();
  }

  @Test
  void readsAWorkTreeInPlace() {
    String commit = repository.commit();

    Snapshot snapshot = head(repository.folder().toString());

    assertThat(snapshot.commit()).isEqualTo(commit);
    assertThat(snapshot.files())
        .extracting(SourceFile::path)
        .containsExactly("src/main/java/shop/Cart.java");
    assertThat(snapshot.types("shop.Cart")).hasSize(1);
    assertThat(temp.resolve("cache")).doesNotExist();
  }

  @Test
  void readsFromAFolderInsideAWorkTree() {
    repository.commit();

    assertThat(
            head(repository.folder().resolve("src/main").toString())
                .file("src/main/java/shop/Cart.java"))
        .isPresent();
  }

  @Test
  void readsABareRepository() throws GitAPIException {
    String commit = repository.commit();
    Path bare = temp.resolve("bare.git");
    Git.cloneRepository()
        .setURI(repository.folder().toUri().toString())
        .setDirectory(bare.toFile())
        .setBare(true)
        .call()
        .close();

    assertThat(head(bare.toString()).commit()).isEqualTo(commit);
  }

  @Test
  void readsTheCommitAndNotTheWorkTree() {
    repository.commit();
    repository.write("src/main/java/shop/Cart.java", "changed");

    assertThat(head(repository.folder().toString()).text("src/main/java/shop/Cart.java"))
        .startsWith("package shop;");
  }

  @Test
  void resolvesHashesShortHashesTagsAndBranches() throws GitAPIException, IOException {
    String first = repository.commit();
    try (Git git = Git.open(repository.folder().toFile())) {
      git.tag().setName("v1").setAnnotated(true).setMessage("one").setSigned(false).call();
      git.branchCreate().setName("fixes").call();
    }
    repository.write("new.txt", "new").commit();

    for (String revision : List.of(first, first.substring(0, 8), "v1", "fixes", "main~1")) {
      assertThat(snapshot(repository.folder().toString(), revision).commit()).isEqualTo(first);
    }
  }

  @Test
  void mirrorsAUrlAndFetchesWhatIsNew() {
    String first = repository.commit();
    String url = repository.folder().toUri().toString();
    assertThat(head(url).commit()).isEqualTo(first);

    String second = repository.write("new.txt", "new").commit();

    assertThat(head(url).commit()).isEqualTo(second);
    assertThat(snapshot(url, first).file("new.txt")).isEmpty();
    assertThat(temp.resolve("cache")).isDirectoryContaining("glob:**/shop-*.git");
  }

  @Test
  void usesTheLocationsBranchWhenNoRevisionIsGiven() throws GitAPIException, IOException {
    String first = repository.commit();
    try (Git git = Git.open(repository.folder().toFile())) {
      git.branchCreate().setName("release").call();
    }
    repository.write("new.txt", "new").commit();

    RepositoryLocation release =
        new RepositoryLocation(
            repository.folder().toUri().toString(), Optional.of("release"), Optional.empty());

    assertThat(repositories.snapshot(release, Optional.empty()).commit()).isEqualTo(first);
  }

  @Test
  void namesTheRevisionAndTheRepositoryWhenThereIsNoSuchRevision() {
    repository.commit();

    for (String missing : List.of("nowhere", "0123456789abcdef0123456789abcdef01234567")) {
      assertThatThrownBy(() -> snapshot(repository.folder().toString(), missing))
          .isInstanceOf(RepositoryException.class)
          .hasMessageContaining(missing)
          .hasMessageContaining(repository.folder().toString());
    }
  }

  @Test
  void refusesARevisionThatIsNoRevision() {
    repository.commit();

    assertThatThrownBy(() -> snapshot(repository.folder().toString(), "a..b^{\n"))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining(repository.folder().toString());
  }

  @Test
  void saysThatAFolderIsNotAGitRepository() throws IOException {
    Path plain = Files.createDirectories(temp.resolve("plain"));

    assertThatThrownBy(() -> head(plain.toString()))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining(plain + " is not a Git repository");
    assertThatThrownBy(() -> head(temp.resolve("absent").toString()))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("there is no folder");
  }

  @Test
  void saysThatARepositoryHasNoCommitYet() {
    assertThatThrownBy(() -> head(TestRepository.in(temp.resolve("empty")).folder().toString()))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("has no commit");
  }

  @Test
  void saysThatARemoteCannotBeReachedWithoutTellingThePassword() {
    assertThatThrownBy(() -> head("http://user:secret@127.0.0.1:1/shop.git"))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("127.0.0.1:1/shop.git")
        .hasMessageNotContaining("secret");
    for (String location :
        List.of(
            "http://secret@127.0.0.1:1/shop.git",
            "http://user:secret@[::1/shop.git",
            "http:/user:secret@127.0.0.1/shop.git",
            "ftp://secret@127.0.0.1/shop.git")) {
      assertThatThrownBy(() -> head(location))
          .isInstanceOf(RepositoryException.class)
          .hasMessageNotContaining("secret");
    }
    assertThatThrownBy(() -> head("ftp://127.0.0.1/shop.git"))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("scheme");
  }

  @Test
  void refusesADirectoryThatIsNotThere() {
    repository.commit();
    RepositoryLocation wrong =
        new RepositoryLocation(
            repository.folder().toString(), Optional.empty(), Optional.of("services/cart"));
    RepositoryLocation right =
        new RepositoryLocation(
            repository.folder().toString(), Optional.empty(), Optional.of("src/main/"));

    assertThatThrownBy(() -> repositories.snapshot(wrong, Optional.empty()))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("services/cart");
    assertThat(repositories.snapshot(right, Optional.empty()).files()).hasSize(1);
  }

  @Test
  void leavesOutLinksAndWhatIsTooLargeOrTooMuch() throws IOException {
    Files.createSymbolicLink(repository.folder().resolve("link"), Path.of("mvnw"));
    repository.write("big.bin", new byte[2_000]).write("a.txt", "a").write("b.txt", "b").commit();
    SnapshotLimits limits = new SnapshotLimits(2, 1_000, 1 << 20);

    try (GitRepositories limited = new GitRepositories(temp.resolve("cache"), limits)) {
      GitSnapshot snapshot =
          (GitSnapshot)
              limited.snapshot(
                  RepositoryLocation.of(repository.folder().toString()), Optional.empty());

      assertThat(snapshot.files())
          .extracting(SourceFile::path)
          .containsExactly("a.txt", "src/main/java/shop/Cart.java");
      assertThat(snapshot.leftOut())
          .containsExactly(
              new LeftOut("b.txt", "more than 2 files before it"),
              new LeftOut("big.bin", "larger than 1000 bytes"),
              new LeftOut("link", "symbolic link"));
      assertThatThrownBy(() -> snapshot.text("big.bin")).isInstanceOf(RepositoryException.class);
    }
  }

  @Test
  void exportsEveryRegularFileWithItsExecutableBit() throws IOException {
    Files.createSymbolicLink(repository.folder().resolve("link"), Path.of("mvnw"));
    repository.write("mvnw", "#!/bin/sh\n").write("big.bin", new byte[2 << 20]);
    assertThat(repository.folder().resolve("mvnw").toFile().setExecutable(true)).isTrue();
    repository.commit();
    Path target = temp.resolve("export");

    head(repository.folder().toString()).exportTo(target);

    assertThat(target.resolve("mvnw")).isExecutable();
    assertThat(target.resolve("src/main/java/shop/Cart.java").toFile()).content().contains("shop");
    assertThat(Files.isExecutable(target.resolve("big.bin"))).isFalse();
    assertThat(Files.size(target.resolve("big.bin"))).isEqualTo(2 << 20);
    assertThat(target.resolve("link")).doesNotExist();
    assertThatThrownBy(() -> head(repository.folder().toString()).exportTo(target))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void decodesWhatIsNotUtf8AsLatin1() {
    repository.write("latin.txt", new byte[] {'k', (byte) 0xe4, 's', 'e'}).commit();

    assertThat(head(repository.folder().toString()).text("latin.txt")).isEqualTo("käse");
  }

  @Test
  void findsTypesInAnySourceRootAndFileOfTheirPackage() {
    repository
        .write("core/java/shop/Cart.java", "package shop; class Cart { class Line {} }")
        .write("src/main/java/shop/Many.java", "package shop; class Many {} class Hidden {}")
        .write("odd/place/Other.java", "package shop.deep; class Other {}")
        .commit();

    Snapshot snapshot = head(repository.folder().toString());

    assertThat(snapshot.types("shop.Cart")).hasSize(2);
    assertThat(snapshot.types("shop.Cart$Line")).hasSize(1);
    assertThat(snapshot.types("shop.Hidden")).hasSize(1);
    assertThat(snapshot.types("shop.deep.Other")).hasSize(1);
    assertThat(snapshot.types("place.Other")).isEmpty();
  }

  @Test
  void tellsTestsByPathAndImports() {
    repository
        .write("src/test/java/shop/Helper.java", "package shop; class Helper {}")
        .write(
            "code/shop/CartChecks.java",
            "package shop; import org.junit.jupiter.api.Test; class X {}")
        .write(
            "src/main/java/org/app/test/Runner.java",
            "package org.app.test; import org.junit.Test; class Runner {}")
        .commit();

    assertThat(head(repository.folder().toString()).files())
        .filteredOn(SourceFile::test)
        .extracting(SourceFile::path)
        .containsExactly("code/shop/CartChecks.java", "src/test/java/shop/Helper.java");
  }

  private Snapshot head(String location) {
    return repositories.snapshot(RepositoryLocation.of(location), Optional.empty());
  }

  private Snapshot snapshot(String location, String revision) {
    return repositories.snapshot(RepositoryLocation.of(location), Optional.of(revision));
  }
}
