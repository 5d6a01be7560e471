package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a snapshot finds by name, and what is parsed for it. */
final class SnapshotIndexTest {

  private static final List<String> NAMES = List.of("Cart", "Price", "Store", "Line");
  private static final List<String> WORDS = List.of("missing", "unknown", "broken");

  @TempDir Path temp;
  private final Queue<String> parsed = new ConcurrentLinkedQueue<>();
  private TestRepository repository;
  private Path cache;

  @BeforeEach
  void create() {
    repository = TestRepository.in(temp.resolve("shop"));
    cache = temp.resolve("cache");
  }

  @Test
  void findsDeclarationsAndBodiesByName() {
    repository
        .write(
            "a/Cart.java",
            """
            package a;
            class Cart extends base.Shelf<Line> {
              int total() { log.warn("price of {} is missing here", id); return new Line().cents(); }
              static class Line { int cents() { throw new IllegalStateException("no cents"); } }
            }
            """)
        .write("b/Line.java", "package b; class Line { Object x = new Object() {}; }")
        .write("b/notes.txt", "class Line {}");
    repository.commit();

    try (GitRepositories repositories = open()) {
      SymbolIndex index = head(repositories).index();

      assertThat(index.types("Line"))
          .extracting(TypeDeclaration::binaryName)
          .containsExactly("a.Cart$Line", "b.Line");
      assertThat(index.typesNamed("b.Line$1")).hasSize(1);
      assertThat(index.typesNamed("Line")).isEmpty();
      assertThat(index.subtypes("Shelf"))
          .extracting(TypeDeclaration::binaryName)
          .containsExactly("a.Cart");
      assertThat(index.methods("cents"))
          .extracting(MethodDeclaration::symbol)
          .containsExactly("Line.cents");
      assertThat(symbols(index.calling("new Line"))).containsExactly("Cart.total");
      assertThat(symbols(index.calling("cents"))).containsExactly("Cart.total");
      assertThat(symbols(index.saying(List.of("price of tea is missing here"))))
          .containsExactly("Cart.total");
      assertThat(symbols(index.saying(List.of("x", "no cents")))).containsExactly("Line.cents");
      assertThat(index.saying(List.of("nothing of the kind"))).isEmpty();
      assertThat(index.file("a/Cart.java")).isPresent();
      assertThat(index.file("b/notes.txt")).isEmpty();
      MethodDeclaration total = index.methods("total").findFirst().orElseThrow();
      assertThat(index.body(total)).get().extracting(MethodBody::method).isEqualTo(total);
    }
  }

  @Test
  void opensASnapshotWithoutParsing() {
    repository.write("Cart.java", "class Cart {}").commit();

    try (GitRepositories repositories = open()) {
      head(repositories);
    }

    assertThat(parsed).isEmpty();
    assertThat(cache).doesNotExist();
  }

  @Test
  void parsesOnlyWhatACommitChanged() {
    writeMany(50);
    repository.commit();

    try (GitRepositories repositories = open()) {
      head(repositories).index();
      assertThat(parsed).hasSize(50);
      parsed.clear();

      repository.write("p/C7.java", "class Other {}").commit();
      Snapshot second = head(repositories);
      SymbolIndex index = second.index();

      assertThat(parsed).containsExactly("p/C7.java");
      assertThat(index.types("Other")).hasSize(1);
      assertThat(index.types("C7")).isEmpty();
      assertThat(index.ownSources()).isEqualTo(1);
      assertThat(second.file("p/C7.java").orElseThrow().size()).isEqualTo(14);
    }
  }

  @Test
  void parsesNothingAgainForAnIndexThatWasRead() {
    writeMany(3);
    repository.commit();

    try (GitRepositories repositories = open()) {
      Snapshot snapshot = head(repositories);
      snapshot.symbols("p/C1.java");
      snapshot.bodies("p/C1.java");
      snapshot.index();
      snapshot.symbols("p/C2.java");
    }

    assertThat(parsed).hasSize(3);
  }

