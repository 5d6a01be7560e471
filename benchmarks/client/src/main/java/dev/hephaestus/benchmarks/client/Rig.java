package dev.hephaestus.benchmarks.client;

/**
 * One logging set-up under test, from the application's statement to its sink.
 *
 * @param application what logs
 * @param delivery what is behind it
 */
record Rig(Application application, Delivery delivery) implements AutoCloseable {
  /** Of each queue, where it can be set. */
  static final int QUEUE = 16_384;

  @Override
  public void close() {
    application.close();
    delivery.close();
  }
}
