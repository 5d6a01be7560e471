package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.RecordStore;
import dev.hephaestus.server.ingest.StoredRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads stored records from where the last booking ended, gathers the sightings among them and
 * books them together with how far was read.
 *
 * <p><i>Threads:</i> one at a time.
 */
final class RecordReading {
  private static final int PAGE = 2_000;

  private final RecordStore records;
  private final IncidentStore incidents;
  private final TriggerSieve sieve;
  private final BookingDesk desk;

  RecordReading(
      RecordStore records, IncidentStore incidents, TemplateMiner miner, TriggerSieve sieve) {
    this.records = records;
    this.incidents = incidents;
    this.sieve = sieve;
    this.desk = new BookingDesk(incidents, miner, sieve, PAGE);
  }

  /**
   * Reads pages until there is enough, time is up or there are no more, and books what was found;
   * empty where there was nothing to read.
   *
   * @param closing whether to read no further page
   */
  Optional<Booking> next(BooleanSupplier closing) {
    Gathering gathering = new Gathering();
    sieve.renew();
    long until = System.nanoTime() + desk.gatheringNanos();
    long position = incidents.position();
    long read = 0;
    List<StoredRecord> page;
    do {
      page = records.after(position, desk.limit());
      if (page.isEmpty()) {
        break;
      }
      page.forEach(record -> sieve.sift(record, gathering));
      position = page.getLast().position();
      read += page.size();
    } while (page.size() == PAGE
        && !gathering.isFull()
        && !closing.getAsBoolean()
        && System.nanoTime() - until < 0);
    if (read == 0) {
      return Optional.empty();
    }
    return Optional.of(
        read == 1 ? desk.bookOne(page.getFirst(), gathering) : desk.book(gathering, position));
  }
}
