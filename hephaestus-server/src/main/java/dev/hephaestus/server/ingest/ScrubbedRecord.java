package dev.hephaestus.server.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record without its secrets; copied only if there is one.
 *
 * <p>What is named comes first: what is found there is hidden in the messages as well, where
 * nothing but the secret itself may be left of it. Depths are bounded where records come in.
 */
@SuppressWarnings("ReferenceEquality") // The same object says that nothing was found in it.
final class ScrubbedRecord {
  private final LogRecord record;
  private final ScrubbedTexts texts;

  ScrubbedRecord(LogRecord record, ScrubbedTexts texts) {
    this.record = record;
    this.texts = texts;
  }

  LogRecord scrubbed() {
    List<String> arguments = texts.arguments(record.template(), record.arguments());
    Map<String, String> mdc = texts.pairs(record.mdc());
    Map<String, String> keyValues = texts.pairs(record.keyValues());
    String template = texts.name(record.template());
    String message = texts.text(record.message());
    String logger = texts.name(record.logger());
    String thread = texts.name(record.thread());
    List<String> markers = texts.names(record.markers());
    Thrown thrown = record.thrown() == null ? null : thrown(record.thrown());
    boolean same =
        arguments.equals(record.arguments())
            && mdc == record.mdc()
            && keyValues == record.keyValues()
            && template.equals(record.template())
            && message.equals(record.message())
            && logger.equals(record.logger())
            && thread.equals(record.thread())
            && markers == record.markers()
            && thrown == record.thrown();
    return same
        ? record
        : new LogRecord(
            record.time(),
            record.level(),
            logger,
            thread,
            template,
            arguments,
            message,
            mdc,
            markers,
            keyValues,
            record.traceId(),
            record.spanId(),
            thrown,
            record.context());
  }

  private Thrown thrown(Thrown thrown) {
    String before = thrown.message();
    String message = before == null ? null : texts.text(before);
    List<Frame> frames = frames(thrown.frames());
    Thrown cause = thrown.cause() == null ? null : thrown(thrown.cause());
    List<Thrown> suppressed = suppressed(thrown.suppressed());
    boolean same =
        isSame(message, before)
            && frames == thrown.frames()
            && cause == thrown.cause()
            && suppressed == thrown.suppressed();
    return same
        ? thrown
        : new Thrown(
            thrown.className(), message, frames, thrown.framesInCommon(), cause, suppressed);
  }

  private static boolean isSame(@Nullable String one, @Nullable String other) {
    return one == null ? other == null : one.equals(other);
  }

  private List<Thrown> suppressed(List<Thrown> suppressed) {
    List<Thrown> changed = null;
    for (int i = 0; i < suppressed.size(); i++) {
      Thrown clean = thrown(suppressed.get(i));
      if (clean != suppressed.get(i)) {
        changed = changed == null ? new ArrayList<>(suppressed) : changed;
        changed.set(i, clean);
      }
    }
    return changed == null ? suppressed : changed;
  }

  private List<Frame> frames(List<Frame> frames) {
    List<Frame> changed = null;
    for (int i = 0; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      List<CapturedValue> values = values(frame.values());
      if (values != frame.values()) {
        changed = changed == null ? new ArrayList<>(frames) : changed;
        changed.set(i, with(frame, values));
      }
    }
    return changed == null ? frames : changed;
  }

  private static Frame with(Frame frame, List<CapturedValue> values) {
    return new Frame(
        frame.className(),
        frame.method(),
        frame.file(),
        frame.line(),
        frame.jar(),
        frame.version(),
        values);
  }

  private List<CapturedValue> values(List<CapturedValue> values) {
    List<CapturedValue> changed = null;
    for (int i = 0; i < values.size(); i++) {
      CapturedValue clean = value(values.get(i));
      if (clean != values.get(i)) {
        changed = changed == null ? new ArrayList<>(values) : changed;
        changed.set(i, clean);
      }
    }
    return changed == null ? values : changed;
  }

  /** Withheld whole where its name or its text says so, since half a literal is none. */
  private CapturedValue value(CapturedValue value) {
    String name = texts.name(value.name());
    String text = texts.named(value.name(), value.text());
    boolean named = !value.parts().isEmpty() && texts.isSensitive(value.name());
    if (named || !text.equals(value.text())) {
      return new CapturedValue(
          name, value.type(), value.kind(), "", List.of(), value.truncated(), true);
    }
    List<CapturedValue> parts = values(value.parts());
    return parts == value.parts() && name.equals(value.name())
        ? value
        : new CapturedValue(
            name, value.type(), value.kind(), text, parts, value.truncated(), value.redacted());
  }
}
