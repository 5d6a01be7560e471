package dev.hephaestus.benchmarks.indexing;

import java.io.IOException;

/** Something that reads Java sources and knows their types and methods afterwards. */
interface Indexer {

  /** What it is, with its version where it has one. */
  String name();

  /**
   * Reads the whole tree on as many threads as there are processors.
   *
   * @return how many types and methods it found, so that all can be seen to do the work
   */
  long index(SourceTree tree) throws IOException, InterruptedException;
}
