package dev.hephaestus.server.store;

import static dev.hephaestus.server.store.TestObjects.RESOURCE;
import static dev.hephaestus.server.store.TestObjects.SESSION;
import static dev.hephaestus.server.store.TestObjects.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.RecordBatch;
import dev.hephaestus.server.ingest.RecordStore;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SequenceGapException;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store of records does. */
abstract class RecordStoreContract {
  private static final SessionKey OTHER = new SessionKey("node-1", "pod-b", 7);

  abstract RecordStore store();

  @Test
  void aNewSessionStartsAtZeroAndAKnownOneAtItsMark() {
    assertThat(store().open(SESSION, RESOURCE)).isZero();
    assertThat(store().append(batch(SESSION, 1, 3))).isEqualTo(3);

    assertThat(store().open(SESSION, RESOURCE)).isEqualTo(3);
    assertThat(store().open(new SessionKey("node-1", "pod-a", 8), RESOURCE)).isZero();
  }

  @Test
  void givesBackEveryFieldThatWasStored() {
    store().open(SESSION, RESOURCE);
    LogRecord record = TestObjects.full();
    store().append(new RecordBatch(SESSION, 1, List.of(record)));

    assertThat(store().after(0, 10))
        .containsExactly(new StoredRecord(1, SESSION, 1, RESOURCE, record));
  }

  @Test
  void positionsGrowOverSessionsAndPagesStopInsideABatch() {
    store().open(SESSION, RESOURCE);
    store().open(OTHER, RESOURCE);
    store().append(batch(SESSION, 1, 4));
    store().append(batch(OTHER, 1, 3));
    store().append(batch(SESSION, 5, 2));

    List<StoredRecord> read = new ArrayList<>();
    long position = 0;
    for (List<StoredRecord> page = store().after(position, 2);
        !page.isEmpty();
        page = store().after(position, 2)) {
      read.addAll(page);
      position = page.get(page.size() - 1).position();
    }

    assertThat(read)
        .extracting(StoredRecord::position)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 9).boxed().toList());
    assertThat(read)
        .extracting(StoredRecord::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 1L, 2L, 3L, 5L, 6L);
    assertThat(store().after(position, 10)).isEmpty();
  }

  @Test
  void aBatchSentAgainIsStoredOnce() {
    store().open(SESSION, RESOURCE);
    store().append(batch(SESSION, 1, 3));

    assertThat(store().append(batch(SESSION, 1, 3))).isEqualTo(3);
    assertThat(store().append(batch(SESSION, 2, 1))).isEqualTo(3);
    assertThat(store().after(0, 10)).hasSize(3);
  }

  @Test
  void ofABatchThatReachesOverTheMarkTheRestIsStored() {
    store().open(SESSION, RESOURCE);
    store().append(batch(SESSION, 1, 3));

    assertThat(store().append(batch(SESSION, 2, 4))).isEqualTo(5);
    assertThat(store().after(0, 10))
        .extracting(stored -> stored.record().message())
        .containsExactly("1", "2", "3", "4", "5");
    assertThat(store().after(0, 10))
        .extracting(StoredRecord::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void aGapIsRefusedAndNothingOfItIsStored() {
    store().open(SESSION, RESOURCE);
    store().append(batch(SESSION, 1, 3));

    assertThatThrownBy(() -> store().append(batch(SESSION, 5, 1)))
        .isInstanceOf(SequenceGapException.class)
        .hasMessageContaining("resend from 4");
    assertThat(store().open(SESSION, RESOURCE)).isEqualTo(3);
    assertThat(store().after(0, 10)).hasSize(3);
  }

  @Test
  void aGapThatIsDeclaredIsSkippedAndWhatLiesInItComesTooLate() {
    store().open(SESSION, RESOURCE);
    store().append(batch(SESSION, 1, 3));
    List<LogRecord> records = batch(SESSION, 7, 2).records();

    assertThatThrownBy(() -> store().append(new RecordBatch(SESSION, 7, records, 2)))
        .isInstanceOf(SequenceGapException.class);
    assertThat(store().append(new RecordBatch(SESSION, 7, records, 3))).isEqualTo(8);
    assertThat(store().append(new RecordBatch(SESSION, 7, records, 3))).isEqualTo(8);
    assertThat(store().append(batch(SESSION, 5, 1))).isEqualTo(8);

    assertThat(store().after(0, 10))
        .extracting(StoredRecord::sequence)
        .containsExactly(1L, 2L, 3L, 7L, 8L);
  }

  @Test
  void aSessionThatWasNotOpenedIsRefused() {
    assertThatThrownBy(() -> store().append(batch(SESSION, 1, 1)))
        .isInstanceOf(HephaestusException.class)
        .hasMessageContaining("node-1");
  }

  @Test
  void precedingRecordsAreOfTheSameSessionAndOldestFirst() {
    store().open(SESSION, RESOURCE);
    store().open(OTHER, RESOURCE);
    store().append(batch(SESSION, 1, 3));
    store().append(batch(OTHER, 1, 5));
    store().append(batch(SESSION, 4, 3));
    StoredRecord fifth =
        store().after(0, 100).stream()
            .filter(stored -> stored.session().equals(SESSION) && stored.sequence() == 5)
            .findFirst()
            .orElseThrow();

    assertThat(store().preceding(fifth, 3))
        .extracting(StoredRecord::sequence)
        .containsExactly(2L, 3L, 4L);
    assertThat(store().preceding(fifth, 100)).hasSize(4);
    assertThat(store().preceding(fifth, 0)).isEmpty();
  }

  @Test
  void theFirstRecordIsPrecededByNone() {
    store().open(SESSION, RESOURCE);
    store().append(batch(SESSION, 1, 3));

    assertThat(store().preceding(store().after(0, 1).get(0), 10)).isEmpty();
  }

  @Test
  void theResourceIsTheOneOfTheLastOpening() {
    store().open(SESSION, RESOURCE);
    store().append(batch(SESSION, 1, 1));
    Resource newer = new Resource("shop", "2", "", "", Map.of());
    store().open(SESSION, newer);

    assertThat(store().after(0, 1).get(0).resource()).isEqualTo(newer);
  }

  @Test
  void manySessionsAppendAtOnce() throws Exception {
    List<Callable<Long>> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      SessionKey session = new SessionKey("node-1", "pod-" + i, 1);
      store().open(session, RESOURCE);
      writers.add(
          () -> {
            long mark = 0;
            for (int n = 0; n < 20; n++) {
              mark = store().append(batch(session, mark + 1, 3));
            }
            return mark;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Long> mark : threads.invokeAll(writers)) {
        assertThat(mark.get()).isEqualTo(60);
      }
    }
    assertThat(store().after(0, 1_000))
        .extracting(StoredRecord::position)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 240).boxed().toList());
  }
}
