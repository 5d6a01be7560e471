package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.RecordStore;
import dev.hephaestus.server.ingest.StorageException;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.node.NodeSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
  private static final int OLDER_PAGE = 100;
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);

  /** As long is gathered before it is booked, while there is more to read at once. */
  private static final Duration GATHERING = Duration.ofSeconds(1);

  /** Longer where bookings take long: of many incidents, each costs the same for one or many. */
  private static final Duration LONGEST_GATHERING = Duration.ofSeconds(4);

  private static final int GATHERING_TO_BOOKING = 4;

  private static final int MOST_TRIES = 3;
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final RecordStore records;
  private final IncidentStore incidents;
  private final Function<String, Optional<NodeSettings>> settings;
  private final TemplateMiner miner = new TemplateMiner();
  private final Fingerprinter fingerprinter = new Fingerprinter(miner);
  private final TriggerSieve sieve;
  private final Regressions regressions;
  private final Handover handover;
  private final Clock clock;
  private final Duration pause;
  private final Semaphore woken = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;
  private boolean recovered;
  private Instant lookedAgain = Instant.MIN;
  private int limit = PAGE;
  private long bookingNanos;
  private long tried;
  private int tries;
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
    this.sieve = new TriggerSieve(incidents, settings, fingerprinter, clock);
    this.regressions = new Regressions(builds);
    this.handover = new Handover(incidents, listener, clock);
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
    return sieve.passedOver();
  }

  /** How many triggers the rules of their nodes ignored. */
  public long ignored() {
    return sieve.ignored();
  }

  /** How many triggers logged a throwable that was logged before. */
  public long echoed() {
    return sieve.echoed();
  }

  /** Ends after the page under way; one that never began has nothing to end. */
  @Override
  public void close() {
    closing = true;
    woken.release();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
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
        handover.handOnRefused();
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
    handover.handOnUnworked();
  }

  /** After an upgrade incidents are found by what the new rules make of their samples. */
  private void renew() {
    String after = "";
    List<Incident> page;
    do {
      page = incidents.ofOlderRules(Fingerprinter.RULES, after, OLDER_PAGE);
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

  /**
   * Reads pages until there is enough, time is up or there are no more, and books what was found;
   * returns whether there was something to read.
   */
  private boolean detect() {
    Gathering gathering = new Gathering();
    sieve.renew();
    long until = System.nanoTime() + gatheringNanos();
    long position = incidents.position();
    long read = 0;
    List<StoredRecord> page;
    do {
      page = records.after(position, limit);
      if (page.isEmpty()) {
        break;
      }
      page.forEach(record -> sieve.sift(record, gathering));
      position = page.get(page.size() - 1).position();
      read += page.size();
    } while (page.size() == PAGE
        && !gathering.isFull()
        && !closing
        && System.nanoTime() - until < 0);
    if (read == 0) {
      return false;
    }
    Booking booking = read == 1 ? bookOne(page.get(0), gathering) : book(gathering, position);
    ready(booking).forEach(handover::handOn);
    limit = Math.min(PAGE, limit * 2);
    return true;
  }

  private long gatheringNanos() {
    return Math.clamp(
        GATHERING_TO_BOOKING * bookingNanos, GATHERING.toNanos(), LONGEST_GATHERING.toNanos());
  }

  /** What cannot be booked is read again record by record. */
  private Booking book(Gathering gathering, long position) {
    List<LearnedTemplate> learned = miner.takeLearned();
    long begin = System.nanoTime();
    try {
      Booking booking = incidents.book(new Findings(gathering.groups(), learned, position));
      bookingNanos = System.nanoTime() - begin;
      return booking;
    } catch (RuntimeException e) {
      limit = 1;
      miner.giveBack(learned);
      throw e;
    }
  }

  /**
   * A record that again and again cannot be booked alone, while the position beyond it can, is
   * passed over. None is for what its disk does: a little may fit where more does not.
   */
  private Booking bookOne(StoredRecord record, Gathering gathering) {
    try {
      return book(gathering, record.position());
    } catch (RuntimeException e) {
      if (gathering.isEmpty() || isOfTheDisk(e) || !isTriedEnough(record)) {
        throw e;
      }
      Booking none = incidents.book(new Findings(List.of(), List.of(), record.position()));
      sieve.passOver(record, e);
      return none;
    }
  }

  private static boolean isOfTheDisk(RuntimeException e) {
    return e instanceof StorageException fault
        && switch (fault.reason()) {
          case DISK_FULL, READ_ONLY, IO_ERROR -> true;
          case DAMAGED, OTHER -> false;
        };
  }

  private boolean isTriedEnough(StoredRecord record) {
    tries = record.position() == tried ? tries + 1 : 1;
    tried = record.position();
    return tries >= MOST_TRIES;
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
}
