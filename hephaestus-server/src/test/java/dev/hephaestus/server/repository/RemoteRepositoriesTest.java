package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching from a real Git server over HTTP, which does what servers and networks do. */
final class RemoteRepositoriesTest {
  @TempDir private Path temp;
  private TestRepository repository;
  private GitHttpServer server;
  private String url;
  private final List<GitRepositories> open = new ArrayList<>();

  @BeforeEach
  void serve() throws Exception {
    repository = TestRepository.in(temp.resolve("shop")).write("a.txt", "one");
    server = new GitHttpServer();
    url = server.serve("team/shop.git", repository);
  }

  @AfterEach
  void stop() throws Exception {
    open.forEach(GitRepositories::close);
    server.close();
  }

  @Test
  void showsTheTokenOfItsFileAndTheNewOneOnceTheFileIsRewritten() throws IOException {
    String commit = repository.commit();
    Path token = Files.writeString(temp.resolve("token"), "old-secret\n");
    server.wanted = Optional.of(basic("git", "new-secret"));
    GitRepositories repositories = repositories(access(password("git", token)));

    assertThatThrownBy(() -> head(repositories))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("(401)")
        .hasMessageContaining("repository.access")
        .hasMessageNotContaining("secret");
    Files.writeString(token, "new-secret\n");

    assertThat(head(repositories).commit()).isEqualTo(commit);
    assertThat(onDisk()).doesNotContain("secret");
  }

  @Test
  void isReachedWithoutBeingFetchedAndSaysWhatIsMissing() throws IOException {
    repository.commit();
    server.wanted = Optional.of(basic("git", "secret"));
    Path token = Files.writeString(temp.resolve("token"), "old\n");
    GitRepositories repositories = repositories(access(password("git", token)));
    RepositoryLocation place = RepositoryLocation.of(url);

    assertThatThrownBy(() -> repositories.reach(place))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("(401)");
    Files.writeString(token, "secret\n");
    repositories.reach(place);
    repositories.reach(new RepositoryLocation(url, Optional.of("main"), Optional.empty()));
    assertThatThrownBy(
            () ->
                repositories.reach(
                    new RepositoryLocation(url, Optional.of("next"), Optional.empty())))
        .isInstanceOf(NoSuchRevisionException.class)
        .hasMessageContaining("'next'");
    assertThatThrownBy(
            () -> repositories.reach(RepositoryLocation.of(url.replace("shop", "other"))))
        .hasMessageContaining("(404)");
    assertThat(onDisk()).doesNotContain("class ");
  }

  @Test
  void aLocalRepositoryIsReachedWhenItHasTheBranch() {
    repository.commit();
    GitRepositories repositories = repositories(quick());
    String folder = repository.folder().toString();

    repositories.reach(RepositoryLocation.of(folder));
    assertThatThrownBy(
            () ->
                repositories.reach(
                    new RepositoryLocation(folder, Optional.of("next"), Optional.empty())))
        .isInstanceOf(NoSuchRevisionException.class);
    assertThatThrownBy(() -> repositories.reach(RepositoryLocation.of(folder + "-none")))
        .hasMessageContaining("there is no folder");
  }

  @Test
  void showsABearerToken() {
    String commit = repository.commit();
    server.wanted = Optional.of("Bearer abc");

    assertThat(head(repositories(access(place -> new RepositoryLogin.Bearer("abc")))).commit())
        .isEqualTo(commit);
  }

  @Test
  void aLoginInTheLocationIsShownAndNeverWritten() {
    String commit = repository.commit();
    server.wanted = Optional.of(basic("me", "secret"));
    String location = url.replace("://", "://me:secret@");

    GitRepositories repositories = repositories(quick());

    assertThat(head(repositories, location).commit()).isEqualTo(commit);
    assertThat(onDisk()).isNotEmpty().doesNotContain("secret").doesNotContain("me:");
    assertThatThrownBy(() -> head(repositories, url)).hasMessageContaining("(401)");
    assertThat(head(repositories, location).commit()).isEqualTo(commit);
  }

  @Test
  void aRedirectToAnotherHostDoesNotGetTheLogin() throws Exception {
    String commit = repository.commit();
    try (GitHttpServer other = new GitHttpServer()) {
      other.serve("team/shop.git", repository);
      server.elsewhere = "http://" + other.authority();
      GitRepositories repositories =
          repositories(access(place -> new RepositoryLogin.Bearer("secret")));

      assertThat(head(repositories).commit()).isEqualTo(commit);
      assertThat(server.authorizations).contains("Bearer secret");
      assertThat(other.authorizations).isNotEmpty().containsOnly("");
    }
  }

