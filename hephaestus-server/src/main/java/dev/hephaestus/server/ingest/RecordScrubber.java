package dev.hephaestus.server.ingest;

import dev.hephaestus.scrubbing.ScrubTally;
import dev.hephaestus.scrubbing.Scrubber;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Takes the secrets out of what is about to be kept, by the rules that our clients go by: not every
 * client is ours, nor new, nor set up well.
 *
 * <p><i>Shape:</i> a record without secrets is kept as the same object; what was scrubbed already
 * stays as it is.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class RecordScrubber {
  private final Scrubber scrubber;
  private final MeterRegistry meters;

  public RecordScrubber(Scrubber scrubber, MeterRegistry meters) {
    this.scrubber = Objects.requireNonNull(scrubber, "scrubber");
    this.meters = Objects.requireNonNull(meters, "meters");
  }

  /** The batch without its secrets. */
  @SuppressWarnings("ReferenceEquality") // The same object says that nothing was found in it.
  RecordBatch scrub(RecordBatch batch) {
    ScrubTally tally = new ScrubTally();
    CleanTexts clean = new CleanTexts(scrubber, tally);
    List<LogRecord> records = batch.records();
    List<LogRecord> scrubbed = null;
    for (int i = 0; i < records.size(); i++) {
      LogRecord record = records.get(i);
      LogRecord without = new ScrubbedRecord(record, new ScrubbedTexts(clean)).scrubbed();
      if (without != record) {
        scrubbed = scrubbed == null ? new ArrayList<>(records) : scrubbed;
        scrubbed.set(i, without);
      }
    }
    count(tally);
    return scrubbed == null
        ? batch
        : new RecordBatch(batch.session(), batch.firstSequence(), scrubbed, batch.skipped());
  }

  /** What is said once a session, without its secrets. */
  Resource scrub(Resource resource) {
    ScrubTally tally = new ScrubTally();
    ScrubbedTexts texts = new ScrubbedTexts(new CleanTexts(scrubber, tally));
    Map<String, String> attributes = new LinkedHashMap<>();
    resource
        .attributes()
        .forEach((name, value) -> attributes.put(texts.text(name), texts.named(name, value)));
    Resource scrubbed =
        new Resource(
            texts.text(resource.service()),
            texts.text(resource.version()),
            resource.commit(),
            texts.text(resource.host()),
            attributes);
    count(tally);
    return scrubbed;
  }

  private void count(ScrubTally tally) {
    tally
        .counts()
        .forEach(
            (rule, count) ->
                Counter.builder("hephaestus.ingest.scrubbed")
                    .description("Secrets that clients left in their records")
                    .tag("rule", rule)
                    .register(meters)
                    .increment((double) count));
  }
}
