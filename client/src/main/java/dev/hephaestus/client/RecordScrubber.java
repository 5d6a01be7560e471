package dev.hephaestus.client;

import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Pair;
import dev.hephaestus.proto.v1.Resource;
import dev.hephaestus.scrubbing.ScrubTally;
import dev.hephaestus.scrubbing.Scrubber;
import java.util.Map;

/**
 * Takes the secrets out of what is about to leave: the last thing that is done to a record, before
 * it is spooled or sent.
 *
 * <p><em>Threads:</em> any; records come from the sender, the resource from whoever connects.
 */
final class RecordScrubber {
  private final Scrubbing scrubbing;
  private final ScrubTally tally = new ScrubTally();
  private final Once<Scrubber> scrubber;

  RecordScrubber(Scrubbing scrubbing) {
    this.scrubbing = scrubbing;
    this.scrubber = new Once<>(scrubbing::scrubber);
  }

  /** How many secrets were replaced, by rule. */
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
    for (Pair attribute : resource.getAttributesList()) {
      changed.addAttributes(
          Pair.newBuilder()
              .setKey(texts.name(attribute.getKey()))
              .setValue(texts.named(attribute.getKey(), attribute.getValue())));
    }
    return changed.build();
  }

  private ScrubbedTexts texts() {
    return new ScrubbedTexts(scrubber.get(), tally);
  }
}
