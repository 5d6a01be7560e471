package dev.hephaestus.client;

/**
 * Takes records from an appender and brings them to the server; brings back the server's fixes.
 *
 * <p><em>Errors:</em> nothing it does ever throws into the application.
 *
 * <p><em>Threads:</em> {@link #append} may be called by any number of threads and never blocks
 * them.
 */
@SuppressWarnings("UnusedVariable") // until it sends
public final class HephaestusClient {
  private final ClientConfiguration configuration;
  private final StatusReporter status;
  private final SolutionListener listener;

  /** A client that does nothing until it is started. */
  public HephaestusClient(
      ClientConfiguration configuration, StatusReporter status, SolutionListener listener) {
    this.configuration = configuration;
    this.status = status;
    this.listener = listener;
  }

  /** Begins to send. */
  public void start() {}

  /** Takes the event if it counts and there is room. */
  public <E> void append(E event, EventReader<E> reader) {}

  /** Delivers what can be delivered within the shutdown timeout, then lets go of everything. */
  public void stop() {}

  /** What was done so far. */
  public ClientCounters counters() {
    return new ClientCounters(0, 0, 0, 0);
  }
}
