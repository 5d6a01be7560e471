package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitLineageTest {
  private static final Set<String> CART = Set.of("Cart.java");

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
  void walksFromTheHeadBackAndPassesOverCommitsThatChangedOtherFiles() {
    repository.write("src/shop/Cart.java", "class Cart { int a; }").commit();
    String newestOfFirst = repository.write("README", "hello").commit();
    repository.write("src/shop/Cart.java", "class Cart { int b; }").commit();
    String head = repository.write("README", "hello again").commit();

    try (Lineage lineage = lineage(CART)) {
      assertThat(lineage.branch(100))
          .extracting(Glimpse::commit)
          .containsExactly(head, newestOfFirst);
    }
  }

  @Test
  void showsTheFilesAsTheyWereWhereverTheyWere() {
    String old = repository.write("old/Cart.java", "class Cart { void total() {} }").commit();
    repository.remove("old/Cart.java").write("new/Cart.java", "class Cart {}").commit();

    try (Lineage lineage = lineage(CART)) {
      Glimpse glimpse = lineage.branch(100).skip(1).findFirst().orElseThrow();
      assertThat(glimpse.commit()).isEqualTo(old);
      assertThat(glimpse.files().files())
          .extracting(SourceFile::path)
          .containsExactly("old/Cart.java");
      assertThat(glimpse.files().types("Cart").get(0).methods())
          .extracting(MethodDeclaration::name)
          .containsExactly("total");
    }
  }

  @Test
  void stopsAtTheLimit() {
    for (int i = 0; i < 5; i++) {
      repository.write("Cart.java", "class Cart { int a" + i + "; }").commit();
    }

    try (Lineage lineage = lineage(CART)) {
      assertThat(lineage.branch(3)).hasSize(3);
    }
  }

  @Test
  void findsTagsByName() {
    String first = repository.write("Cart.java", "class Cart {}").commit();
    repository.tag("v1.0");
    repository.write("Cart.java", "class Cart { }").commit();
    repository.tag("v1.1");

    try (Lineage lineage = lineage(CART)) {
      List<Glimpse> tagged = lineage.tagged("v1.0"::equals);
      assertThat(tagged).extracting(Glimpse::commit).containsExactly(first);
      assertThat(tagged).extracting(Glimpse::tag).containsExactly("v1.0");
    }
  }

  @Test
  void namesTheCommitsThatChangedTheFilesSince() {
    String deployed = repository.write("Cart.java", "class Cart { int a; }").commit();
    repository.write("README", "hello").commit("docs");
    String change = repository.write("Cart.java", "class Cart { int b; }").commit("rename a");
    repository.write("README", "hello again").commit("more docs");

    try (Lineage lineage = lineage(CART)) {
      List<Lineage.Step> steps = lineage.since(deployed, 10);
      assertThat(steps).hasSize(1);
      assertThat(steps.get(0).after().commit()).isEqualTo(change);
      assertThat(steps.get(0).after().subject()).isEqualTo("rename a");
      assertThat(steps.get(0).before().text("Cart.java")).contains("int a");
      assertThat(steps.get(0).after().files().text("Cart.java")).contains("int b");
    }
  }

  @Test
  void endsWhereAShallowHistoryEnds() throws Exception {
    for (int i = 0; i < 6; i++) {
      repository.write("Cart.java", "class Cart { int a" + i + "; }").commit();
    }
    Path shallow = folder.resolve("shallow");
    Git.cloneRepository()
        .setURI(repository.folder().toUri().toString())
        .setDirectory(shallow.toFile())
        .setDepth(2)
        .call()
        .close();
    String oldest = oldestCommit();

    RepositoryLocation location = RepositoryLocation.of(shallow.toString());
    Snapshot head = repositories.snapshot(location, Optional.empty());
    try (Lineage lineage = repositories.lineage(location, head, CART)) {
      assertThat(lineage.branch(100)).hasSize(2);
      assertThat(lineage.since(oldest, 100)).isEmpty();
    }
    assertThat(repositories.find(location, oldest)).isEmpty();
  }

  @Test
  void leavesOutWhatIsTooLargeToBeRead() {
    repository.write("Cart.java", "class Cart {}" + " ".repeat(2_000_000)).commit();

    try (Lineage lineage = lineage(CART)) {
      assertThat(lineage.branch(1).findFirst().orElseThrow().files().files()).isEmpty();
    }
  }

  @Test
  void findsARevisionOnlyWhereThereIsOne() {
    String commit = repository.write("Cart.java", "class Cart {}").commit();
    RepositoryLocation location = RepositoryLocation.of(repository.folder().toString());

    assertThat(repositories.find(location, commit).orElseThrow().commit()).isEqualTo(commit);
    assertThat(repositories.find(location, "0".repeat(40))).isEmpty();
    assertThat(repositories.find(location, "no such\nname^{")).isEmpty();
    assertThat(repositories.find(location, "${git.commit.id}")).isEmpty();
  }

  private String oldestCommit() throws IOException {
    try (Git git = Git.open(repository.folder().toFile())) {
      String oldest = "";
      for (var commit : git.log().call()) {
        oldest = commit.name();
      }
      return oldest;
    } catch (org.eclipse.jgit.api.errors.GitAPIException e) {
      throw new IOException(e);
    }
  }

  private Lineage lineage(Set<String> names) {
    RepositoryLocation location = RepositoryLocation.of(repository.folder().toString());
    return repositories.lineage(location, repositories.snapshot(location, Optional.empty()), names);
  }
}