  @Test
  void forgetsARepositoryThatIsGoneUntilItIsBack() {
    String commit = repository.commit();
    GitRepositories repositories = repositories(quick());
    Snapshot before = head(repositories);
    server.remove("team/shop.git");

    assertThatThrownBy(() -> head(repositories))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("(404)");
    assertThat(mirrors()).isEmpty();
    assertThatThrownBy(() -> before.text("a.txt")).isInstanceOf(RepositoryException.class);
    assertThatThrownBy(() -> snapshot(repositories, commit)).hasMessageContaining("(404)");

    server.serve("team/shop.git", repository);

    assertThat(head(repositories).text("a.txt")).isEqualTo("one");
  }

  @Test
  void removesWhatIsKeptWhereItIsToldThatItMayNotBeReadAnyMore() {
    repository.commit();
    GitRepositories repositories = repositories(quick());
    Snapshot before = head(repositories);

    repositories.purge(RepositoryLocation.of(url));

    assertThat(mirrors()).isEmpty();
    assertThatThrownBy(() -> before.text("a.txt")).isInstanceOf(RepositoryException.class);
    head(repositories);
    assertThat(mirrors()).hasSize(1);
    repositories(quick()).purge(RepositoryLocation.of(url));
    assertThat(mirrors()).as("made by another").isEmpty();
  }

  @Test
  void aRepositoryOnThisMachineIsNotRemoved() {
    repository.commit();
    GitRepositories repositories = repositories(quick());
    String folder = repository.folder().toString();
    head(repositories, folder);

    repositories.purge(RepositoryLocation.of(folder));

    assertThat(head(repositories, folder).text("a.txt")).isEqualTo("one");
  }

  @Test
  void keepsAndServesWhatItHasWhileTheServerFails() {
    String commit = repository.commit();
    GitRepositories repositories = repositories(quick());
    head(repositories);
    server.status = 500;
    int before = server.requests.size();

    assertThat(head(repositories).commit()).isEqualTo(commit);
    assertThat(server.requests.size() - before).isEqualTo(3);
    assertThat(mirrors()).hasSize(1);
  }

  @Test
  void triesAgainWhenAFaultPasses() {
    String commit = repository.commit();
    server.status = 503;
    server.statusTimes.set(2);

    assertThat(head(repositories(quick())).commit()).isEqualTo(commit);
  }

