package dev.hephaestus.client;

import dev.hephaestus.proto.v1.Frame;
import dev.hephaestus.proto.v1.Thrown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a throwable's structure as the wire has it; its limit on frames holds for one record. */
final class ThrownEncoder {
  private static final int MAX_MESSAGE_CHARS = 16 * 1024;
  private static final int MAX_NAME_CHARS = 1024;

  private final FrameOrigins origins;
  private final @Nullable ClassLoader near;
  private final int maxFramesEach;
  private int framesLeft;

  ThrownEncoder(FrameOrigins origins, @Nullable ClassLoader near, int maxFrames) {
    this.origins = origins;
    this.near = near;
    this.maxFramesEach = Math.max(1, maxFrames / 4);
    this.framesLeft = maxFrames;
  }

  Thrown encode(ThrownSnapshot thrown) {
    Thrown.Builder wire =
        Thrown.newBuilder()
            .setClassName(SafeText.clip(thrown.className(), MAX_NAME_CHARS))
            .setFramesInCommon(thrown.framesInCommon())
            .setCircular(thrown.circular());
    if (thrown.message() != null) {
      wire.setMessage(SafeText.clip(thrown.message(), MAX_MESSAGE_CHARS));
    }
    addFrames(wire, thrown.frames());
    if (thrown.cause() != null) {
      wire.setCause(encode(thrown.cause()));
    }
    for (ThrownSnapshot suppressed : thrown.suppressed()) {
      wire.addSuppressed(encode(suppressed));
    }
    return wire.build();
  }

  private void addFrames(Thrown.Builder wire, List<StackTraceElement> frames) {
    int kept = Math.min(frames.size(), Math.min(maxFramesEach, framesLeft));
    framesLeft -= kept;
    for (StackTraceElement frame : frames.subList(0, kept)) {
      wire.addFrames(frame(frame));
    }
    wire.setFramesOmitted(frames.size() - kept);
  }

  private Frame frame(StackTraceElement frame) {
    FrameOrigins.Origin origin = origins.of(frame, near);
    int line = frame.getLineNumber();
    return Frame.newBuilder()
        .setClassName(SafeText.clip(frame.getClassName(), MAX_NAME_CHARS))
        .setMethod(SafeText.clip(frame.getMethodName(), MAX_NAME_CHARS))
        .setFile(SafeText.clip(frame.getFileName(), MAX_NAME_CHARS))
        .setLine(frame.isNativeMethod() ? -2 : Math.max(line, 0))
        .setJar(SafeText.clip(origin.jar, MAX_NAME_CHARS))
        .setVersion(SafeText.clip(origin.version, MAX_NAME_CHARS))
        .build();
  }
}
