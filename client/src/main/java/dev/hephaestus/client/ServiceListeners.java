package dev.hephaestus.client;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The listeners that the application names in {@code
 * META-INF/services/dev.hephaestus.client.SolutionListener}.
 *
 * <p><em>Errors:</em> one that cannot be made is a warning, and the others are still told.
 *
 * <p><em>Threads:</em> confined to the thread that hands solutions on; looked for when the first
 * one comes, which costs an application nothing before.
 */
final class ServiceListeners {
  private final @Nullable ClassLoader application;
  private final OutageStatus status;
  private @Nullable List<SolutionListener> found;

  ServiceListeners(@Nullable ClassLoader application, OutageStatus status) {
    this.application = application;
    this.status = status;
  }

  List<SolutionListener> all() {
    List<SolutionListener> all = found;
    if (all == null) {
      all = load();
      found = all;
    }
    return all;
  }

  private List<SolutionListener> load() {
    List<SolutionListener> loaded = new ArrayList<>();
    try {
      Iterator<SolutionListener> listeners =
          ServiceLoader.load(SolutionListener.class, application).iterator();
      while (listeners.hasNext()) {
        next(listeners, loaded);
      }
    } catch (ServiceConfigurationError unreadable) {
      status.warn("The list of solution listeners cannot be read", unreadable);
    }
    return loaded;
  }

  private void next(Iterator<SolutionListener> listeners, List<SolutionListener> loaded) {
    try {
      loaded.add(listeners.next());
    } catch (ServiceConfigurationError unusable) {
      status.warn("A solution listener cannot be used", unusable);
    }
  }
}
