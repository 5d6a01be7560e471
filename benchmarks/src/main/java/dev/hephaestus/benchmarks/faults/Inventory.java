package dev.hephaestus.benchmarks.faults;

import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.store.Database;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is in a server's database, once it has ended. */
final class Inventory {
  private static final int PAGE = 10_000;

  private final Map<String, BitSet> found = new HashMap<>();
  private final IncidentCounts counts = new IncidentCounts();
  private final Path data;
  private long stored;
  private long doubled;

  Inventory(Path data) {
    this.data = data;
  }

  /**
   * How the database differs from what was promised.
   *
   * @param missing acknowledged, and not there
   * @param doubled there twice
   * @param stored records in all
   * @param errors stored errors in all
   * @param miscounted by how much the counts of incidents differ from the errors of their faults
   */
  record Result(long missing, long doubled, long stored, long errors, long miscounted) {}

  Result compare(List<Issuer> issuers, Ledger ledger) throws InterruptedException {
    long miscounted;
    try (Database database = Database.open(data)) {
      long position = 0;
      for (List<StoredRecord> page = database.records().after(position, PAGE);
          !page.isEmpty();
          page = database.records().after(position, PAGE)) {
        page.forEach(record -> take(record, ledger));
        position = page.get(page.size() - 1).position();
      }
      miscounted = counts.miscounted(database, position);
    }
    long missing = 0;
    for (Issuer issuer : issuers) {
      BitSet there = found.getOrDefault(issuer.instance(), new BitSet());
      int last = Math.toIntExact(issuer.acknowledged());
      missing += last - there.get(1, last + 1).cardinality();
    }
    return new Result(missing, doubled, stored, counts.errors(), miscounted);
  }

  private void take(StoredRecord record, Ledger ledger) {
    stored++;
    counts.take(record.record());
    String instance = record.session().instance();
    if (!record.record().message().equals(Issuer.text(instance, record.sequence()))) {
      ledger.violated(record.record().message() + " is stored as " + record.sequence());
    }
    BitSet there = found.computeIfAbsent(instance, each -> new BitSet());
    int sequence = Math.toIntExact(record.sequence());
    if (there.get(sequence)) {
      doubled++;
    }
    there.set(sequence);
  }
}
