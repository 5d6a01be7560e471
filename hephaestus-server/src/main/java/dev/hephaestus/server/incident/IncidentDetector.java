package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.RecordStore;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.Threshold;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private static final int MOST_UNWORKED_PAGES = 20;
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);
  private static final int MOST_BOOKS = 10_000;
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final RecordStore records;
  private final IncidentStore incidents;
  private final Function<String, Optional<NodeSettings>> settings;
  private final TemplateMiner miner = new TemplateMiner();
  private final Fingerprinter fingerprinter = new Fingerprinter(miner);
  private final Echoes echoes = new Echoes();
  private final Regressions regressions;
  private final HandoverLimit limits;
  private final Consumer<Incident> listener;
  private final Clock clock;
  private final Duration pause;
  private final Semaphore woken = new Semaphore(0);
  private final LongAdder passedOver = new LongAdder();
  private final LongAdder ignored = new LongAdder();
  private final LongAdder echoed = new LongAdder();
  private final Map<String, RuleBook> books = new HashMap<>();
  private final Deque<Incident> refused = new ArrayDeque<>();
  private final Thread thread;
  private volatile boolean closing;
  private boolean recovered;
  private Instant lookedAgain = Instant.MIN;
  private int limit = PAGE;
  private boolean failing;

  /**
   * A detector that looks for records once a second, or when woken.
   *
   * @param settings what is set for the node of an id; empty when there is none
   * @param builds knows which builds contain which commits
   * @param listener told of each new incident and of each that came back, on the detector's thread;
   *     twice at worst
   */
  public IncidentDetector(
      RecordStore records,
      IncidentStore incidents,
      Function<String, Optional<NodeSettings>> settings,
      BuildOrder builds,
      Consumer<Incident> listener,
      Clock clock) {
    this(records, incidents, settings, builds, listener, clock, Duration.ofSeconds(1));
  }

  IncidentDetector(
      RecordStore records,
      IncidentStore incidents,
      Function<String, Optional<NodeSettings>> settings,
      BuildOrder builds,
      Consumer<Incident> listener,
      Clock clock,
      Duration pause) {
    this.records = records;
    this.incidents = incidents;
    this.settings = settings;
    this.regressions = new Regressions(builds);
    this.limits = new HandoverLimit(clock);
    this.listener = listener;
    this.clock = clock;
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

  /** How many triggers the rules of their nodes ignored. */
  public long ignored() {
    return ignored.sum();
  }

  /** How many triggers logged a throwable that was logged before. */
  public long echoed() {
    return echoed.sum();
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
    if (!recovered) {
      renew();
      miner.resume(incidents.learned());
      recovered = true;
    } else if (clock.instant().isBefore(lookedAgain.plus(BETWEEN_LOOKS))) {
      return;
    }
    lookedAgain = clock.instant();
    handOnUnworked();
  }

  /** What a crash kept from the listener, or the limit. */
  private void handOnUnworked() {
    String after = "";
    for (int pages = 0; pages < MOST_UNWORKED_PAGES; pages++) {
      List<Incident> page = incidents.unworked(after, UNWORKED_PAGE);
      page.forEach(this::handOn);
      if (page.size() < UNWORKED_PAGE) {
        return;
      }
      after = page.get(page.size() - 1).id();
    }
  }

  /** After an upgrade incidents are found by what the new rules make of their samples. */
  private void renew() {
    String after = "";
    List<Incident> page;
    do {
      page = incidents.ofOlderRules(Fingerprinter.RULES, after, UNWORKED_PAGE);
      for (Incident incident : page) {
        List<String> packages =
            settings.apply(incident.nodeId()).map(NodeSettings::packages).orElse(List.of());
        incidents.alias(
            incident.id(),
            fingerprinter.fingerprint(incident.nodeId(), incident.sample(), packages),
            Fingerprinter.RULES);
        after = incident.id();
      }
    } while (!page.isEmpty());
  }

  /** Reads a page and books it; returns whether there was one. */
  private boolean detect() {
    List<StoredRecord> page = records.after(incidents.position(), limit);
    if (page.isEmpty()) {
      return false;
    }
    List<Sighting> sightings = new ArrayList<>();
    Map<String, Optional<NodeSettings>> known = new HashMap<>();
    Set<String> asked = new HashSet<>();
    for (StoredRecord record : page) {
      sighting(record, known, asked).ifPresent(sightings::add);
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
    List<LearnedTemplate> learned = miner.takeLearned();
    try {
      return ready(incidents.book(new Findings(sightings, learned, last.position())));
    } catch (RuntimeException e) {
      limit = 1;
      miner.giveBack(learned);
      if (page.size() > 1 || sightings.isEmpty()) {
        throw e;
      }
      incidents.book(new Findings(List.of(), List.of(), last.position()));
      passOver(last, e);
      return List.of();
    }
  }

  /** What is to be worked on now. */
  private List<Incident> ready(Booking booking) {
    List<Incident> ready = new ArrayList<>(booking.made());
    ready.addAll(booking.woken());
    for (Booking.Return seen : booking.returned()) {
      incidents.judge(seen, regressions.isOne(seen)).ifPresent(ready::add);
    }
    return ready;
  }

  private Optional<Sighting> sighting(
      StoredRecord stored, Map<String, Optional<NodeSettings>> known, Set<String> asked) {
    LogRecord record = stored.record();
    if (record.context()) {
      return Optional.empty();
    }
    String nodeId = stored.session().nodeId();
    Optional<NodeSettings> node = known.computeIfAbsent(nodeId, settings);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    RuleBook book = book(nodeId, asked);
    Threshold threshold = book.threshold(record.logger(), node.get().threshold());
    if (!record.level().isAtLeast(threshold.level())) {
      return Optional.empty();
    }
    try {
      if (book.ignores(record, clock.instant())) {
        ignored.increment();
        return Optional.empty();
      }
      if (echoes.isEcho(stored)) {
        echoed.increment();
        return Optional.empty();
      }
      return Optional.of(
          new Sighting(
              stored,
              fingerprinter.fingerprint(nodeId, record, node.get().packages()),
              fingerprinter.title(record),
              threshold));
    } catch (RuntimeException | StackOverflowError e) {
      passOver(stored, e);
      return Optional.empty();
    }
  }

  /** Rules are asked for once a page, so that a change counts with the next. */
  private RuleBook book(String nodeId, Set<String> asked) {
    RuleBook book = books.get(nodeId);
    if (book == null || asked.add(nodeId)) {
      Rules rules = incidents.rules(nodeId);
      if (book == null || !book.rules().equals(rules)) {
        if (books.size() > MOST_BOOKS) {
          books.clear();
        }
        book = new RuleBook(rules);
        books.put(nodeId, book);
      }
    }
    return book;
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
    if (!limits.allows(incident.nodeId())) {
      // It stays as it is, and is found again among those that nobody works on.
      return;
    }
    try {
      listener.accept(incident);
    } catch (RuntimeException e) {
      log.warn("incident {} could not be handed on; tried again soon", incident.id(), e);
      refused.add(incident);
    }
  }
}