  @Test
  void parsesNothingWhenTheIndexWasKept() {
    writeMany(50);
    repository.write("t/CTest.java", "import org.junit.Test;\nclass CTest {}").commit();
    try (GitRepositories repositories = open()) {
      head(repositories).index();
    }
    parsed.clear();

    try (GitRepositories repositories = open()) {
      Snapshot snapshot = head(repositories);
      assertThat(snapshot.index().types("C7")).hasSize(1);
      assertThat(snapshot.symbols("p/C8.java").orElseThrow().types()).hasSize(1);
      assertThat(snapshot.file("t/CTest.java").orElseThrow().test()).isTrue();
      assertThat(snapshot.file("p/C8.java").orElseThrow().test()).isFalse();
    }

    assertThat(parsed).isEmpty();
  }

  @Test
  void keepsTheIndexOutOfARepositoryOfOthersAndInsideAMirror() throws IOException {
    repository.write("Cart.java", "class Cart {}").commit();
    Path git = repository.folder().resolve(".git");
    long before = count(git);
    try (GitRepositories repositories = open()) {
      head(repositories).index();
      assertThat(count(git)).isEqualTo(before);
      assertThat(cache.resolve("index")).isNotEmptyDirectory();

      repositories
          .snapshot(RepositoryLocation.of(repository.folder().toUri().toString()), Optional.empty())
          .index();
    }
    try (Stream<Path> mirrors = Files.list(cache)) {
      assertThat(
              mirrors
                  .map(each -> each.resolve("hephaestus-index"))
                  .filter(Files::isDirectory)
                  .toList())
          .singleElement()
          .satisfies(each -> assertThat(each).isNotEmptyDirectory());
    }
  }

  @Test
  void parsesAgainWhatWasDamaged() throws IOException {
    writeMany(20);
    repository.commit();
    try (GitRepositories repositories = open()) {
      head(repositories).index();
    }
    for (Path file : kept()) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 4;
      Files.write(file, bytes);
    }
    parsed.clear();

