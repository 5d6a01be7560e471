package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Thrown;

/**
 * Puts what a batch's records have in common back into each, before anything else looks at them.
 *
 * <p><i>Errors:</i> INVALID_ARGUMENT for a place that does not exist or stands beside what it is
 * for, and for a batch that grows too large: a small message must not become a large one.
 */
final class WholeRecords {
  private final Batch batch;
  private final RequestFaults faults = new RequestFaults();
  private long named;

  private WholeRecords(Batch batch) {
    this.batch = batch;
  }

  /** The batch without places, texts and frames of its own. */
  static Batch of(Batch batch) {
    return isWhole(batch) ? batch : new WholeRecords(batch).whole();
  }

  private static boolean isWhole(Batch batch) {
    if (batch.getTextsCount() > 0 || batch.getFramesCount() > 0) {
      return false;
    }
    for (LogRecord record : batch.getRecordsList()) {
      if (namesAny(record)) {
        return false;
      }
    }
    return true;
  }

  private Batch whole() {
    Batch.Builder whole = batch.toBuilder().clearTexts().clearFrames();
    faults.enter("batch");
    for (int i = 0; i < batch.getRecordsCount() && named <= Limits.NAMED_BYTES; i++) {
      LogRecord record = batch.getRecords(i);
      if (namesAny(record)) {
        faults.enter("records", i);
        whole.setRecords(i, whole(record));
        faults.leave();
      }
    }
    if (named > Limits.NAMED_BYTES) {
      faults.add("", "names more than " + Limits.NAMED_BYTES + " bytes, send smaller batches");
    }
    faults.throwIfAny();
    return whole.build();
  }

  private static boolean namesAny(LogRecord record) {
    return record.getLoggerText() != 0
        || record.getThreadText() != 0
        || record.getTemplateText() != 0
        || record.hasThrown();
  }

  private LogRecord whole(LogRecord record) {
    LogRecord.Builder whole =
        record.toBuilder()
            .clearLoggerText()
            .clearThreadText()
            .clearTemplateText()
            .setLogger(text("logger_text", record.getLoggerText(), record.getLogger()))
            .setThread(text("thread_text", record.getThreadText(), record.getThread()))
            .setTemplate(text("template_text", record.getTemplateText(), record.getTemplate()));
    if (record.hasThrown()) {
      faults.enter("thrown");
      whole.setThrown(whole(record.getThrown()));
      faults.leave();
    }
    return whole.build();
  }

  private String text(String field, int place, String given) {
    if (place == 0) {
      return given;
    }
    if (!given.isEmpty()) {
      faults.add(field, "is given beside the text itself");
    }
    if (!exists(field, place, batch.getTextsCount())) {
      return given;
    }
    String text = batch.getTexts(place - 1);
    named += text.length();
    return text;
  }

  private boolean exists(String field, int place, int count) {
    boolean exists = place > 0 && place <= count;
    if (!exists) {
      faults.add(field, "is " + Integer.toUnsignedString(place) + ", the batch has " + count);
    }
    return exists;
  }

  /** As deep as a message may nest at all. */
  private Thrown whole(Thrown thrown) {
    Thrown.Builder whole = thrown.toBuilder().clearSharedFrames();
    if (thrown.getSharedFramesCount() > 0 && thrown.getFramesCount() > 0) {
      faults.add("shared_frames", "is given beside frames");
    }
    for (int i = 0; i < thrown.getSharedFramesCount() && named <= Limits.NAMED_BYTES; i++) {
      if (exists("shared_frames", thrown.getSharedFrames(i), batch.getFramesCount())) {
        Frame frame = batch.getFrames(thrown.getSharedFrames(i) - 1);
        named += frame.getSerializedSize();
        whole.addFrames(frame);
      }
    }
    if (thrown.hasCause()) {
      faults.enter("cause");
      whole.setCause(whole(thrown.getCause()));
      faults.leave();
    }
    for (int i = 0; i < thrown.getSuppressedCount(); i++) {
      faults.enter("suppressed", i);
      whole.setSuppressed(i, whole(thrown.getSuppressed(i)));
      faults.leave();
    }
    return whole.build();
  }
}
