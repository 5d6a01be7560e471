package dev.hephaestus.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The clients of one logging context: appenders with the same effective configuration share one.
 *
 * <p>It belongs to the context rather than to the process, so that nothing of an application that
 * was undeployed stays behind.
 *
 * <p><em>Threads:</em> any.
 */
public final class SharedClients {
  private final Map<ClientConfiguration, Shared> byConfiguration = new HashMap<>();

  /** None yet. */
  public SharedClients() {}

  /**
   * A started client with this configuration, which stops when all that were given it gave it back.
   *
   * @param reporter for a client that is begun; one that runs keeps its own
   */
  public Lease acquire(
      ClientConfiguration configuration, StatusReporter reporter, SolutionListener listener) {
    synchronized (byConfiguration) {
      Shared shared =
          byConfiguration.computeIfAbsent(configuration, absent -> new Shared(absent, reporter));
      shared.users++;
      shared.listeners.add(listener);
      return new Lease(shared, listener);
    }
  }

  /** One appender's share in a client. */
  public final class Lease {
    private final Shared shared;
    private final SolutionListener listener;
    private boolean released;

    private Lease(Shared shared, SolutionListener listener) {
      this.shared = shared;
      this.listener = listener;
    }

    /** The client. */
    public HephaestusClient client() {
      return shared.client;
    }

    /** Gives it back, once; the last one stops it, which takes two seconds at most. */
    public void release() {
      if (isLast()) {
        shared.client.stop(); // Not under the lock: others may begin meanwhile.
      }
    }

    private boolean isLast() {
      synchronized (byConfiguration) {
        if (released) {
          return false;
        }
        released = true;
        shared.listeners.remove(listener);
        shared.users--;
        return shared.users == 0 && byConfiguration.remove(shared.configuration, shared);
      }
    }
  }

  private static final class Shared {
    final ClientConfiguration configuration;
    final List<SolutionListener> listeners = new CopyOnWriteArrayList<>();
    final HephaestusClient client;
    int users;

    Shared(ClientConfiguration configuration, StatusReporter reporter) {
      this.configuration = configuration;
      this.client = new HephaestusClient(configuration, reporter, this::tell);
      client.start();
    }

    private void tell(ProposedSolution solution) {
      RuntimeException first = null;
      for (SolutionListener listener : listeners) {
        try {
          listener.onSolution(solution);
        } catch (RuntimeException fault) { // The next one is to be told, too.
          first = first == null ? fault : first;
        }
      }
      if (first != null) {
        throw first;
      }
    }
  }
}
