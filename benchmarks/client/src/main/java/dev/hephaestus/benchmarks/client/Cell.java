package dev.hephaestus.benchmarks.client;

/**
 * One figure of the table.
 *
 * @param event INFO or ERROR
 * @param threads that log at once
 * @param kind platform or virtual
 * @param target who is measured
 */
record Cell(String event, int threads, String kind, Target target) {
  private static final int INFO_BURST = 4096;
  private static final int ERROR_BURST = 512;

  /** What it is called above its column. */
  String column() {
    return threads + " " + kind;
  }

  /** The same threads, with nothing behind the logging library. */
  Cell noop() {
    return new Cell(event, threads, kind, target.noop());
  }

  boolean isVirtual() {
    return kind.equals("virtual");
  }

  /** How many virtual threads log, 0 if platform threads do. */
  int crew() {
    return isVirtual() ? threads : 0;
  }

  /** Bursts until the JIT is done, if it takes so many of INFO; those of ERROR are small. */
  int warmUp(int ofInfo) {
    return event.equals("INFO") ? ofInfo : 4 * ofInfo;
  }

  /** Records of one thread in one burst: of all together few enough for every queue. */
  int burst() {
    return Math.max(1, (event.equals("INFO") ? INFO_BURST : ERROR_BURST) / threads);
  }
}
