package dev.hephaestus.client.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("older-jvm")
final class SpoolTest {
  private static final long CAP = 1 << 20;

  private final List<String> troubles = new ArrayList<>();
  @TempDir private Path temporary;
  private long nanos;

  private Path place() {
    return temporary.resolve("spool");
  }

  private SpoolDirectory directory() {
    return new SpoolDirectory(List.of(place()), CAP, troubles::add);
  }

  private Spool spool(String instance, long epoch) {
    return directory().begin(instance, epoch, () -> nanos);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String read(Spool spool, SpoolEntry entry) {
    try {
      return new String(spool.read(entry), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> readAll(Spool spool) {
    return spool.entries().stream().map(entry -> read(spool, entry)).collect(Collectors.toList());
  }

  private List<Path> files() throws IOException {
    if (!Files.exists(place())) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(place())) {
      return all.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
    }
  }

  private List<Path> segments() throws IOException {
    return files().stream()
        .filter(file -> file.toString().endsWith(Segment.SUFFIX))
        .collect(Collectors.toList());
  }

  @Test
  void nothingIsMadeOnDiskBeforeSomethingIsSpooled() throws IOException {
    Spool spool = spool("i", 1);
    spool.close();
    assertThat(place()).doesNotExist();
  }

  @Test
  void whatIsWrittenIsReadBackAndStandsInTheFileAtOnce() throws IOException {
    Spool spool = spool("i", 1);
    SpoolEntry one = spool.append(1, 2, bytes("one")).orElseThrow();
    SpoolEntry two = spool.append(3, 1, bytes("two")).orElseThrow();

    assertThat(read(spool, one)).isEqualTo("one");
    assertThat(read(spool, two)).isEqualTo("two");
    assertThat(Files.readString(segments().get(0), StandardCharsets.ISO_8859_1))
        .contains("one", "two");
  }

  @Test
  void onlyItsUserMayReadIt() throws IOException {
    spool("i", 1).append(1, 1, bytes("secret"));
    for (Path file : files()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place())))
        .isEqualTo("rwx------");
  }

  @Test
  void whatIsLeftIsAdoptedUnderItsOwnNameInOrder() {
    Spool left = spool("the-instance", 7);
    for (int i = 1; i <= 20; i++) {
      left.append(i, 1, bytes("batch " + i));
    }
    left.close();

    Spool adopted = directory().adopt().orElseThrow();

    assertThat(adopted.instance()).isEqualTo("the-instance");
    assertThat(adopted.epoch()).isEqualTo(7);
    assertThat(adopted.damaged()).isZero();
    assertThat(readAll(adopted)).hasSize(20).startsWith("batch 1", "batch 2").endsWith("batch 20");
  }

  @Test
  void whatADeadProcessLeftIsSeenBelowItsRootWhicheverServiceItWas() throws IOException {
    Path root = temporary.resolve("root");
    Path service = SpoolRoot.in(root).get(0).of("shop-1f");
    Spool living =
        new SpoolDirectory(List.of(service), CAP, troubles::add).begin("one", 1, () -> nanos);
    assertThat(SpoolRoot.in(root)).noneMatch(SpoolRoot::hasLeftOvers);
    living.append(1, 1, bytes("of a process that goes on"));
    assertThat(SpoolRoot.in(root)).noneMatch(SpoolRoot::hasLeftOvers);

    living.close();

    assertThat(SpoolRoot.in(root)).allMatch(SpoolRoot::hasLeftOvers);
  }

  @Test
  void aNameIsRandomWhereTheSystemGivesNoBytesAsWell() {
    String missing = temporary.resolve("nothing").toString();
    assertThat(Stream.of(RandomName.next(), RandomName.next(), RandomName.from(missing)))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
  }

  @Test
  void whatIsInUseIsNotAdopted() {
    Spool living = spool("i", 1);
    living.append(1, 1, bytes("mine"));
    assertThat(directory().adopt()).isEmpty();

    living.close();
    Optional<Spool> first = directory().adopt();
    assertThat(first).isPresent();
    assertThat(directory().adopt()).isEmpty();
  }

  @Test
  void whatAnotherProcessHasLockedIsNotAdopted() throws IOException {
    spool("i", 1).append(1, 1, bytes("theirs"));
    Path folder = Objects.requireNonNull(segments().get(0).getParent());
    Path theirs = Files.move(folder, place().resolve("1_1.other"));

    assertThat(theirs.resolve("lock")).exists();
    assertThat(directory().adopt()).isEmpty();
    assertThat(segments()).hasSize(1);
  }

  @Test
  void nothingIsLeftOnceAllIsDone() throws IOException {
    Spool spool = spool("i", 1);
    List<SpoolEntry> entries = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      entries.add(spool.append(i, 1, new byte[20_000]).orElseThrow());
    }
    assertThat(segments().size()).isGreaterThan(3);

    entries.forEach(spool::release);

    assertThat(segments()).hasSizeLessThanOrEqualTo(1);
    spool.close();
    assertThat(files()).isEmpty();
    assertThat(place()).isEmptyDirectory();
  }

