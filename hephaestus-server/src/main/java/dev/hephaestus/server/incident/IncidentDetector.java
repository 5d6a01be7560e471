package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.RecordStore;
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
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);

  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final IncidentStore incidents;
  private final TemplateMiner miner = new TemplateMiner();
  private final OlderRules olderRules;
  private final TriggerSieve sieve;
  private final RecordReading reading;
  private final Regressions regressions;
  private final Handover handover;
  private final Clock clock;
  private final Duration pause;
  private final Semaphore woken = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closing;
  private boolean recovered;
  private Instant lookedAgain = Instant.MIN;
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
    Fingerprinter fingerprinter = new Fingerprinter(miner);
    this.incidents = incidents;
    this.olderRules = new OlderRules(incidents, settings, fingerprinter);
    this.sieve = new TriggerSieve(incidents, settings, fingerprinter, clock);
    this.reading = new RecordReading(records, incidents, miner, sieve);
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
      olderRules.renew();
      miner.resume(incidents.learned());
      recovered = true;
    } else if (clock.instant().isBefore(lookedAgain.plus(BETWEEN_LOOKS))) {
      return;
    }
    lookedAgain = clock.instant();
    handover.handOnUnworked();
  }

  /** One booking, and whom it concerns; returns whether there was something to read. */
  private boolean detect() {
    Optional<Booking> booking = reading.next(() -> closing);
    booking.ifPresent(booked -> ready(booked).forEach(handover::handOn));
    return booking.isPresent();
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
