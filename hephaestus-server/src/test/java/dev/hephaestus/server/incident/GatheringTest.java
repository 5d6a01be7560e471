package dev.hephaestus.server.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.node.Threshold;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GatheringTest {
  private static final Resource RESOURCE = new Resource("s", "1", "", "h", Map.of());
  private final Gathering gathering = new Gathering();
  private long position;

  @Test
  void likeOnesAreTogetherAndEachIsCounted() {
    add("n", 1, Level.ERROR, "a");
    add("n", 2, Level.ERROR, "b");
    add("n", 1, Level.FATAL, "c");
    add("other", 1, Level.ERROR, "d");
    add("n", 1, Level.ERROR, "e");

    List<Alike> groups = gathering.groups();
    assertThat(groups).extracting(Alike::title).containsExactly("a", "b", "d");
    Alike first = groups.get(0);
    assertThat(first.marks()).extracting(Mark::position).containsExactly(1L, 3L, 5L);
    assertThat(first.first().record().message()).isEqualTo("a");
    assertThat(first.worst().record().message()).isEqualTo("c");
    assertThat(first.last().record().message()).isEqualTo("e");
    assertThat(first.worstRank()).isEqualTo(Facts.rank(first.worst().record()));
  }

  @Test
  void whatWasBookedBeforeIsLeftOut() {
    add("n", 1, Level.ERROR, "a");
    add("n", 1, Level.ERROR, "b");
    Alike alike = gathering.groups().get(0);

    assertThat(alike.after(0)).contains(alike);
    assertThat(alike.after(1).orElseThrow().marks()).extracting(Mark::position).containsExactly(2L);
    assertThat(alike.after(2)).isEmpty();
  }

  @Test
  void manyDifferentOnesMakeItFull() {
    for (int fault = 0; fault < 4_999; fault++) {
      add("n", fault, Level.ERROR, "m");
    }
    assertThat(gathering.isFull()).isFalse();
    add("n", 4_999, Level.ERROR, "m");
    assertThat(gathering.isFull()).isTrue();
  }

  @Test
  void aStormOfOneIsHeldInLittleUntilThereAreManyOfIt() {
    String large = "m".repeat(100_000);
    for (int n = 0; n < 299_999; n++) {
      add("n", 1, Level.ERROR, large);
    }
    assertThat(gathering.isFull()).isFalse();
    add("n", 1, Level.ERROR, large);
    assertThat(gathering.isFull()).isTrue();
  }

  @Test
  void largeOnesMakeItFullEarly() {
    String large = "m".repeat(1 << 20);
    int faults = 0;
    while (!gathering.isFull()) {
      add("n", faults++, Level.ERROR, large);
    }
    assertThat(faults).isLessThan(50);
  }

  private void add(String node, int fault, Level level, String message) {
    position++;
    StoredRecord stored =
        new StoredRecord(
            position,
            new SessionKey(node, "i", 1),
            position,
            RESOURCE,
            LogRecord.of(Instant.EPOCH, level, "l", message, null));
    gathering.add(
        stored, new Fingerprint("%032x".formatted(fault)), Threshold.DEFAULT, () -> message);
  }
}
