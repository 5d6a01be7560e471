package dev.hephaestus.client;

import dev.hephaestus.proto.v1.CapturedValue;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.Thrown;
import org.jspecify.annotations.Nullable;

/**
 * Scrubs a throwable with its causes, what it suppressed, and the values captured in its calls; its
 * depth is bounded by the encoder.
 */
final class ThrownScrubber {
  private static final int MAX_VALUE_CHARS = 64 * 1024;

  private final ScrubbedTexts texts;

  ThrownScrubber(ScrubbedTexts texts) {
    this.texts = texts;
  }

  /** The throwable without its secrets, or null where there are none. */
  @Nullable Thrown scrub(Thrown thrown) {
    Thrown.Builder changed = thrown.toBuilder();
    boolean any = frames(thrown, changed);
    String message = texts.text(thrown.getMessage());
    if (!message.equals(thrown.getMessage())) {
      changed.setMessage(message);
      any = true;
    }
    Thrown cause = thrown.hasCause() ? scrub(thrown.getCause()) : null;
    if (cause != null) {
      changed.setCause(cause);
      any = true;
    }
    for (int i = 0; i < thrown.getSuppressedCount(); i++) {
      Thrown suppressed = scrub(thrown.getSuppressed(i));
      if (suppressed != null) {
        changed.setSuppressed(i, suppressed);
        any = true;
      }
    }
    return any ? changed.build() : null;
  }

  private boolean frames(Thrown thrown, Thrown.Builder changed) {
    boolean any = false;
    for (int i = 0; i < thrown.getFramesCount(); i++) {
      Frame frame = thrown.getFrames(i);
      if (frame.getValuesCount() > 0) {
        Frame.Builder values = frame.toBuilder();
        for (int j = 0; j < frame.getValuesCount(); j++) {
          values.setValues(j, scrub(frame.getValues(j)));
        }
        changed.setFrames(i, values);
        any = true;
      }
    }
    return any;
  }

  /** Withheld whole by its name; without what looks like a secret otherwise. */
  CapturedValue scrub(CapturedValue value) {
    CapturedValue.Builder changed = value.toBuilder();
    String name = texts.name(value.getName());
    String text = texts.named(value.getName(), value.getText());
    boolean sensitive = texts.isSensitive(value.getName()) && value.getPartsCount() > 0;
    if (sensitive || !text.equals(value.getText())) {
      return changed.setName(name).clearText().clearParts().setRedacted(true).build();
    }
    for (int i = 0; i < value.getPartsCount(); i++) {
      changed.setParts(i, scrub(value.getParts(i)));
    }
    return changed.setName(name).setText(SafeText.clip(text, MAX_VALUE_CHARS)).build();
  }
}
