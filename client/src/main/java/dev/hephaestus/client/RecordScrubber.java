package dev.hephaestus.client;

import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Resource;
import dev.hephaestus.scrubbing.ScrubTally;
import dev.hephaestus.scrubbing.Scrubber;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the secrets out of what is about to leave: the last thing that is done to a record, before
 * it is spooled or sent. Confined to the sender, but for the counts.
 */
final class RecordScrubber {
  private final Scrubbing scrubbing;
  private final ScrubTally tally = new ScrubTally();
  private @Nullable Scrubber made;

  RecordScrubber(Scrubbing scrubbing) {
    this.scrubbing = scrubbing;
  }

  /** How many secrets were replaced, by rule. Any thread. */
  Map<String, Long> counts() {
    return tally.counts();
  }

  /** The same record where nothing was found. */
  LogRecord scrub(LogRecord record) {
    return scrubbing.enabled ? new ScrubbedRecord(record, texts()).scrubbed() : record;
  }

  /** What is said once a session. */
  Resource scrub(Resource resource) {
    if (!scrubbing.enabled) {
      return resource;
    }
    ScrubbedTexts texts = texts();
    Resource.Builder changed =
        resource.toBuilder()
            .setService(texts.name(resource.getService()))
            .setServiceVersion(texts.name(resource.getServiceVersion()))
            .setHost(texts.name(resource.getHost()))
            .setPod(texts.name(resource.getPod()))
            .setContainer(texts.name(resource.getContainer()))
            .clearAttributes();
    resource
        .getAttributesMap()
        .forEach(
            (name, value) -> changed.putAttributes(texts.name(name), texts.named(name, value)));
    return changed.build();
  }

  private ScrubbedTexts texts() {
    if (made == null) {
      made = scrubbing.scrubber();
    }
    return new ScrubbedTexts(made, tally);
  }
}
