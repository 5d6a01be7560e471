package dev.hephaestus.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import dev.hephaestus.client.ThrownSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a throwable that was logged in another JVM, of which only Logback's proxy is here. */
final class ProxyReader {
  private static final int MAX_DEPTH = 32;

  private ProxyReader() {}

  static ThrownSnapshot read(IThrowableProxy proxy) {
    return read(proxy, MAX_DEPTH);
  }

  private static ThrownSnapshot read(IThrowableProxy proxy, int depth) {
    boolean end = proxy.isCyclic() || depth == 0;
    return new ThrownSnapshot(
        proxy.getClassName(),
        proxy.getMessage(),
        end ? List.of() : frames(proxy),
        end ? 0 : proxy.getCommonFrames(),
        end ? null : cause(proxy.getCause(), depth),
        end ? List.of() : suppressed(proxy.getSuppressed(), depth),
        end);
  }

  private static List<StackTraceElement> frames(IThrowableProxy proxy) {
    StackTraceElementProxy[] all = proxy.getStackTraceElementProxyArray();
    List<StackTraceElement> own = new ArrayList<>();
    for (int i = 0; all != null && i < all.length - proxy.getCommonFrames(); i++) {
      own.add(all[i].getStackTraceElement());
    }
    return own;
  }

  private static @Nullable ThrownSnapshot cause(@Nullable IThrowableProxy cause, int depth) {
    return cause == null ? null : read(cause, depth - 1);
  }

  private static List<ThrownSnapshot> suppressed(IThrowableProxy @Nullable [] all, int depth) {
    List<ThrownSnapshot> read = new ArrayList<>();
    for (int i = 0; all != null && i < all.length; i++) {
      read.add(read(all[i], depth - 1));
    }
    return read;
  }
}
