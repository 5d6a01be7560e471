package dev.hephaestus.server.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.RecordBatch;
import dev.hephaestus.server.ingest.RecordStore;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StorageException;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.Threshold;
import dev.hephaestus.server.store.Database;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IncidentDetectorTest {
  private static final SessionKey SESSION = new SessionKey("node-1", "i", 1);
  private static final Duration NEVER = Duration.ofHours(1);

  @TempDir private Path directory;
  private final List<Incident> told = new CopyOnWriteArrayList<>();
  private Database database;
  private long sequence;

  @BeforeEach
  void open() {
    database = Database.open(directory);
    database.records().open(SESSION, new Resource("shop", "", "", "", Map.of()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void twoExceptionsOfOneFaultAreOneIncident() {
    append(failure(Level.ERROR, "shop.Cart", 10), failure(Level.ERROR, "shop.Cart", 12));
    try (IncidentDetector detector = detector(told::add)) {
      detector.start();
      await().until(() -> database.incidents().position() == 2);
    }

    assertThat(told).hasSize(1);
    assertThat(told.get(0).count()).isEqualTo(2);
    assertThat(told.get(0).title()).isEqualTo("java.lang.NullPointerException: x");
  }

  @Test
  void onlyTriggersMakeIncidents() {
    LogRecord context =
        new LogRecord(
            Instant.EPOCH,
            Level.ERROR,
            "l",
            "",
            "",
            List.of(),
            "came along",
            Map.of(),
            List.of(),
            Map.of(),
            "",
            "",
            null,
            true);
    append(failure(Level.WARN, "shop.Cart", 1), context, failure(Level.FATAL, "shop.Till", 1));
    try (IncidentDetector detector = detector(told::add)) {
      detector.start();
      await().until(() -> database.incidents().position() == 3);
    }

    assertThat(told).extracting(incident -> incident.sample().level()).containsExactly(Level.FATAL);
  }

  @Test
  void theNodesThresholdAndPackagesHold() {
    NodeSettings settings =
        new NodeSettings(
            Mode.SUGGEST,
            new Threshold(Level.WARN, 2, Duration.ofMinutes(5)),
            0,
            false,
            List.of("shop"));
    append(failure(Level.WARN, "shop.Cart", 1));
    try (IncidentDetector detector = detector(id -> Optional.of(settings), told::add, NEVER)) {
      detector.start();
      await().until(() -> database.incidents().position() == 1);
      assertThat(told).isEmpty();

      append(failure(Level.WARN, "shop.Cart", 1));
      detector.wake();
      await().until(() -> !told.isEmpty());
    }
  }

  @Test
  void recordsOfAnUnknownNodeArePassedOver() {
    append(failure(Level.ERROR, "shop.Cart", 1));
    try (IncidentDetector detector = detector(id -> Optional.empty(), told::add, NEVER)) {
      detector.start();
      await().until(() -> database.incidents().position() == 1);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void looksByItselfWithoutBeingWoken() {
    try (IncidentDetector detector =
        detector(id -> Optional.of(NodeSettings.DEFAULT), told::add, Duration.ofMillis(10))) {
      detector.start();
      append(failure(Level.ERROR, "shop.Cart", 1));
      await().until(() -> told.size() == 1);
    }
  }

  @Test
  void anIncidentThatACrashKeptFromTheListenerIsHandedOnAtTheNextStart() {
    append(failure(Level.ERROR, "shop.Cart", 1));
    try (IncidentDetector crashing =
        detector(
            incident -> {
              throw new IllegalStateException("as if killed here");
            })) {
      crashing.start();
      await().until(() -> database.incidents().position() == 1);
    }
    database.close();
    database = Database.open(directory);

    try (IncidentDetector detector = detector(told::add)) {
      detector.start();
      await().until(() -> told.size() == 1);
      assertThat(database.incidents().unworked("", 9)).hasSize(1);
    }
  }

  @Test
  void aRefusedIncidentIsHandedOnLaterAndHoldsNoOtherUp() {
    AtomicInteger refusals = new AtomicInteger();
    append(failure(Level.ERROR, "shop.Cart", 1), failure(Level.ERROR, "shop.Till", 1));
    try (IncidentDetector detector =
        detector(
            incident -> {
              if (incident.sample().message().equals("shop.Cart")
                  && refusals.incrementAndGet() == 1) {
                throw new IllegalStateException("not now");
              }
              told.add(incident);
            })) {
      detector.start();
      await().until(() -> told.size() == 1);
      detector.wake();
      await().until(() -> told.size() == 2);
    }
    assertThat(told)
        .extracting(incident -> incident.sample().message())
        .containsExactly("shop.Till", "shop.Cart");
  }

  @Test
  void aRecordThatCannotBeJudgedIsCountedAndStopsNothing() {
    append(LogRecord.of(Instant.EPOCH, Level.ERROR, "l", "poison", null));
    append(failure(Level.ERROR, "shop.Cart", 1));
    try (IncidentDetector detector = detector(poisoned(database.records()), database.incidents())) {
      detector.start();
      await().until(() -> told.size() == 1);
      assertThat(detector.passedOver()).isEqualTo(1);
      assertThat(database.incidents().position()).isEqualTo(2);
    }
  }

  @Test
  void aRecordThatCannotBeBookedIsCountedAndStopsNothing() {
    append(failure(Level.ERROR, "shop.A", 1), failure(Level.ERROR, "poison", 1));
    append(failure(Level.ERROR, "shop.Cart", 1));
    AtomicInteger tries = new AtomicInteger();
    IncidentStore picky =
        failing(
            "poison",
            () -> {
              tries.incrementAndGet();
              throw new IllegalStateException("cannot be booked");
            });
    try (IncidentDetector detector = detector(database.records(), picky)) {
      detector.start();
      await().until(() -> told.size() == 2);
      assertThat(detector.passedOver()).isEqualTo(1);
      assertThat(tries).hasValueGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void noRecordIsPassedOverForADiskThatTakesLittleAndNotMuch() {
    append(failure(Level.ERROR, "shop.A", 1), failure(Level.ERROR, "shop.B", 1));
    AtomicInteger refusals = new AtomicInteger();
    IncidentStore full =
        failing(
            "shop.",
            () -> {
              if (refusals.incrementAndGet() <= 8) {
                throw new StorageException(
                    StorageException.Reason.DISK_FULL, "no space", new IOException());
              }
            });
    try (IncidentDetector detector = detector(database.records(), full)) {
      detector.start();
      await().until(() -> told.size() == 2);
      assertThat(detector.passedOver()).isZero();
    }
  }

  /** The store, which does something first where a booking has that text in it. */
  private IncidentStore failing(String text, Runnable first) {
    return (IncidentStore)
        Proxy.newProxyInstance(
            IncidentStore.class.getClassLoader(),
            new Class<?>[] {IncidentStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("book")
                  && String.valueOf(arguments[0]).contains("message=" + text)) {
                first.run();
              }
              return method.invoke(database.incidents(), arguments);
            });
  }

  /** The store, with a record in it that breaks what the type promises. */
  private static RecordStore poisoned(RecordStore records) {
    return (RecordStore)
        Proxy.newProxyInstance(
            RecordStore.class.getClassLoader(),
            new Class<?>[] {RecordStore.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(records, arguments);
              return method.getName().equals("after")
                  ? ((List<?>) result)
                      .stream().map(StoredRecord.class::cast).map(r -> poison(r)).toList()
                  : result;
            });
  }

  @SuppressWarnings("NullAway") // That it is null is the point.
  private static StoredRecord poison(StoredRecord stored) {
    LogRecord record = stored.record();
    if (!record.message().equals("poison")) {
      return stored;
    }
    LogRecord broken =
        new LogRecord(
            record.time(),
            record.level(),
            "l",
            "",
            null,
            List.of(),
            "poison",
            Map.of(),
            List.of(),
            Map.of(),
            "",
            "",
            null,
            false);
    return new StoredRecord(
        stored.position(), stored.session(), stored.sequence(), stored.resource(), broken);
  }

  @Test
  void aStoreThatFailsIsTriedAgain() {
    append(failure(Level.ERROR, "shop.Cart", 1));
    AtomicInteger calls = new AtomicInteger();
    try (IncidentDetector detector =
        detector(
            id -> {
              if (calls.incrementAndGet() < 3) {
                throw new IllegalStateException("no disk");
              }
              return Optional.of(NodeSettings.DEFAULT);
            },
            told::add,
            Duration.ofMillis(10))) {
      detector.start();
      await().until(() -> told.size() == 1);
    }
  }

  @Test
  void aStormIsCountedWholeWhateverThePages() {
    LogRecord[] storm = new LogRecord[500];
    for (int i = 0; i < storm.length; i++) {
      storm[i] = failure(Level.ERROR, "shop.Cart" + i % 3, i);
    }
    for (int batch = 0; batch < 10; batch++) {
      append(storm);
    }
    try (IncidentDetector detector = detector(told::add)) {
      detector.start();
      await().until(() -> database.incidents().position() == 5_000);
    }

    assertThat(told).hasSize(3);
    assertThat(database.incidents().unworked("", 9))
        .extracting(Incident::count)
        .containsExactlyInAnyOrder(1_670L, 1_670L, 1_660L);
  }

  @Test
  void messagesThatWereAlikeBeforeARestartAreAlikeAfterIt() {
    append(said("order ann failed"), said("order bob failed"), said("order cleo failed"));
    append(said("order dora failed"), said("order emil failed"), said("order fred failed"));
    try (IncidentDetector detector = detector(told::add)) {
      detector.start();
      await().until(() -> database.incidents().position() == 6);
    }
    int before = told.size();
    assertThat(before).isEqualTo(4);

    database.close();
    database = Database.open(directory);
    append(said("order gus failed"), said("order ann failed"));
    try (IncidentDetector detector = detector(told::add)) {
      detector.start();
      await().until(() -> database.incidents().position() == 8);
    }
    assertThat(database.incidents().unworked("", 9)).hasSize(before);
  }

  @Test
  void whatComesBackInABuildWithTheFixHasRegressedAndIsHandedOnAgain() {
    append(failure(Level.ERROR, "shop.Cart", 1));
    BuildOrder history =
        (node, build, commit) -> Optional.of(build.equals("after") && commit.equals("fix"));
    try (IncidentDetector detector = detector(history)) {
      detector.start();
      await().until(() -> told.size() == 1);
      String id = told.get(0).id();
      database
          .incidents()
          .move(id, IncidentState.RESOLVED, new Fix("fix", "", Instant.EPOCH.minusSeconds(1)));

      append("before", failure(Level.ERROR, "shop.Cart", 1));
      detector.wake();
      await().until(() -> database.incidents().find(id).orElseThrow().count() == 2);
      append("after", failure(Level.ERROR, "shop.Cart", 1));
      detector.wake();
      await().until(() -> told.size() == 2);

      assertThat(told.get(1).id()).isEqualTo(id);
      assertThat(told.get(1).state()).isEqualTo(IncidentState.REGRESSED);
      assertThat(told.get(1).count()).isEqualTo(3);
    }
  }

  @Test
  void oneThatNeverBeganIsClosedAtOnce() {
    assertThatCode(detector(told::add)::close).doesNotThrowAnyException();
  }

  private IncidentDetector detector(BuildOrder builds) {
    return new IncidentDetector(
        database.records(),
        database.incidents(),
        id -> Optional.of(NodeSettings.DEFAULT),
        builds,
        told::add,
        Clock.systemUTC(),
        NEVER);
  }

  /** Logs it in a build of that commit, which has a session of its own. */
  private void append(String commit, LogRecord record) {
    SessionKey session = new SessionKey(SESSION.nodeId(), commit, 1);
    database.records().open(session, new Resource("shop", "", commit, "", Map.of()));
    database.records().append(new RecordBatch(session, 1, List.of(record)));
  }

  private static LogRecord said(String message) {
    return LogRecord.of(Instant.EPOCH, Level.ERROR, "l", message, null);
  }

  private IncidentDetector detector(Consumer<Incident> listener) {
    return detector(id -> Optional.of(NodeSettings.DEFAULT), listener, NEVER);
  }

  private IncidentDetector detector(RecordStore records, IncidentStore incidents) {
    return new IncidentDetector(
        records,
        incidents,
        id -> Optional.of(NodeSettings.DEFAULT),
        BuildOrder.UNKNOWN,
        told::add,
        Clock.systemUTC(),
        Duration.ofMillis(10));
  }

  private IncidentDetector detector(
      Function<String, Optional<NodeSettings>> settings,
      Consumer<Incident> listener,
      Duration pause) {
    RecordStore records = database.records();
    return new IncidentDetector(
        records,
        database.incidents(),
        settings,
        BuildOrder.UNKNOWN,
        listener,
        Clock.systemUTC(),
        pause);
  }

  private void append(LogRecord... records) {
    sequence = database.records().append(new RecordBatch(SESSION, sequence + 1, List.of(records)));
  }

  private static LogRecord failure(Level level, String className, int line) {
    return LogRecord.of(
        Instant.EPOCH,
        level,
        "l",
        className,
        Thrown.of(
            "java.lang.NullPointerException",
            "x",
            List.of(Frame.of(className, "total", "Cart.java", line))));
  }
}
