package dev.hephaestus.server.security;

import dev.hephaestus.server.HephaestusException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The audit log: entries that are only ever added, chained by their hashes, and an anchor elsewhere
 * that says how long the chain is.
 *
 * <p>It detects a changed entry, one that was put in or taken out, and an end that was cut off. Who
 * may write both the database and the anchor can forge it whole, so the anchor is worth copying
 * away.
 *
 * <p><i>Threads:</i> safe for use by many at once, in several processes.
 */
public final class ChainedAuditLog implements AuditLog {
  private static final int PAGE = 1_000;

  private final AuditStore store;
  private final AuditAnchor anchor;
  private final Clock clock;

  public ChainedAuditLog(AuditStore store, AuditAnchor anchor, Clock clock) {
    this.store = Objects.requireNonNull(store, "store");
    this.anchor = Objects.requireNonNull(anchor, "anchor");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public void record(AuditEvent event) {
    recordAll(List.of(event));
  }

  @Override
  public void recordAll(List<AuditEvent> events) {
    if (!events.isEmpty()) {
      anchor.advance(store.append(clock.instant(), events).getLast());
    }
  }

  /** Up to {@code limit} entries, the newest first. */
  public List<AuditEntry> newest(int limit) {
    return store.newest(limit);
  }

  /** What came of looking through the whole log. */
  public sealed interface Verdict {

    /** Every entry is as it was written. */
    record Intact(long entries, String hash) implements Verdict {}

    /**
     * It is not as it was written.
     *
     * @param sequence the first entry at fault
     * @param what what is wrong there
     */
    record Broken(long sequence, String what) implements Verdict {}
  }

  /** Looks through the whole log. */
  public Verdict verify() {
    Optional<AuditAnchor.Mark> mark;
    try {
      // Before the entries: one that is added meanwhile must not seem to be missing.
      mark = anchor.read();
    } catch (HephaestusException damaged) {
      return new Verdict.Broken(0, String.valueOf(damaged.getMessage()));
    }
    long sequence = 0;
    String hash = AuditEntry.NOTHING;
    List<AuditEntry> page;
    do {
      page = store.after(sequence, PAGE);
      for (AuditEntry entry : page) {
        Optional<String> fault = fault(entry, sequence, hash, mark);
        if (fault.isPresent()) {
          return new Verdict.Broken(sequence + 1, fault.get());
        }
        sequence = entry.sequence();
        hash = entry.hash();
      }
    } while (page.size() == PAGE);
    if (mark.isPresent() && mark.get().sequence() > sequence) {
      return new Verdict.Broken(
          sequence + 1, "the end was cut off: there were " + mark.get().sequence() + " entries");
    }
    return mark.isEmpty() && sequence > 1
        ? new Verdict.Broken(sequence, "the anchor is gone, so that a cut end would not be seen")
        : new Verdict.Intact(sequence, hash);
  }

  private static Optional<String> fault(
      AuditEntry entry, long before, String hashBefore, Optional<AuditAnchor.Mark> mark) {
    if (entry.sequence() != before + 1) {
      return Optional.of("entries were taken out before number " + entry.sequence());
    }
    if (!entry.previous().equals(hashBefore)) {
      return Optional.of("it does not follow the entry before");
    }
    if (!entry.isIntact()) {
      return Optional.of("it was changed");
    }
    boolean isOther =
        mark.filter(known -> known.sequence() == entry.sequence())
            .filter(known -> !known.hash().equals(entry.hash()))
            .isPresent();
    return isOther ? Optional.of("the anchor knows another entry here") : Optional.empty();
  }
}
