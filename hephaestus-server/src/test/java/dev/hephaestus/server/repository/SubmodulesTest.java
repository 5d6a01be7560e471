package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubmodulesTest {
  @TempDir private Path temp;
  private GitHttpServer server;
  private TestRepository parent;
  private TestRepository library;
  private String parentUrl;
  private String libraryUrl;
  private String old;

  @BeforeEach
  void serve() throws Exception {
    server = new GitHttpServer();
    library = TestRepository.in(temp.resolve("library"));
    old = library.write("src/lib/Price.java", "package lib; class Price {}").commit();
    library.write("src/lib/Price.java", "package lib; class Newer {}").commit();
    parent = TestRepository.in(temp.resolve("shop"));
    parent.write("src/shop/Cart.java", "package shop; class Cart {}");
    parentUrl = server.serve("team/shop.git", parent);
    libraryUrl = server.serve("team/library.git", library);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void showsTheFilesOfASubmoduleAtItsCommit() {
    for (String url : Set.of("../library.git", libraryUrl)) {
      parent.submodule("modules/lib", url, old).commit();

      try (GitRepositories repositories = repositories(true, Set.of())) {
        Snapshot snapshot = head(repositories, parentUrl);

        assertThat(snapshot.files())
            .extracting(SourceFile::path)
            .containsExactly(".gitmodules", "modules/lib/src/lib/Price.java", "src/shop/Cart.java");
        assertThat(snapshot.text("modules/lib/src/lib/Price.java")).contains("class Price");
        assertThat(snapshot.types("lib.Price")).hasSize(1);
        assertThat(snapshot.leftOut()).isEmpty();
      }
    }
  }

  @Test
  void exportsTheFilesOfASubmodule() {
    parent.submodule("lib", "../library.git", old).commit();

    try (GitRepositories repositories = repositories(true, Set.of())) {
      head(repositories, parentUrl).exportTo(temp.resolve("export"));
    }

    assertThat(temp.resolve("export/lib/src/lib/Price.java")).content().contains("class Price");
  }

  @Test
  void fetchesACommitThatIsOlderThanWhatIsFetchedAtFirst() {
    parent.submodule("lib", "../library.git", old).commit();

    try (GitRepositories repositories = repositories(true, Set.of(), 1)) {
      assertThat(head(repositories, parentUrl).file("lib/src/lib/Price.java")).isPresent();
    }
  }

  @Test
  void saysWhichAreNotFollowedAndWhy() {
    parent
        .submodule("other", "https://elsewhere.example/x.git", old)
        .submodule("files", "file:///etc", old)
        .submodule("path", "/etc", old)
        .submodule("above", "../../../../x.git", old)
        .submodule("login", libraryUrl.replace("://", "://me:secret@"), old)
        .submodule("command", "ext::sh -c touch", old)
        .submodule("gone", "../gone.git", old)
        .submodule("commit", "../library.git", "1".repeat(40))
        .commit();

    try (GitRepositories repositories = repositories(true, Set.of())) {
      Map<String, String> reasons = reasons(head(repositories, parentUrl));

      assertThat(reasons.get("other")).contains("elsewhere.example").contains("submoduleHosts");
      assertThat(reasons.get("files")).contains("names no host");
      assertThat(reasons.get("path")).contains("names no host");
      assertThat(reasons.get("above")).contains("above its host");
      assertThat(reasons.get("login")).contains("has a login").doesNotContain("secret");
      assertThat(reasons.get("command")).startsWith("submodule: ");
      assertThat(reasons.get("gone")).contains("(404)");
      assertThat(reasons.get("commit")).contains("no commit 111111111111");
      assertThat(reasons).hasSize(8);
    }
  }

  @Test
  void followsHostsThatAreListed() throws Exception {
    try (GitHttpServer other = new GitHttpServer()) {
      String url = other.serve("library.git", library).replace("127.0.0.1", "localhost");
      parent.submodule("lib", url, old).commit();

      try (GitRepositories closed = repositories(true, Set.of())) {
        assertThat(reasons(head(closed, parentUrl)).get("lib")).contains("localhost");
      }
      try (GitRepositories listed = repositories(true, Set.of("localhost"))) {
        assertThat(head(listed, parentUrl).file("lib/src/lib/Price.java")).isPresent();
      }
    }
  }

  @Test
  void followsSubmodulesOfSubmodulesSoFarAndNeverInACircle() {
    TestRepository third = TestRepository.in(temp.resolve("c")).write("c.txt", "c");
    String thirdCommit = third.submodule("lib", libraryUrl, old).commit();
    String thirdUrl = server.serve("team/c.git", third);
    TestRepository second = TestRepository.in(temp.resolve("b")).write("b.txt", "b");
    String secondCommit =
        second.submodule("c", thirdUrl, thirdCommit).submodule("loop", parentUrl, old).commit();
    server.serve("team/b.git", second);
    TestRepository first = TestRepository.in(temp.resolve("a")).write("a.txt", "a");
    String firstCommit = first.submodule("b", "../b.git", secondCommit).commit();
    server.serve("team/a.git", first);
    parent.submodule("a", "../a.git", firstCommit).commit();

    try (GitRepositories repositories = repositories(true, Set.of())) {
      Snapshot snapshot = head(repositories, parentUrl);

      assertThat(snapshot.text("a/b/c/c.txt")).isEqualTo("c");
      assertThat(reasons(snapshot).get("a/b/c/lib")).contains("more than 3 repositories deep");
      assertThat(reasons(snapshot).get("a/b/loop")).contains("in itself");
      assertThat(reasons(snapshot)).hasSize(2);
    }
  }

  @Test
  void aRepositoryInItselfIsNotFollowed() {
    String commit = parent.commit();
    parent.submodule("self", "../shop.git", commit).commit();

    try (GitRepositories repositories = repositories(true, Set.of())) {
      assertThat(reasons(head(repositories, parentUrl)).get("self")).contains("in itself");
    }
  }

  @Test
  void followsNoneWhenItIsSwitchedOff() {
    parent.submodule("lib", "../library.git", old).commit();

    try (GitRepositories repositories = repositories(false, Set.of())) {
      assertThat(reasons(head(repositories, parentUrl))).isEqualTo(Map.of("lib", "submodule"));
    }
  }

  @Test
  void readsTheNeighbourOfAFolder() {
    parent.submodule("lib", "../library", old).submodule("away", "../../elsewhere", old).commit();

    try (GitRepositories repositories = repositories(true, Set.of())) {
      for (String location :
          Set.of(parent.folder().toString(), parent.folder().toUri().toString())) {
        Snapshot snapshot = head(repositories, location);

        assertThat(snapshot.file("lib/src/lib/Price.java")).as(location).isPresent();
        assertThat(reasons(snapshot).get("away")).as(location).contains("leads away");
      }
    }
  }

  @Test
  void readsWhereGitClonesTheSubmodulesOfAFolder() throws IOException {
    parent.submodule("lib", "https://elsewhere.example/library.git", old).commit();
    Path modules = Files.createDirectories(parent.folder().resolve(".git/modules"));
    Files.move(library.folder().resolve(".git"), modules.resolve("lib"));

    try (GitRepositories repositories = repositories(true, Set.of())) {
      assertThat(head(repositories, parent.folder().toString()).file("lib/src/lib/Price.java"))
          .isPresent();
    }
  }

  @Test
  void aBrokenListOfSubmodulesFailsNothing() {
    parent.submodule("lib", "../library.git", old).write(".gitmodules", "[submodule \"x").commit();

    try (GitRepositories repositories = repositories(true, Set.of())) {
      assertThat(reasons(head(repositories, parentUrl))).isEqualTo(Map.of("lib", "submodule"));
    }
  }

  private static Map<String, String> reasons(Snapshot snapshot) {
    return snapshot.leftOut().stream().collect(Collectors.toMap(LeftOut::path, LeftOut::reason));
  }

  private GitRepositories repositories(boolean followed, Set<String> hosts) {
    return repositories(followed, hosts, 500);
  }

  private GitRepositories repositories(boolean followed, Set<String> hosts, int depth) {
    MirrorSettings settings =
        new MirrorSettings(
            RepositoryAccess.none(),
            depth,
            Duration.ofSeconds(20),
            Duration.ofMinutes(1),
            1 << 20,
            20L << 30,
            1,
            Duration.ofMillis(2),
            followed,
            hosts);
    return new GitRepositories(
        temp.resolve("cache"), SnapshotLimits.DEFAULT, settings, Clock.systemUTC());
  }

  private static Snapshot head(GitRepositories repositories, String location) {
    return repositories.snapshot(RepositoryLocation.of(location), Optional.empty());
  }
}
