package dev.hephaestus.benchmarks.client;

/** What becomes of records behind the statement that logged them. */
interface Delivery extends AutoCloseable {
  /** There is nothing behind the statement. */
  Delivery NOTHING = (errors, logged) -> true;

  /**
   * Whether the asynchronous part is done with all of them, as far as it says.
   *
   * @param errors whether they are errors rather than the context that some keep back
   * @param logged how many there were since the beginning
   */
  boolean isDone(boolean errors, long logged);

  /** How many it gave up so far; NaN where it does not say. */
  default double dropped() {
    return 0;
  }

  @Override
  default void close() {
    // Most end with the logging library's context.
  }
}