  @Test
  void doesNotTryAgainWhenTheAnswerIsNo() {
    repository.commit();
    server.status = 403;
    GitRepositories repositories = repositories(quick());

    assertThatThrownBy(() -> head(repositories)).hasMessageContaining("(403)");
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void aPackThatBreaksOffLeavesTheMirrorAsItWas() {
    String first = repository.commit();
    GitRepositories repositories = repositories(quick());
    head(repositories);
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    String second = repository.write("noise.bin", noise).commit();
    server.breakAfter = 20_000;

    assertThat(head(repositories).commit()).isEqualTo(first);
    assertThat(head(repositories).text("a.txt")).isEqualTo("one");
    server.breakAfter = -1;

    assertThat(head(repositories).commit()).isEqualTo(second);
  }

  @Test
  void aDeepeningThatBreaksOffLeavesTheHistoryAsItWas() {
    String first = repository.commit();
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    String second = repository.write("noise.bin", noise).commit();
    repository.write("noise.bin", "less").commit();
    String last = repository.write("a.txt", "two").commit();
    server.anyCommit = false;
    GitRepositories repositories = repositories(depth(1));
    head(repositories);
    server.breakAfter = 20_000;

    assertThatThrownBy(() -> snapshot(repositories, first)).isInstanceOf(RepositoryException.class);
    assertThat(head(repositories).commit()).isEqualTo(last);
    assertThat(shallow()).containsExactly(last);
    server.breakAfter = -1;

    assertThat(snapshot(repositories, second).commit()).isEqualTo(second);
    assertThat(snapshot(repositories, first).commit()).isEqualTo(first);
  }

  @Test
  void refusesAPackThatIsTooLarge() {
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    repository.write("noise.bin", noise).commit();
    GitRepositories repositories = repositories(settings(0, 100_000, 20L << 30));
    int before = server.requests.size();

    assertThatThrownBy(() -> head(repositories))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("alone is larger than repository.packBytes");
    assertThat(server.requests.stream().skip(before).filter(r -> r.endsWith("info/refs")))
        .hasSize(2);
  }

  @Test
  void refusesAFetchOfTooMuchAtOnce() {
    Random random = new Random(1);
    for (int file = 0; file < 5; file++) {
      byte[] noise = new byte[50_000];
      random.nextBytes(noise);
      repository.write("noise" + file + ".bin", noise);
    }
    repository.commit();

    assertThatThrownBy(() -> head(repositories(settings(0, 100_000, 20L << 30))))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("more than 100000 bytes at once; raise repository.packBytes");
  }

  @Test
  void givesUpOnAServerThatSaysNothing() {
    repository.commit();
    server.stall = Optional.of(new CountDownLatch(1));
    MirrorSettings usual = quick();
    GitRepositories repositories =
        repositories(
            new MirrorSettings(
                usual.access(),
                usual.depth(),
                Duration.ofSeconds(1),
                usual.timeLimit(),
                usual.packBytes(),
                usual.cacheBytes(),
                1,
                usual.firstPause(),
                true,
                Set.of()));

    assertThatThrownBy(() -> head(repositories))
        .isInstanceOf(RepositoryException.class)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void doesNotGoOnFileByFileWhereNoGitServerAnswers() throws IOException {
    repository.commit();
    try (PlainFiles files = PlainFiles.of(repository.folder().resolve(".git"))) {
      assertThatThrownBy(() -> head(repositories(quick()), files.url()))
          .isInstanceOf(RepositoryException.class)
          .hasMessageContaining("not of a Git server");
      assertThat(files.asked()).hasSize(1);
    }
  }

  @Test
  void fetchesSoManyCommitsFirstAndAnOlderOneWhenItIsAskedFor() {
    String first = repository.commit();
    repository.write("a.txt", "two").commit();
    repository.write("a.txt", "three").commit();
    String last = repository.write("a.txt", "four").commit();

    for (boolean any : List.of(true, false)) {
      server.anyCommit = any;
      GitRepositories repositories = repositories(depth(2));

      assertThat(head(repositories).commit()).isEqualTo(last);
      assertThat(shallow()).hasSize(1);
      assertThat(snapshot(repositories, first).text("a.txt")).isEqualTo("one");
      assertThat(head(repositories).commit()).isEqualTo(last);
      closeAll();
    }
  }

  @Test
  void staysShallowWhileItFollows() {
    for (int i = 0; i < 5; i++) {
      repository.write("a.txt", "text " + i).commit();
    }
    GitRepositories repositories = repositories(depth(2));
    head(repositories);

    String next = repository.write("a.txt", "next").commit();

    assertThat(head(repositories).commit()).isEqualTo(next);
    assertThat(snapshot(repositories, next + "~1").text("a.txt")).isEqualTo("text 4");
    assertThat(shallow()).isNotEmpty();
  }

  @Test
  void findsOlderCommitsFromABranchAndTagsThatWereNotFetched() throws Exception {
    String first = repository.commit();
    git(git -> git.tag().setName("v1").setAnnotated(true).setMessage("1").setSigned(false).call());
    repository.write("a.txt", "two").commit();
    repository.write("a.txt", "three").commit();
    GitRepositories repositories = repositories(depth(1));
    head(repositories);

    assertThat(snapshot(repositories, "v1").commit()).isEqualTo(first);
    assertThat(snapshot(repositories, "main~2").commit()).isEqualTo(first);
    assertThat(snapshot(repositories, first.substring(0, 9)).commit()).isEqualTo(first);
    assertThatThrownBy(() -> snapshot(repositories, "v2"))
        .hasMessageContaining("has no revision 'v2'");
    assertThatThrownBy(() -> snapshot(repositories, "1".repeat(40)))
        .hasMessageContaining("has no revision '1111");
  }

  @Test
  void doesNotFetchWhenNothingChanged() {
    repository.commit();
    GitRepositories repositories = repositories(quick());
    head(repositories);
    int packs = packs();
    server.requests.clear();

    head(repositories);

    assertThat(packs()).isEqualTo(packs);
    assertThat(server.requests).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void followsAForcePush() throws Exception {
    String first = repository.commit();
    repository.write("a.txt", "two").commit();
    GitRepositories repositories = repositories(quick());
    head(repositories);
    git(git -> git.reset().setMode(ResetCommand.ResetType.HARD).setRef(first).call());
    String other = repository.write("a.txt", "other").commit();

    assertThat(head(repositories).commit()).isEqualTo(other);
  }

  @Test
  void forgetsADeletedBranch() throws Exception {
    String commit = repository.commit();
    git(git -> git.branchCreate().setName("fixes").call());
    GitRepositories repositories = repositories(quick());
    assertThat(snapshot(repositories, "fixes").commit()).isEqualTo(commit);
    git(git -> git.branchDelete().setBranchNames("fixes").setForce(true).call());

    assertThatThrownBy(() -> snapshot(repositories, "fixes"))
        .hasMessageContaining("has no revision 'fixes'");
  }

  @Test
  void followsTheDefaultBranch() throws Exception {
    repository.commit();
    GitRepositories repositories = repositories(quick());
    head(repositories);
    git(git -> git.checkout().setCreateBranch(true).setName("develop").call());
    String next = repository.write("a.txt", "two").commit();

    assertThat(head(repositories).commit()).isEqualTo(next);
  }

  @Test
  void removesTheMirrorsThatWereNotUsedForLongest() throws Exception {
    repository.commit();
    String other = server.serve("team/other.git", repository);
    String third = server.serve("team/third.git", repository);
    SettableClock clock = new SettableClock();
    GitRepositories repositories =
        opened(
            new GitRepositories(cache(), SnapshotLimits.DEFAULT, settings(0, 1 << 20, 1), clock));
    head(repositories, url);
    clock.pass(Duration.ofHours(1));
    head(repositories, other);

    assertThat(mirrors()).singleElement().asString().contains("other-");

    clock.pass(Duration.ofMinutes(1));
    head(repositories, third);

    assertThat(mirrors()).hasSize(2);
    assertThat(head(repositories, url).text("a.txt")).isEqualTo("one");
  }

  @Test
  void aFolderThatIsGoneIsForgotten() throws IOException {
    repository.commit();
    GitRepositories repositories = repositories(quick());
    String folder = repository.folder().toString();
    head(repositories, folder);
    Files.move(repository.folder(), temp.resolve("moved"));

    assertThatThrownBy(() -> head(repositories, folder)).hasMessageContaining("there is no folder");
    Files.move(temp.resolve("moved"), repository.folder());
    assertThat(head(repositories, folder).text("a.txt")).isEqualTo("one");
  }

  @Test
  void aMirroredFolderThatIsGoneIsForgotten() throws IOException {
    repository.commit();
    GitRepositories repositories = repositories(quick());
    String folder = repository.folder().toUri().toString();
    head(repositories, folder);
    Files.move(repository.folder(), temp.resolve("moved"));

    assertThatThrownBy(() -> head(repositories, folder)).hasMessageContaining("is not there");
    assertThat(mirrors()).isEmpty();
  }

  private static String basic(String user, String secret) {
    byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @FunctionalInterface
  private interface Login {
    RepositoryLogin of(String place);
  }

  private static Login password(String user, Path file) {
    return place -> {
      try {
        return new RepositoryLogin.Password(user, Files.readString(file).strip());
      } catch (IOException e) {
        throw new RepositoryException("no token", e);
      }
    };
  }

  private MirrorSettings access(Login login) {
    String place = "http://" + server.authority() + "/team";
    return with(
        new AccessRules(List.of(new AccessRules.Rule(place, () -> login.of(place)))),
        500,
        1 << 20,
        20L << 30);
  }

  private static MirrorSettings quick() {
    return settings(500, 1 << 20, 20L << 30);
  }

  private static MirrorSettings depth(int depth) {
    return settings(depth, 1 << 20, 20L << 30);
  }

  private static MirrorSettings settings(int depth, long packBytes, long cacheBytes) {
    return with(RepositoryAccess.none(), depth, packBytes, cacheBytes);
  }

  private static MirrorSettings with(
      RepositoryAccess access, int depth, long packBytes, long cacheBytes) {
    return new MirrorSettings(
        access,
        depth,
        Duration.ofSeconds(20),
        Duration.ofMinutes(1),
        packBytes,
        cacheBytes,
        3,
        Duration.ofMillis(2),
        true,
        Set.of());
  }

  private GitRepositories repositories(MirrorSettings settings) {
    return opened(
        new GitRepositories(cache(), SnapshotLimits.DEFAULT, settings, Clock.systemUTC()));
  }

  private GitRepositories opened(GitRepositories repositories) {
    open.add(repositories);
    return repositories;
  }

  private void closeAll() {
    open.forEach(GitRepositories::close);
    mirrors().forEach(MirrorDisk::remove);
  }

  private Path cache() {
    return temp.resolve("cache");
  }

  private List<Path> mirrors() {
    try (Stream<Path> found = Files.list(cache())) {
      return found.filter(path -> path.toString().endsWith(".git")).toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private List<String> shallow() {
    try {
      return Files.readAllLines(mirrors().getFirst().resolve("shallow"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private int packs() {
    try (Stream<Path> found = Files.list(mirrors().getFirst().resolve("objects/pack"))) {
      return (int) found.filter(file -> file.toString().endsWith(".pack")).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** All that is on disk of the mirrors, as text. */
  private String onDisk() {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(cache())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(file).append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return all.toString();
  }

  @FunctionalInterface
  private interface GitCall {
    void make(Git git) throws GitAPIException;
  }

  private void git(GitCall call) throws Exception {
    try (Git git = Git.open(repository.folder().toFile())) {
      call.make(git);
    }
  }

  private Snapshot head(GitRepositories repositories) {
    return head(repositories, url);
  }

  private static Snapshot head(GitRepositories repositories, String location) {
    return repositories.snapshot(RepositoryLocation.of(location), Optional.empty());
  }

  private Snapshot snapshot(GitRepositories repositories, String revision) {
    return repositories.snapshot(RepositoryLocation.of(url), Optional.of(revision));
  }
}
