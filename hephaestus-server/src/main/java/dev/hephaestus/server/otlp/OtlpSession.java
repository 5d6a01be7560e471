package dev.hephaestus.server.otlp;

import dev.hephaestus.server.ingest.LogProcessor;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.LogSession;
import dev.hephaestus.server.ingest.RecordBatch;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One resource of OpenTelemetry on its way into the store. The protocol has no sequence, so the
 * server numbers records in the order in which they come.
 *
 * <p>After a failure nobody knows how far the session is on disk, so the next records begin a new
 * one: none is taken for one that was there before.
 *
 * <p><i>Threads:</i> safe for use by many at once; one stores at a time.
 */
final class OtlpSession {
  private final LogProcessor processor;
  private final String nodeId;
  private final Resource resource;
  private final LongSupplier epochs;
  private @Nullable LogSession open;

  /**
   * @param epochs gives numbers that grow, also beyond the end of this process
   */
  OtlpSession(LogProcessor processor, String nodeId, Resource resource, LongSupplier epochs) {
    this.processor = processor;
    this.nodeId = nodeId;
    this.resource = resource;
    this.epochs = epochs;
  }

  /** Returns when the records are on disk; throws what the store throws. */
  synchronized void append(List<LogRecord> records) {
    LogSession session = open;
    if (session == null) {
      String instance = ResourceReader.instance(resource);
      SessionKey key = new SessionKey(nodeId, instance, epochs.getAsLong());
      session = processor.open(key, resource);
    }
    open = null;
    for (int from = 0; from < records.size(); from += OtlpLimits.RECORDS_TOGETHER) {
      int to = Math.min(records.size(), from + OtlpLimits.RECORDS_TOGETHER);
      session.append(
          new RecordBatch(session.key(), session.durable() + 1, records.subList(from, to)));
    }
    open = session;
  }
}
