package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.CapturedValue;
import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.Thrown;

/** What a throwable, its frames and their values must be, as record.proto says it. */
final class ThrownRules {
  private static final int NATIVE = -2;

  private ThrownRules() {}

  static void check(Thrown thrown, int depth, RequestFaults faults) {
    if (depth > Limits.THROWABLE_DEPTH) {
      faults.add(
          "",
          "lies " + depth + " throwables deep, at most " + Limits.THROWABLE_DEPTH + " may nest");
      return;
    }
    faults.required("class_name", thrown.getClassName(), Limits.SHORT_TEXT);
    faults.atMost("message", thrown.getMessage(), Limits.LONG_TEXT);
    count("frames_in_common", thrown.getFramesInCommon(), faults);
    count("frames_omitted", thrown.getFramesOmitted(), faults);
    faults.few("frames", thrown.getFramesCount(), Limits.FRAMES);
    for (int i = 0; i < thrown.getFramesCount(); i++) {
      faults.enter("frames", i);
      frame(thrown.getFrames(i), faults);
      faults.leave();
    }
    if (thrown.getCircular()
        && (thrown.getFramesCount() > 0 || thrown.hasCause() || thrown.getSuppressedCount() > 0)) {
      faults.add("circular", "is set, so there may be no frames, cause or suppressed");
    }
    nested(thrown, depth, faults);
  }

  private static void nested(Thrown thrown, int depth, RequestFaults faults) {
    if (thrown.hasCause()) {
      faults.enter("cause");
      check(thrown.getCause(), depth + 1, faults);
      faults.leave();
    }
    faults.few("suppressed", thrown.getSuppressedCount(), Limits.SUPPRESSED);
    for (int i = 0; i < thrown.getSuppressedCount(); i++) {
      faults.enter("suppressed", i);
      check(thrown.getSuppressed(i), depth + 1, faults);
      faults.leave();
    }
  }

  private static void frame(Frame frame, RequestFaults faults) {
    faults.required("class_name", frame.getClassName(), Limits.SHORT_TEXT);
    faults.required("method", frame.getMethod(), Limits.SHORT_TEXT);
    faults.atMost("file", frame.getFile(), Limits.SHORT_TEXT);
    faults.atMost("jar", frame.getJar(), Limits.SHORT_TEXT);
    faults.atMost("version", frame.getVersion(), Limits.SHORT_TEXT);
    if (frame.getLine() < 0 && frame.getLine() != NATIVE) {
      faults.add("line", "is " + frame.getLine() + ", give 0 when unknown or -2 when native");
    }
    faults.few("values", frame.getValuesCount(), Limits.ENTRIES);
    for (int i = 0; i < frame.getValuesCount(); i++) {
      faults.enter("values", i);
      value(frame.getValues(i), 1, faults);
      faults.leave();
    }
  }

  private static void value(CapturedValue value, int depth, RequestFaults faults) {
    if (depth > Limits.VALUE_DEPTH) {
      faults.add("", "lies " + depth + " values deep, at most " + Limits.VALUE_DEPTH + " may nest");
      return;
    }
    faults.atMost("name", value.getName(), Limits.SHORT_TEXT);
    faults.atMost("type", value.getType(), Limits.SHORT_TEXT);
    faults.atMost("text", value.getText(), Limits.VALUE_TEXT);
    if (value.getRedacted() && !value.getText().isEmpty()) {
      faults.add("redacted", "is set, so text must be empty");
    }
    faults.few("parts", value.getPartsCount(), Limits.ENTRIES);
    for (int i = 0; i < value.getPartsCount(); i++) {
      faults.enter("parts", i);
      value(value.getParts(i), depth + 1, faults);
      faults.leave();
    }
  }

  private static void count(String field, int unsigned, RequestFaults faults) {
    if (unsigned < 0) {
      faults.add(
          field, "is " + Integer.toUnsignedString(unsigned) + ", more than a stack can have");
    }
  }
}
