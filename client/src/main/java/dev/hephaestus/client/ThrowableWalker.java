package dev.hephaestus.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a throwable into structure.
 *
 * <p>Its getters may be the application's own code: whatever they throw counts as nothing said. One
 * walker serves one record: its limits hold for the whole tree.
 */
final class ThrowableWalker {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_THROWABLES = 64;
  private static final StackTraceElement[] NO_FRAMES = {};

  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  ThrownSnapshot walk(Throwable outermost) {
    return walk(outermost, NO_FRAMES, 0);
  }

  private ThrownSnapshot walk(Throwable thrown, StackTraceElement[] enclosing, int depth) {
    String message = message(thrown);
    if (!seen.add(thrown)) {
      return leaf(thrown, message, true);
    }
    if (depth >= MAX_DEPTH || seen.size() > MAX_THROWABLES) {
      return leaf(thrown, message, false);
    }
    StackTraceElement[] all = frames(thrown);
    int common = common(all, enclosing);
    // Before what is suppressed: of what stands in both places, the cause tells more.
    Throwable cause = cause(thrown);
    ThrownSnapshot caused = cause == null ? null : walk(cause, all, depth + 1);
    List<ThrownSnapshot> suppressed = new ArrayList<>();
    for (Throwable each : thrown.getSuppressed()) {
      suppressed.add(walk(each, all, depth + 1));
    }
    return new ThrownSnapshot(
        thrown.getClass().getName(),
        message,
        Arrays.asList(all).subList(0, all.length - common),
        common,
        caused,
        suppressed,
        false);
  }

  private static ThrownSnapshot leaf(Throwable thrown, @Nullable String message, boolean circular) {
    return new ThrownSnapshot(
        thrown.getClass().getName(), message, List.of(), 0, null, List.of(), circular);
  }

  private static int common(StackTraceElement[] frames, StackTraceElement[] enclosing) {
    int common = 0;
    while (common < frames.length
        && common < enclosing.length
        && frames[frames.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
      common++;
    }
    return common;
  }

  // Of user code anything can be thrown, an Error included: the record matters more.

  private static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (Throwable fault) {
      return "[getMessage failed]";
    }
  }

  private static StackTraceElement[] frames(Throwable thrown) {
    try {
      StackTraceElement[] frames = thrown.getStackTrace();
      return frames == null ? NO_FRAMES : frames;
    } catch (Throwable fault) {
      return NO_FRAMES;
    }
  }

  private static @Nullable Throwable cause(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (Throwable fault) {
      return null;
    }
  }
}
