package dev.hephaestus.log4j2;

import dev.hephaestus.client.ThrownSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.logging.log4j.core.impl.ThrowableProxy;
import org.jspecify.annotations.Nullable;

/** Reads a throwable that was logged in another JVM, of which only Log4j's proxy is here. */
@SuppressWarnings("deprecation") // Deserialized events have nothing else.
final class ProxyReader {
  private static final int MAX_DEPTH = 32;

  private ProxyReader() {}

  static ThrownSnapshot read(ThrowableProxy proxy) {
    return read(proxy, MAX_DEPTH);
  }

  private static ThrownSnapshot read(ThrowableProxy proxy, int depth) {
    StackTraceElement[] frames = proxy.getStackTrace();
    int common = frames == null ? 0 : Math.min(proxy.getCommonElementCount(), frames.length);
    boolean end = depth == 0;
    return new ThrownSnapshot(
        proxy.getName(),
        proxy.getMessage(),
        end || frames == null
            ? List.of()
            : Arrays.asList(frames).subList(0, frames.length - common),
        end ? 0 : common,
        end ? null : cause(proxy.getCauseProxy(), depth),
        end ? List.of() : suppressed(proxy.getSuppressedProxies(), depth),
        false);
  }

  private static @Nullable ThrownSnapshot cause(@Nullable ThrowableProxy cause, int depth) {
    return cause == null ? null : read(cause, depth - 1);
  }

  private static List<ThrownSnapshot> suppressed(ThrowableProxy @Nullable [] all, int depth) {
    List<ThrownSnapshot> read = new ArrayList<>();
    for (int i = 0; all != null && i < all.length; i++) {
      read.add(read(all[i], depth - 1));
    }
    return read;
  }
}
