package dev.hephaestus.javaagent.attach;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Follows java.util.logging: whichever root logger a log manager gives has a handler that leads to
 * the one relay, also after its configuration was read anew.
 *
 * <p><i>Threads:</i> any.
 */
public final class JulAttachment implements BiConsumer<String, Object> {

  private final Relay<JulEvent> relay;

  /** Roots that were seen: a manager may have one for each web application. */
  private final Map<Logger, Boolean> attached = new WeakHashMap<>();

  /** Called by reflection. */
  public JulAttachment(BooleanSupplier isOn) {
    this.relay = new Relay<>(new JulSinkFactory(), isOn);
  }

  @Override
  public void accept(String method, Object target) {
    Logger root = LogManager.getLogManager().getLogger("");
    if (root == null) {
      return;
    }
    synchronized (attached) {
      boolean isNew = attached.put(root, Boolean.TRUE) == null;
      if ((isNew || !method.equals("getLogger")) && !JulRelayHandler.isOn(root)) {
        JulRelayHandler.putOn(root, relay);
      } else {
        JulRelayHandler.settle(root);
      }
    }
  }
}
