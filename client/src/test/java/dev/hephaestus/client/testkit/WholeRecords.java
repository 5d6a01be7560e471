package dev.hephaestus.client.testkit;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Thrown;
import java.util.List;
import java.util.stream.Collectors;

/** Puts what a batch's records have in common back into each, as a server does. */
public final class WholeRecords {
  private WholeRecords() {}

  /** The records as they were before they were shortened. */
  public static List<LogRecord> of(Batch batch) {
    return batch.getRecordsList().stream()
        .map(record -> whole(batch, record))
        .collect(Collectors.toList());
  }

  private static LogRecord whole(Batch batch, LogRecord record) {
    LogRecord.Builder whole =
        record.toBuilder().clearLoggerText().clearThreadText().clearTemplateText();
    if (record.getLoggerText() > 0) {
      whole.setLogger(batch.getTexts(record.getLoggerText() - 1));
    }
    if (record.getThreadText() > 0) {
      whole.setThread(batch.getTexts(record.getThreadText() - 1));
    }
    if (record.getTemplateText() > 0) {
      whole.setTemplate(batch.getTexts(record.getTemplateText() - 1));
    }
    return record.hasThrown()
        ? whole.setThrown(whole(batch, record.getThrown())).build()
        : whole.build();
  }

  private static Thrown whole(Batch batch, Thrown thrown) {
    Thrown.Builder whole = thrown.toBuilder().clearSharedFrames().clearSuppressed();
    thrown.getSharedFramesList().forEach(place -> whole.addFrames(batch.getFrames(place - 1)));
    thrown.getSuppressedList().forEach(each -> whole.addSuppressed(whole(batch, each)));
    return thrown.hasCause()
        ? whole.setCause(whole(batch, thrown.getCause())).build()
        : whole.build();
  }
}
