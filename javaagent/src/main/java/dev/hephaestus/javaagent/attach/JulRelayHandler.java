package dev.hephaestus.javaagent.attach;

import java.lang.ref.WeakReference;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the agent puts on a root logger of java.util.logging.
 *
 * <p>Where another handler of the root leads to SLF4J or Log4j, the record arrives there, and a
 * second time would be once too many.
 *
 * <p><i>Shape:</i> frameworks look whether Java's own configuration is untouched, which has one
 * console handler or none, before they route it elsewhere (Spring Boot does). So it is a console
 * handler that stands in for that one and hands everything on to it.
 */
final class JulRelayHandler extends StandInConsole {

  /** Weak, since the root of a web application must be able to go. */
  private final WeakReference<Logger> root;

  private final Relay<JulEvent> relay;

  private JulRelayHandler(Logger root, Relay<JulEvent> relay) {
    this.root = new WeakReference<>(root);
    this.relay = relay;
  }

  /** Puts one on a root that has none. */
  static void putOn(Logger root, Relay<JulEvent> relay) {
    root.addHandler(new JulRelayHandler(root, relay));
    settle(root);
  }

  /**
   * Lets the one on a root stand in for Java's own, which may have come later: a root gets its
   * handlers in the middle of the first look at them.
   */
  static void settle(Logger root) {
    Handler[] there = root.getHandlers();
    JulRelayHandler own = among(there);
    if (own == null || !own.isFree() || there.length != 2) {
      return;
    }
    Handler other = there[0] == own ? there[1] : there[0];
    if (other.getClass() == ConsoleHandler.class) {
      own.standInFor(other);
      root.removeHandler(other);
    }
  }

  static boolean isOn(Logger root) {
    return among(root.getHandlers()) != null;
  }

  private static @Nullable JulRelayHandler among(Handler[] handlers) {
    for (Handler handler : handlers) {
      if (handler instanceof JulRelayHandler) {
        return (JulRelayHandler) handler;
      }
    }
    return null;
  }

  @Override
  @SuppressWarnings(
      "UnsynchronizedOverridesSynchronized") // Threads do not wait for each other here.
  public void publish(@Nullable LogRecord record) {
    if (record != null && !isOurOwn() && !isRoutedElsewhere()) {
      relay.accept(new JulEvent(record, Thread.currentThread().getName()));
    }
    super.publish(record);
  }

  /** Of the libraries of our clients, of which each logging library has one. */
  private static boolean isOurOwn() {
    return Thread.currentThread().getClass().getName().equals("dev.hephaestus.client.ClientThread");
  }

  private boolean isRoutedElsewhere() {
    Logger logger = root.get();
    for (Handler handler : logger == null ? new Handler[0] : logger.getHandlers()) {
      String name = handler.getClass().getName();
      if (name.equals("org.slf4j.bridge.SLF4JBridgeHandler")
          || name.equals("org.apache.logging.log4j.jul.Log4jBridgeHandler")) {
        return true;
      }
    }
    return false;
  }
}
