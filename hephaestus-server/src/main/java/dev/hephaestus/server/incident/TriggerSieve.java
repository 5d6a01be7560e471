package dev.hephaestus.server.incident;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.Threshold;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the records that are sightings of a fault: at the threshold's level, not ignored, and not a
 * throwable that was logged already.
 *
 * <p><i>Errors:</i> a record that cannot be judged is counted, logged the first time and passed
 * over.
 *
 * <p><i>Threads:</i> one at a time; its counts may be asked for by any.
 */
final class TriggerSieve {
  private static final Logger log = LoggerFactory.getLogger(TriggerSieve.class);
  private static final int MOST_BOOKS = 10_000;

  private final IncidentStore incidents;
  private final Function<String, Optional<NodeSettings>> settings;
  private final Fingerprinter fingerprinter;
  private final Clock clock;
  private final Echoes echoes = new Echoes();
  private final Map<String, RuleBook> books = new HashMap<>();
  private final Map<String, Optional<NodeSettings>> known = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final LongAdder passedOver = new LongAdder();
  private final LongAdder ignored = new LongAdder();
  private final LongAdder echoed = new LongAdder();

  TriggerSieve(
      IncidentStore incidents,
      Function<String, Optional<NodeSettings>> settings,
      Fingerprinter fingerprinter,
      Clock clock) {
    this.incidents = incidents;
    this.settings = settings;
    this.fingerprinter = fingerprinter;
    this.clock = clock;
  }

  /** What was set for nodes is asked for anew, so that a change counts from now on. */
  void renew() {
    known.clear();
    asked.clear();
  }

  /** Adds the record to the gathering where it is a sighting. */
  void sift(StoredRecord stored, Gathering gathering) {
    LogRecord record = stored.record();
    if (record.context()) {
      return;
    }
    String nodeId = stored.session().nodeId();
    Optional<NodeSettings> node = known.computeIfAbsent(nodeId, settings);
    if (node.isEmpty()) {
      return;
    }
    RuleBook book = book(nodeId);
    Threshold threshold = book.threshold(record.logger(), node.get().threshold());
    if (!record.level().isAtLeast(threshold.level())) {
      return;
    }
    try {
      if (book.ignores(record, clock.instant())) {
        ignored.increment();
      } else if (echoes.isEcho(stored)) {
        echoed.increment();
      } else {
        gathering.add(
            stored,
            fingerprinter.fingerprint(nodeId, record, node.get().packages()),
            threshold,
            () -> fingerprinter.title(record));
      }
    } catch (RuntimeException | StackOverflowError e) {
      passOver(stored, e);
    }
  }

  private RuleBook book(String nodeId) {
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

  void passOver(StoredRecord stored, Throwable why) {
    if (passedOver.sum() == 0) {
      log.error(
          "record {} of node {} cannot be judged and is passed over; more are only counted",
          stored.position(),
          stored.session().nodeId(),
          why);
    }
    passedOver.increment();
  }

  long passedOver() {
    return passedOver.sum();
  }

  long ignored() {
    return ignored.sum();
  }

  long echoed() {
    return echoed.sum();
  }
}
