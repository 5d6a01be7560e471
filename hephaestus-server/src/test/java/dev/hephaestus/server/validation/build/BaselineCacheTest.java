package dev.hephaestus.server.validation.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.testkit.FolderSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BaselineCacheTest {
  @TempDir Path work;
  private Path built;
  private BaselineCache cache;

  @BeforeEach
  void buildSomething() throws IOException {
    built = Files.createDirectories(work.resolve("built"));
    Files.createDirectories(built.resolve("main/shop"));
    Files.writeString(built.resolve("main/shop/Cart.class"), "classes");
    cache = new BaselineCache(work.resolve("baselines"));
  }

  private BuildRecord record(String library) {
    return new BuildRecord(
        "Maven",
        "",
        17,
        17,
        List.of(),
        List.of(built.resolve("main").toString()),
        List.of(),
        List.of(library),
        true,
        null,
        Set.of("a.ATest.a", "a.ATest.b"),
        Set.of("a.ATest.a"),
        Set.of("a.ATest.b"),
        Set.of("a.ATest"));
  }

  @Test
  void whatWasKeptIsLaidOutElsewhere() throws IOException {
    Path jar = Files.writeString(work.resolve("x.jar"), "");
    cache.keep("key", record(jar.toString()), built);
    Path output = work.resolve("next");

    BuildRecord known = cache.load("key", output).orElseThrow();

    assertThat(known.mainClasses()).containsExactly(output.resolve("main").toString());
    assertThat(output.resolve("main/shop/Cart.class")).hasContent("classes");
    assertThat(known.libraries()).containsExactly(jar.toString());
    assertThat(known.flaky()).containsExactly("a.ATest.b");
    assertThat(known.ownFailing()).isNull();
    assertThat(known.raised()).isTrue();
  }

  @Test
  void nothingIsKnownOnceAllWasForgotten() throws IOException {
    Path jar = Files.writeString(work.resolve("x.jar"), "");
    BaselineCache kept = new BaselineCache(work.resolve("shared/baselines"));
    kept.keep("key", record(jar.toString()), built);

    new KeptBuilds(work).forget();

    assertThat(kept.load("key", work.resolve("next"))).isEmpty();
    assertThat(work.resolve("shared/baselines")).isEmptyDirectory();
    new KeptBuilds(work.resolve("nowhere")).forget();
  }

  @Test
  void whatNeedsALibraryThatIsGoneIsNotKnown() {
    cache.keep("key", record(work.resolve("gone.jar").toString()), built);

    assertThat(cache.load("key", work.resolve("next"))).isEmpty();
  }

  @Test
  void aRecordThatCannotBeReadIsAsGoodAsNone() throws IOException {
    cache.keep("key", record(built.toString()), built);
    Files.writeString(work.resolve("baselines/key/record.json"), "{");

    assertThat(cache.load("key", work.resolve("next"))).isEmpty();
    assertThat(cache.load("another", work.resolve("next"))).isEmpty();
  }

  @Test
  void theLeastRecentlyUsedGoWhenThereAreTooMany() throws IOException {
    for (int i = 0; i < 45; i++) {
      cache.keep("key" + i, record(built.resolve("main").toString()), built);
    }

    try (Stream<Path> entries = Files.list(work.resolve("baselines"))) {
      assertThat(entries).hasSize(40);
    }
  }

  @Test
  void anyFileAndAnySettingMakesAnotherKey() {
    FolderSnapshot one = FolderSnapshot.of(Map.of("A.java", "class A {}"));
    FolderSnapshot other = FolderSnapshot.of(Map.of("A.java", "class A { }"));

    assertThat(BaselineCache.key(one, List.of("m")))
        .isEqualTo(BaselineCache.key(one, List.of("m")))
        .isNotEqualTo(BaselineCache.key(other, List.of("m")))
        .isNotEqualTo(BaselineCache.key(one, List.of("n")));
  }

  @Test
  void linksInFoldersOfForeignCodeAreLeftOut() throws IOException {
    Path secret = Files.writeString(work.resolve("secret"), "secret");
    Files.createSymbolicLink(built.resolve("main/link"), secret);

    ClassFolders.copy(built.resolve("main"), work.resolve("copy"));

    assertThat(work.resolve("copy/shop/Cart.class")).exists();
    assertThat(work.resolve("copy/link")).doesNotExist();
  }
}
