package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.RecordStore;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.node.NodeSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns stored records into incidents, in the order in which they were stored.
 *
 * <p>Sightings are booked together with the position up to which was read, so each record counts
 * once, also after a crash. An incident is handed on at least once: one that a crash kept from its
 * listener is handed on at the next start, and one that the listener refused a moment later.
 *
 * <p><i>Errors:</i> a record that cannot be judged is counted, logged the first time and passed
 * over; a store that cannot be reached is tried again.
 *
 * <p><i>Threads:</i> {@link #wake} may be called by any; the work is done by one thread of its own.
 */
public final class IncidentDetector implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(IncidentDetector.class);
  private static final int PAGE = 2_000;
  private static final int UNWORKED_PAGE = 100;
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final RecordStore records;
  private final IncidentStore incidents;
  private final Function<String, Optional<NodeSettings>> settings;
  private final Fingerprinter fingerprinter;
  private final Consumer<Incident> listener;
  private final Duration pause;
  private final Semaphore woken = new Semaphore(0);
  private final LongAdder passedOver = new LongAdder();
  private final Deque<Incident> refused = new ArrayDeque<>();
  private final Thread thread;
  private volatile boolean closing;
  private boolean recovered;
  private int limit = PAGE;
  private boolean failing;

  /**
   * A detector that looks for records once a second, or when woken.
   *
   * @param settings what is set for the node of an id; empty when there is none
   * @param listener told of each new incident, on the detector's thread; twice at worst
   */
  public IncidentDetector(
      RecordStore records,
      IncidentStore incidents,
      Function<String, Optional<NodeSettings>> settings,
      Fingerprinter fingerprinter,
      Consumer<Incident> listener) {
    this(records, incidents, settings, fingerprinter, listener, Duration.ofSeconds(1));
  }

  IncidentDetector(
      RecordStore records,
      IncidentStore incidents,
      Function<String, Optional<NodeSettings>> settings,
      Fingerprinter fingerprinter,
      Consumer<Incident> listener,
      Duration pause) {
    this.records = records;
    this.incidents = incidents;
    this.settings = settings;
    this.fingerprinter = fingerprinter;
    this.listener = listener;
    this.pause = pause;
    this.thread = Thread.ofPlatform().name("incident-detector").daemon().unstarted(this::run);
  }

  /** Begins; the first thing is to hand on what a crash kept from the listener. */
  public void start() {
    thread.start();
  }

  /** Says that there are new records. */
  public void wake() {
    if (woken.availablePermits() == 0) {
      woken.release();
    }
  }

  /** How many records could not be judged. */
  public long passedOver() {
    return passedOver.sum();
  }

  /** Ends after the page under way. */
  @Override
  public void close() {
    closing = true;
    woken.release();
    try {
      thread.join(CLOSING);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closing) {
      try {
        recover();
        handOnRefused();
        while (!closing && detect()) {
          // One page after the other until there is nothing new.
        }
        failing = false;
      } catch (RuntimeException e) {
        if (!failing) {
          log.error("incidents cannot be detected now; trying again every {}", pause, e);
        }
        failing = true;
      }
      sleep();
    }
  }

  private void sleep() {
    try {
      if (woken.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        woken.drainPermits();
      }
    } catch (InterruptedException e) {
      closing = true;
    }
  }

  private void recover() {
    if (recovered) {
      return;
    }
    String after = "";
    for (List<Incident> page = incidents.unworked(after, UNWORKED_PAGE);
        !page.isEmpty();
        page = incidents.unworked(after, UNWORKED_PAGE)) {
      page.forEach(this::handOn);
      after = page.get(page.size() - 1).id();
    }
    recovered = true;
  }

  /** Reads a page and books it; returns whether there was one. */
  private boolean detect() {
    List<StoredRecord> page = records.after(incidents.position(), limit);
    if (page.isEmpty()) {
      return false;
    }
    List<Sighting> sightings = new ArrayList<>();
    Map<String, Optional<NodeSettings>> known = new HashMap<>();
    for (StoredRecord record : page) {
      sighting(record, known).ifPresent(sightings::add);
    }
    book(page, sightings).forEach(this::handOn);
    limit = Math.min(PAGE, limit * 2);
    return true;
  }

  /**
   * Books a page; one that cannot be booked is read again record by record, and a record that
   * cannot be booked alone, while the position beyond it can, is passed over.
   */
  private List<Incident> book(List<StoredRecord> page, List<Sighting> sightings) {
    StoredRecord last = page.get(page.size() - 1);
    try {
      return incidents.book(sightings, last.position());
    } catch (RuntimeException e) {
      limit = 1;
      if (page.size() > 1 || sightings.isEmpty()) {
        throw e;
      }
      incidents.book(List.of(), last.position());
      passOver(last, e);
      return List.of();
    }
  }

  private Optional<Sighting> sighting(
      StoredRecord stored, Map<String, Optional<NodeSettings>> known) {
    LogRecord record = stored.record();
    if (record.context()) {
      return Optional.empty();
    }
    Optional<NodeSettings> node = known.computeIfAbsent(stored.session().nodeId(), settings);
    if (node.isEmpty() || !record.level().isAtLeast(node.get().threshold().level())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Sighting(
              stored,
              fingerprinter.fingerprint(record, node.get().packages()),
              fingerprinter.title(record),
              node.get().threshold()));
    } catch (RuntimeException | StackOverflowError e) {
      passOver(stored, e);
      return Optional.empty();
    }
  }

  private void passOver(StoredRecord stored, Throwable why) {
    if (passedOver.sum() == 0) {
      log.error(
          "record {} of node {} cannot be judged and is passed over; more are only counted",
          stored.position(),
          stored.session().nodeId(),
          why);
    }
    passedOver.increment();
  }

  private void handOnRefused() {
    for (int left = refused.size(); left > 0; left--) {
      handOn(refused.remove());
    }
  }

  private void handOn(Incident incident) {
    try {
      listener.accept(incident);
    } catch (RuntimeException e) {
      log.warn("incident {} could not be handed on; tried again soon", incident.id(), e);
      refused.add(incident);
    }
  }
}
