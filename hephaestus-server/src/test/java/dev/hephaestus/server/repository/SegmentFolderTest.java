package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SegmentFolderTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void name() {
    folder = temp.resolve("index");
  }

  @Test
  void findsWhatWasSavedAndNothingElse() {
    SegmentFolder segments = open();
    segments.save(List.of(entry("A", false), entry("B", true)), Set::of);

    for (SegmentFolder each : List.of(segments, open())) {
      assertThat(named(each, "A")).isEqualTo("A");
      assertThat(named(each, "B")).isEqualTo("B");
      assertThat(each.find(key("C"))).isNull();
    }
    Segment.Entry test = open().find(key("B"));
    assertThat(test).isNotNull();
    assertThat(test.test()).isTrue();
    assertThat(test.source().onHeap()).isFalse();
  }

  @Test
  void leavesACutOffFileAsideAndReplacesIt() throws IOException {
    open().save(List.of(entry("A", false)), Set::of);
    Path file = onlyFile();
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 5, 23, 24, 40, whole.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));

      SegmentFolder segments = open();
      assertThat(segments.find(key("A"))).as("cut at %d", length).isNull();

      segments.save(List.of(entry("A", false)), Set::of);
      assertThat(named(open(), "A")).isEqualTo("A");
    }
  }

  @Test
  void leavesAFileAsideOfWhichOneBitIsWrong() throws IOException {
    open().save(List.of(entry("A", false)), Set::of);
    Path file = onlyFile();
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);

      assertThat(open().find(key("A"))).as("byte %d", at).isNull();
    }
  }

  @Test
  void deletesFilesOfOlderVersionsAndKeepsThoseOfNewerOnes() throws IOException {
    open().save(List.of(entry("A", false)), Set::of);
    Path file = onlyFile();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, withFormat(whole, SourceCodec.FORMAT + 1));

    assertThat(open().find(key("A"))).isNull();
    assertThat(file).exists();

    Files.write(file, withFormat(whole, SourceCodec.FORMAT - 1));

    assertThat(open().find(key("A"))).isNull();
    assertThat(file).doesNotExist();
  }

  private static byte[] withFormat(byte[] segment, int format) {
    byte[] other = segment.clone();
    ByteBuffer.wrap(other).putInt(8, format);
    return other;
  }

  @Test
  void keepsNothingWhereNothingCanBeWritten() throws IOException {
    Files.writeString(folder, "a file where the folder should be");
    SegmentFolder segments = open();

    segments.save(List.of(entry("A", false)), Set::of);

    assertThat(segments.find(key("A"))).isNull();
    assertThat(folder).hasContent("a file where the folder should be");
  }

  @Test
  void mergesManyFilesIntoOneAndKeepsWhatIsInThem() throws IOException {
    SegmentFolder segments = open();
    for (int i = 0; i < 9; i++) {
      segments.save(List.of(entry("A" + i, false)), () -> keys(0, 9));
    }

    assertThat(files()).hasSize(1);
    for (int i = 0; i < 9; i++) {
      assertThat(named(segments, "A" + i)).isEqualTo("A" + i);
      assertThat(named(open(), "A" + i)).isEqualTo("A" + i);
    }
  }

  @Test
  void dropsWhatIsNotInUseWhenMostOfItIsNot() {
    SegmentFolder segments = open();
    for (int i = 0; i < 9; i++) {
      segments.save(List.of(entry("A" + i, false)), () -> keys(7, 9));
    }

    assertThat(open().find(key("A0"))).isNull();
    assertThat(named(open(), "A7")).isEqualTo("A7");
    assertThat(named(open(), "A8")).isEqualTo("A8");
  }

  @Test
  void readsOnFromFilesThatAnotherProcessMerged() {
    SegmentFolder one = open();
    one.save(List.of(entry("A0", false)), Set::of);
    SegmentFolder other = open();
    for (int i = 1; i < 9; i++) {
      one.save(List.of(entry("A" + i, false)), () -> keys(0, 9));
    }

    assertThat(named(other, "A0")).isEqualTo("A0");
    assertThat(other.find(key("A5"))).isNull();
    other.refresh();
    assertThat(named(other, "A5")).isEqualTo("A5");
  }

  @Test
  void removesWhatKilledProcessesLeftBehindAndNotWhatIsBeingWritten() throws IOException {
    Files.createDirectories(folder);
    Path old = Files.writeString(folder.resolve("new1.tmp"), "x");
    Path fresh = Files.writeString(folder.resolve("new2.tmp"), "x");
    Files.setLastModifiedTime(old, FileTime.from(NOW.minusSeconds(7_200)));
    Files.setLastModifiedTime(fresh, FileTime.from(NOW.minusSeconds(60)));

    open().save(List.of(entry("A", false)), Set::of);

    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }

  private SegmentFolder open() {
    SegmentFolder segments = new SegmentFolder(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    segments.refresh();
    return segments;
  }

  private Path onlyFile() throws IOException {
    assertThat(files()).hasSize(1);
    return files().get(0);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ArrayList<>(files.toList());
    }
  }

  private static Set<SourceKey> keys(int from, int to) {
    Set<SourceKey> keys = new java.util.HashSet<>();
    for (int i = from; i < to; i++) {
      keys.add(key("A" + i));
    }
    return keys;
  }

  private static SourceKey key(String name) {
    return SourceKey.of("0123", name + ".java");
  }

  private static Segment.Entry entry(String name, boolean test) {
    ParsedSource parsed = JavaParser.parse(name + ".java", "class " + name + " { void m() {} }");
    return new Segment.Entry(key(name), test, SourceCodec.encode(parsed));
  }

  private static String named(SegmentFolder segments, String name) {
    Segment.Entry entry = segments.find(key(name));
    assertThat(entry).as(name).isNotNull();
    return new DecodedSource(name + ".java", entry.source()).symbols().types().get(0).binaryName();
  }
}
