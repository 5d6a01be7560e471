package dev.hephaestus.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A throwable as structure.
 *
 * <p><em>Shape:</em> frames innermost first, without those in common with the enclosing throwable;
 * a circular one carries neither frames nor causes.
 */
public final class ThrownSnapshot {
  private final String className;
  private final @Nullable String message;
  private final List<StackTraceElement> frames;
  private final int framesInCommon;
  private final @Nullable ThrownSnapshot cause;
  private final List<ThrownSnapshot> suppressed;
  private final boolean circular;

  /** All of its parts. */
  public ThrownSnapshot(
      String className,
      @Nullable String message,
      List<StackTraceElement> frames,
      int framesInCommon,
      @Nullable ThrownSnapshot cause,
      List<ThrownSnapshot> suppressed,
      boolean circular) {
    this.className = className;
    this.message = message;
    this.frames = List.copyOf(frames);
    this.framesInCommon = framesInCommon;
    this.cause = cause;
    this.suppressed = List.copyOf(suppressed);
    this.circular = circular;
  }

  String className() {
    return className;
  }

  @Nullable String message() {
    return message;
  }

  List<StackTraceElement> frames() {
    return frames;
  }

  int framesInCommon() {
    return framesInCommon;
  }

  @Nullable ThrownSnapshot cause() {
    return cause;
  }

  List<ThrownSnapshot> suppressed() {
    return suppressed;
  }

  boolean circular() {
    return circular;
  }
}
