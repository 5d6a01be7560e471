package dev.hephaestus.benchmarks.client;

/**
 * One logging set-up under test, from the application's statement to its sink.
 *
 * <p><em>Threads:</em> logging on many at once; the rest on one.
 */
interface Rig extends AutoCloseable {
  /** What a logging thread does before its first record: two keys into its diagnostic context. */
  void enter();

  /** An INFO record with three arguments. */
  void info(String order, int lines, long cents);

  /** An ERROR record with a throwable. */
  void error(String order, Throwable thrown);

  /** How many records came out of the asynchronous part; -1 where it does not say. */
  long delivered();

  /** How many records it gave up so far; -1 where it does not say. */
  long dropped();

  @Override
  void close();
}
