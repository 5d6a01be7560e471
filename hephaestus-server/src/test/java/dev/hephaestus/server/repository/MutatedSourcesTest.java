package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sources of this project, damaged at random: what is read of them stays inside of them. */
final class MutatedSourcesTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/hephaestus/server/repository");
  private static final int MUTATIONS = 300;

  @Test
  void readsDamagedSourcesWithoutLeavingThem() throws IOException {
    List<Path> sources;
    try (Stream<Path> all = Files.list(SOURCES)) {
      sources = all.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    }
    Random random = new Random(20260102);
    int withTypes = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Path source = sources.get(random.nextInt(sources.size()));
      byte[] damaged = damaged(Files.readAllBytes(source), random);

      String text = SourceText.of(damaged).text();
      ParsedSource read = SourceParser.of(Language.JAVA).parse(source.toString(), text);

      int lines = text.split("\r\n|\r|\n", -1).length;
      assertInside(read, lines, "mutation " + i + " of " + source);
      withTypes += read.symbols().types().isEmpty() ? 0 : 1;
    }
    assertThat(withTypes).isGreaterThan(MUTATIONS * 3 / 4);
  }

  private static void assertInside(ParsedSource parsed, int lines, String what) {
    for (TypeDeclaration type : parsed.symbols().types()) {
      assertThat(type.lines().last()).as(what).isLessThanOrEqualTo(lines);
      for (MethodDeclaration method : type.methods()) {
        assertThat(method.lines().last()).as(what).isLessThanOrEqualTo(lines);
      }
      for (FieldDeclaration field : type.fields()) {
        assertThat(field.lines().last()).as(what).isLessThanOrEqualTo(lines);
      }
    }
    for (MethodBody body : parsed.bodies()) {
      assertThat(body.method().lines().last()).as(what).isLessThanOrEqualTo(lines);
      body.calls().forEach(call -> assertThat(call.lines().last()).as(what).isBetween(1, lines));
    }
  }

  /** One to three spans deleted, repeated, or replaced by noise. */
  private static byte[] damaged(byte[] source, Random random) {
    byte[] damaged = source;
    for (int span = random.nextInt(3); span >= 0; span--) {
      int from = random.nextInt(damaged.length + 1);
      int to = Math.min(damaged.length, from + random.nextInt(200));
      byte[] noise = new byte[random.nextInt(20)];
      random.nextBytes(noise);
      byte[] between =
          switch (random.nextInt(3)) {
            case 0 -> new byte[0];
            case 1 ->
                joined(
                    Arrays.copyOfRange(damaged, from, to), Arrays.copyOfRange(damaged, from, to));
            default -> noise;
          };
      damaged =
          joined(
              joined(Arrays.copyOf(damaged, from), between),
              Arrays.copyOfRange(damaged, to, damaged.length));
    }
    return damaged;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] joined = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, joined, one.length, other.length);
    return joined;
  }
}
