package dev.hephaestus.client;

import dev.hephaestus.proto.v1.Batch;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.LogRecord;
import dev.hephaestus.proto.v1.Thrown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a batch in which what several records have in common stands once: names of loggers and
 * threads, templates, frames.
 */
final class SharedParts {
  /** A shorter text is about as long as its place. */
  private static final int MIN_CHARS = 4;

  private final Places<String> texts = new Places<>();
  private final Places<FrameKey> frames = new Places<>();

  private SharedParts() {}

  static Batch.Builder of(List<LogRecord> records) {
    SharedParts shared = new SharedParts();
    for (LogRecord record : records) {
      shared.texts.count(record.getLogger());
      shared.texts.count(record.getThread());
      shared.texts.count(record.getTemplate());
      if (record.hasThrown()) {
        shared.count(record.getThrown());
      }
    }
    Batch.Builder batch = Batch.newBuilder();
    for (LogRecord record : records) {
      batch.addRecords(shared.shortened(record));
    }
    batch.addAllTexts(shared.texts.inOrder());
    for (FrameKey key : shared.frames.inOrder()) {
      batch.addFrames(key.frame);
    }
    return batch;
  }

  private void count(Thrown thrown) {
    for (Frame frame : thrown.getFramesList()) {
      frames.count(new FrameKey(frame));
    }
    for (Thrown suppressed : thrown.getSuppressedList()) {
      count(suppressed);
    }
    if (thrown.hasCause()) {
      count(thrown.getCause());
    }
  }

  private LogRecord shortened(LogRecord record) {
    boolean logger = isShared(record.getLogger());
    boolean thread = isShared(record.getThread());
    boolean template = isShared(record.getTemplate());
    if (!logger && !thread && !template && !record.hasThrown()) {
      return record;
    }
    LogRecord.Builder shorter = record.toBuilder();
    if (logger) {
      shorter.clearLogger().setLoggerText(texts.of(record.getLogger()));
    }
    if (thread) {
      shorter.clearThread().setThreadText(texts.of(record.getThread()));
    }
    if (template) {
      shorter.clearTemplate().setTemplateText(texts.of(record.getTemplate()));
    }
    if (record.hasThrown()) {
      shorter.setThrown(shortened(record.getThrown()));
    }
    return shorter.build();
  }

  private boolean isShared(String text) {
    return text.length() >= MIN_CHARS && texts.isRepeated(text);
  }

  private boolean hasRepeatedFrame(Thrown thrown) {
    for (Frame frame : thrown.getFramesList()) {
      if (frames.isRepeated(new FrameKey(frame))) {
        return true;
      }
    }
    return false;
  }

  private Thrown shortened(Thrown thrown) {
    Thrown.Builder shorter = thrown.toBuilder();
    if (hasRepeatedFrame(thrown)) {
      shorter.clearFrames();
      for (Frame frame : thrown.getFramesList()) {
        shorter.addSharedFrames(frames.of(new FrameKey(frame)));
      }
    }
    for (int i = 0; i < thrown.getSuppressedCount(); i++) {
      shorter.setSuppressed(i, shortened(thrown.getSuppressed(i)));
    }
    if (thrown.hasCause()) {
      shorter.setCause(shortened(thrown.getCause()));
    }
    return shorter.build();
  }

  /** A frame with a hash of our own: protobuf's needs all descriptors, and looks at everything. */
  private static final class FrameKey {
    final Frame frame;

    FrameKey(Frame frame) {
      this.frame = frame;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof FrameKey && frame.equals(((FrameKey) other).frame);
    }

    @Override
    public int hashCode() {
      return (frame.getClassName().hashCode() * 31 + frame.getMethod().hashCode()) * 31
          + frame.getLine();
    }
  }
}