    try (GitRepositories repositories = open()) {
      assertThat(head(repositories).index().types("C7")).hasSize(1);
      assertThat(parsed).hasSize(20);
      parsed.clear();
    }
    try (GitRepositories repositories = open()) {
      head(repositories).index();
      assertThat(parsed).isEmpty();
    }
  }

  @Test
  void worksWithoutAPlaceToKeepTheIndex() throws IOException {
    writeMany(20);
    repository.commit();
    Files.writeString(cache, "not a folder");

    try (GitRepositories repositories = open()) {
      assertThat(head(repositories).index().types("C7")).hasSize(1);
      repository.write("p/C7.java", "class Other {}").commit();
      parsed.clear();

      assertThat(head(repositories).index().types("Other")).hasSize(1);
      assertThat(parsed).containsExactly("p/C7.java");
    }
  }

  @Test
  void servesTwoProcessesFromOneFolder() {
    writeMany(30);
    repository.commit();
    try (GitRepositories one = open();
        GitRepositories other = open()) {
      Snapshot first = head(one);
      Snapshot second = head(other);
      first.index();
      parsed.clear();

      assertThat(second.index().types("C7")).hasSize(1);
      assertThat(parsed).isEmpty();

      for (int i = 0; i < 12; i++) {
        writeAll(30, " void more" + i + "() {}");
        repository.commit();
        SymbolIndex index = head(i % 2 == 0 ? one : other).index();
        assertThat(index.methods("more" + i)).hasSize(30);
      }
      assertThat(first.index().types("C7")).hasSize(1);
      assertThat(names(head(one).index())).isEqualTo(names(head(other).index()));
    }
  }

  @Test
  void leavesOutWhatCannotBeRead() throws IOException {
    writeMany(3);
    repository.commit();
    try (GitRepositories repositories = open()) {
      Snapshot snapshot = head(repositories);
      String blob = snapshot.file("p/C1.java").orElseThrow().blobId();
      Path object =
          repository
              .folder()
              .resolve(".git/objects")
              .resolve(blob.substring(0, 2))
              .resolve(blob.substring(2));
      Files.delete(object);

      assertThat(snapshot.index().types("C0")).hasSize(1);
      assertThat(snapshot.index().types("C1")).isEmpty();
    }
  }

  @Test
  void findsInAFollowedSnapshotWhatItFindsInAFreshOne() throws GitAPIException, IOException {
    Random random = new Random(11);
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      paths.add("m" + i % 7 + "/F" + i + (i % 11 == 0 ? ".txt" : ".java"));
    }
    for (String path : paths) {
      repository.write(path, text(random));
    }
    repository.commit();
    boolean shared = false;
    try (GitRepositories followed = open()) {
      head(followed).index();
      for (int round = 0; round < 25; round++) {
        int changes = round == 12 ? 120 : 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
          change(random, paths.get(random.nextInt(paths.size())));
        }
        repository.write("round.txt", "" + round).commit();
        Snapshot snapshot = head(followed);
        SymbolIndex index = snapshot.index();
        shared |= index.ownSources() > 1;
        SymbolIndex fresh = SymbolIndex.of(snapshot);

        assertThat(everything(index)).as("round %d", round).isEqualTo(everything(fresh));
        assertThat(names(index)).isEqualTo(names(fresh));
        try (GitRepositories cold =
            new GitRepositories(temp.resolve("cold" + round), SnapshotLimits.DEFAULT)) {
          assertThat(head(cold).files()).isEqualTo(snapshot.files());
        }
      }
    }
    assertThat(shared).isTrue();
  }

  @Test
  void keepsNoMoreInMemoryThanItMay() {
    writeMany(40);
    repository.commit();
    SnapshotLimits tiny = new SnapshotLimits(100, 1 << 20, 1);

    try (GitRepositories repositories =
        new GitRepositories(
            temp.resolve("none"),
            tiny,
            MirrorSettings.DEFAULT,
            Clock.systemUTC(),
            this::counting)) {
      Snapshot snapshot = head(repositories);
      SymbolIndex index = snapshot.index();
      parsed.clear();

      assertThat(index.types("C7")).hasSize(1);
      assertThat(index.methods("m")).hasSize(40);
      assertThat(parsed).isEmpty();
    }
  }

  private void change(Random random, String path) throws GitAPIException, IOException {
    if (random.nextInt(4) == 0) {
      try (Git git = Git.open(repository.folder().toFile())) {
        git.rm().addFilepattern(path).call();
      }
    } else {
      repository.write(path, text(random));
    }
  }

  private static String text(Random random) {
    String name = NAMES.get(random.nextInt(4));
    return "package p; class %s%s { %s f; void %s() { new %s().%s(1); log.info(\"it is %s now\"); } }"
        .formatted(
            name,
            random.nextBoolean() ? " extends " + NAMES.get(random.nextInt(4)) : "",
            NAMES.get(random.nextInt(4)),
            NAMES.get(random.nextInt(4)).toLowerCase(java.util.Locale.ROOT),
            NAMES.get(random.nextInt(4)),
            NAMES.get(random.nextInt(4)).toLowerCase(java.util.Locale.ROOT),
            WORDS.get(random.nextInt(3)));
  }

  private static List<List<?>> everything(SymbolIndex index) {
    List<List<?>> found = new ArrayList<>();
    for (String name : NAMES) {
      String method = name.toLowerCase(java.util.Locale.ROOT);
      found.add(index.types(name).toList());
      found.add(index.typesNamed("p." + name).toList());
      found.add(index.subtypes(name).toList());
      found.add(index.methods(method).toList());
      found.add(index.calling(method).toList());
      found.add(index.calling("new " + name).toList());
    }
    WORDS.forEach(word -> found.add(index.saying(List.of("so it is " + word + " now")).toList()));
    return found;
  }

  private static List<String> names(SymbolIndex index) {
    return index.sources().stream().map(source -> source.file().path()).sorted().toList();
  }

  private static List<String> symbols(Stream<MethodBody> bodies) {
    return bodies.map(body -> body.method().symbol()).toList();
  }

  private void writeMany(int files) {
    writeAll(files, "");
  }

  private void writeAll(int files, String more) {
    for (int i = 0; i < files; i++) {
      repository.write(
          "p/C" + i + ".java", "package p; class C" + i + " { void m() {}" + more + " }");
    }
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static long count(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Snapshot head(GitRepositories repositories) {
    return repositories.snapshot(
        RepositoryLocation.of(repository.folder().toString()), Optional.empty());
  }

  private GitRepositories open() {
    return new GitRepositories(
        cache, SnapshotLimits.DEFAULT, MirrorSettings.DEFAULT, Clock.systemUTC(), this::counting);
  }

  private SourceParser counting(Language language) {
    Function<Language, SourceParser> parsers = SourceParser::of;
    return (path, text) -> {
      parsed.add(path);
      return parsers.apply(language).parse(path, text);
    };
  }
}
