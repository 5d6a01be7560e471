package dev.hephaestus.benchmarks.client;

/**
 * The statements that an application logs with, in the words of its logging library.
 *
 * <p><em>Threads:</em> any, at once; closed by one.
 */
interface Application extends AutoCloseable {
  /** What a thread does before its first record: two keys into its diagnostic context. */
  void enter();

  /** An INFO record with three arguments. */
  void info(String order, int lines, long cents);

  /** An ERROR record with a throwable. */
  void error(String order, Throwable thrown);

  @Override
  void close();
}