  @Test
  void theOldestSegmentGoesWhenThereIsNoRoom() throws IOException {
    Spool spool = spool("i", 1);
    List<Long> dropped = new ArrayList<>();
    spool.onDropping(
        entries -> {
          assertThat(read(spool, entries.get(0))).hasSize(20_000);
          entries.forEach(entry -> dropped.add(entry.firstSequence()));
        });
    for (int i = 1; i <= 100; i++) {
      assertThat(spool.append(i, 1, new byte[20_000])).isPresent();
    }

    long onDisk = 0;
    for (Path segment : segments()) {
      onDisk += Files.size(segment);
    }
    assertThat(onDisk).isLessThanOrEqualTo(CAP);
    assertThat(dropped).isNotEmpty().startsWith(1L, 2L, 3L).isSorted();
    assertThat(spool.entries()).hasSize(100 - dropped.size());
  }

  @Test
  void aTornTailIsCut() throws IOException {
    Spool left = spool("i", 1);
    left.append(1, 1, bytes("whole"));
    left.append(2, 1, bytes("torn by a failure of power"));
    left.close();
    Path segment = segments().get(0);
    try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
      file.truncate(file.size() - 3);
    }

    Spool adopted = directory().adopt().orElseThrow();

    assertThat(readAll(adopted)).containsExactly("whole");
    assertThat(adopted.damaged()).isZero();
  }

  @Test
  void aDamagedMiddleIsSkippedAndCounted() throws IOException {
    Spool left = spool("i", 1);
    SpoolEntry second = null;
    for (int i = 1; i <= 5; i++) {
      SpoolEntry entry = left.append(i, 1, bytes("batch " + i)).orElseThrow();
      second = i == 2 ? entry : second;
    }
    left.close();
    overwrite(segments().get(0), second == null ? 0 : second.offset + 16, 0x7fffffff);

    Spool adopted = directory().adopt().orElseThrow();

    assertThat(readAll(adopted)).containsExactly("batch 1", "batch 3", "batch 4", "batch 5");
    assertThat(adopted.damaged()).isEqualTo(1);
  }

  @Test
  void aDamagedHeadCostsNoEntryWhileAnotherSegmentSaysWhoseTheyAre() throws IOException {
    Spool left = spool("i", 3);
    for (int i = 1; i <= 8; i++) {
      left.append(i, 1, new byte[20_000]);
    }
    left.close();
    overwrite(segments().get(0), 4, -1);

    Spool adopted = directory().adopt().orElseThrow();

    assertThat(adopted.epoch()).isEqualTo(3);
    assertThat(adopted.entries()).hasSize(8);
  }

  @Test
  void filesThatAreNotOursAreNeitherReadNorInTheWay() throws IOException {
    Path folder = Files.createDirectories(place().resolve("1_1.nonsense"));
    Files.write(folder.resolve("00000001" + Segment.SUFFIX), new byte[100]);
    Files.write(place().resolve("file"), new byte[100]);

    assertThat(directory().adopt()).isEmpty();
    assertThat(folder).doesNotExist();
  }

  @Test
  void whereNothingCanBeWrittenItIsSaidOnceAndTriedAgainLater() throws IOException {
    Path taken = Files.write(temporary.resolve("taken"), new byte[1]);
    SpoolDirectory directory =
        new SpoolDirectory(List.of(taken.resolve("below")), CAP, troubles::add);
    Spool spool = directory.begin("i", 1, () -> nanos);

    assertThat(spool.append(1, 1, bytes("one"))).isEmpty();
    assertThat(spool.append(2, 1, bytes("two"))).isEmpty();
    assertThat(spool.isUsable()).isFalse();
    assertThat(troubles).singleElement().asString().contains("cannot be written");

    Files.delete(taken);
    nanos += 61_000_000_000L;
    assertThat(spool.append(3, 1, bytes("three"))).isPresent();
  }

  @Test
  void theNextPlaceServesWhereTheFirstDoesNot() throws IOException {
    Path taken = Files.write(temporary.resolve("taken"), new byte[1]);
    SpoolDirectory directory = new SpoolDirectory(List.of(taken, place()), CAP, troubles::add);

    assertThat(directory.begin("i", 1, () -> nanos).append(1, 1, bytes("one"))).isPresent();
    assertThat(segments()).hasSize(1);
    assertThat(troubles).isEmpty();
  }

  @Test
  void aDirectoryInWhichOthersMayWriteIsNotTrusted() throws IOException {
    Files.createDirectory(place());
    Files.setPosixFilePermissions(place(), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(spool("i", 1).append(1, 1, bytes("one"))).isEmpty();
    assertThat(troubles).singleElement().asString().contains("belongs to others");
  }

  @Test
  void foldersThatOthersChangeMeanwhileCanStillBePutInOrder() throws Exception {
    List<Path> folders = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      folders.add(Files.createDirectories(place().resolve("free." + i)));
    }
    AtomicBoolean sorting = new AtomicBoolean(true);
    CompletableFuture<Void> others =
        CompletableFuture.runAsync(() -> touchAll(folders, sorting::get));
    try {
      for (int i = 0; i < 30; i++) {
        assertThat(EpochFolder.candidates(place())).containsExactlyInAnyOrderElementsOf(folders);
      }
    } finally {
      sorting.set(false);
      others.get(10, TimeUnit.SECONDS);
    }
  }

  private static void touchAll(List<Path> folders, BooleanSupplier goOn) {
    Random random = new Random(1);
    while (goOn.getAsBoolean()) {
      try {
        Files.setLastModifiedTime(
            folders.get(random.nextInt(folders.size())),
            FileTime.fromMillis(random.nextInt(1_000_000)));
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }
  }

  private static void overwrite(Path file, long at, int by) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(4).putInt(0, by), at);
    }
  }
}
