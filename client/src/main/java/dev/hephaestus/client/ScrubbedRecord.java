package dev.hephaestus.client;

import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Pair;
import dev.hephaestus.proto.v1.Thrown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record without its secrets; copied only if there is one.
 *
 * <p>What is named comes first: what is found there is hidden in the messages as well, where
 * nothing but the secret itself may be left of it.
 */
final class ScrubbedRecord {
  private final LogRecord record;
  private final ScrubbedTexts texts;
  private LogRecord.@Nullable Builder changed;

  ScrubbedRecord(LogRecord record, ScrubbedTexts texts) {
    this.record = record;
    this.texts = texts;
  }

  LogRecord scrubbed() {
    arguments();
    for (int i = 0; i < record.getMdcCount(); i++) {
      Pair clean = texts.pair(record.getMdc(i));
      if (clean != null) {
        changed().setMdc(i, clean);
      }
    }
    for (int i = 0; i < record.getKeyValuesCount(); i++) {
      Pair clean = texts.pair(record.getKeyValues(i));
      if (clean != null) {
        changed().setKeyValues(i, clean);
      }
    }
    texts();
    markers();
    if (record.hasThrown()) {
      Thrown thrown = new ThrownScrubber(texts).scrub(record.getThrown());
      if (thrown != null) {
        changed().setThrown(thrown);
      }
    }
    return changed == null ? record : changed.build();
  }

  private void arguments() {
    List<String> arguments = record.getArgumentsList();
    List<String> clean = texts.arguments(record.getTemplate(), arguments);
    if (!clean.equals(arguments)) {
      changed().clearArguments().addAllArguments(clean);
    }
  }

  private void texts() {
    String template = texts.text(record.getTemplate());
    if (!template.equals(record.getTemplate())) {
      changed().setTemplate(template);
    }
    String message = texts.text(record.getMessage());
    if (!message.equals(record.getMessage())) {
      changed().setMessage(message);
    }
    String logger = texts.name(record.getLogger());
    if (!logger.equals(record.getLogger())) {
      changed().setLogger(logger);
    }
    String thread = texts.name(record.getThread());
    if (!thread.equals(record.getThread())) {
      changed().setThread(thread);
    }
  }

  private void markers() {
    for (int i = 0; i < record.getMarkersCount(); i++) {
      String marker = texts.name(record.getMarkers(i));
      if (!marker.equals(record.getMarkers(i))) {
        changed().setMarkers(i, marker);
      }
    }
  }

  private LogRecord.Builder changed() {
    if (changed == null) {
      changed = record.toBuilder();
    }
    return changed;
  }
}
