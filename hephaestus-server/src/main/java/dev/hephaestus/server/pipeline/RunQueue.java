package dev.hephaestus.server.pipeline;

/** Has runs carried out once each, now or after a crash. */
public interface RunQueue extends AutoCloseable {

  /** Begins to carry out what is queued, also what was under way when the server last died. */
  void start();

  /** Queues a run; does nothing when it is queued already. */
  void enqueue(String runId);

  /** Takes no more runs and waits a little for the one under way. */
  @Override
  void close();
}
