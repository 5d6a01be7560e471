package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.StorageException;
import dev.hephaestus.server.ingest.StoredRecord;
import java.time.Duration;
import java.util.List;

/**
 * Books what was gathered, and says how much is to be gathered next: all that comes within a while
 * where that can be booked, else less and less, down to one record.
 *
 * <p><i>Errors:</i> those of the store, after which the same records are to be read again. A record
 * that alone cannot be booked again and again, while the position beyond it can, is passed over.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class BookingDesk {
  /** As long is gathered before it is booked, while there is more to read at once. */
  private static final Duration GATHERING = Duration.ofSeconds(1);

  /** Longer where bookings take long: of many incidents, each costs the same for one or many. */
  private static final Duration LONGEST_GATHERING = Duration.ofSeconds(4);

  private static final int GATHERING_TO_BOOKING = 4;
  private static final int MOST_TRIES = 3;

  private final IncidentStore incidents;
  private final TemplateMiner miner;
  private final TriggerSieve sieve;
  private final int mostRecords;
  private int limit;
  private long bookingNanos;
  private long tried;
  private int tries;

  /**
   * @param mostRecords of a page
   */
  BookingDesk(IncidentStore incidents, TemplateMiner miner, TriggerSieve sieve, int mostRecords) {
    this.incidents = incidents;
    this.miner = miner;
    this.sieve = sieve;
    this.mostRecords = mostRecords;
    this.limit = mostRecords;
  }

  /** How many records to read at once. */
  int limit() {
    return limit;
  }

  /** How long to read before what was gathered is booked. */
  long gatheringNanos() {
    return Math.clamp(
        GATHERING_TO_BOOKING * bookingNanos, GATHERING.toNanos(), LONGEST_GATHERING.toNanos());
  }

  /** Books what was gathered of several records, up to a position. */
  Booking book(Gathering gathering, long position) {
    Booking booking = booked(gathering, position);
    limit = Math.min(mostRecords, limit * 2);
    return booking;
  }

  /** The same for what was gathered of this record alone. */
  Booking bookOne(StoredRecord record, Gathering gathering) {
    try {
      return book(gathering, record.position());
    } catch (RuntimeException e) {
      if (gathering.isEmpty() || isOfTheDisk(e) || !isTriedEnough(record)) {
        throw e;
      }
      Booking none = incidents.book(new Findings(List.of(), List.of(), record.position()));
      sieve.passOver(record, e);
      limit = Math.min(mostRecords, limit * 2);
      return none;
    }
  }

  /** What cannot be booked is read again record by record. */
  private Booking booked(Gathering gathering, long position) {
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

  /** A little may fit onto a disk where more does not: no record is to blame for what it does. */
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
}
