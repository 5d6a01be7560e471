package dev.hephaestus.client;

import org.jspecify.annotations.Nullable;

/**
 * Takes what ends a thread without being caught, then lets happen what would have happened anyway.
 *
 * <p><em>Shape:</em> one link in the process's chain of handlers; it takes itself out again where
 * it still stands first, and else becomes a link that only hands on.
 *
 * <p><em>Threads:</em> any.
 */
final class UncaughtExceptions implements Thread.UncaughtExceptionHandler {
  private static final String LOGGER = "uncaught";

  private final Thread.@Nullable UncaughtExceptionHandler before;
  private volatile @Nullable HephaestusClient client;

  private UncaughtExceptions(
      Thread.@Nullable UncaughtExceptionHandler before, HephaestusClient client) {
    this.before = before;
    this.client = client;
  }

  /** Becomes the process's handler, before the one that is there; null where that is forbidden. */
  static @Nullable UncaughtExceptions install(HephaestusClient client) {
    try {
      UncaughtExceptions installed =
          new UncaughtExceptions(Thread.getDefaultUncaughtExceptionHandler(), client);
      Thread.setDefaultUncaughtExceptionHandler(installed);
      return installed;
    } catch (SecurityException forbidden) {
      return null;
    }
  }

  @SuppressWarnings("ReferenceEquality") // Which handler it is, is asked.
  void remove() {
    client = null;
    if (Thread.getDefaultUncaughtExceptionHandler() == this) {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    HephaestusClient taker = client;
    if (taker != null) {
      taker.append(new Uncaught(thread, thrown), UncaughtReader.INSTANCE);
    }
    if (before != null) {
      before.uncaughtException(thread, thrown);
    } else {
      printAsTheJvmDoes(thread, thrown);
    }
  }

  private static void printAsTheJvmDoes(Thread thread, Throwable thrown) {
    System.err.print("Exception in thread \"" + thread.getName() + "\" ");
    thrown.printStackTrace();
  }

  private static final class Uncaught {
    final Thread thread;
    final Throwable thrown;

    Uncaught(Thread thread, Throwable thrown) {
      this.thread = thread;
      this.thrown = thrown;
    }
  }

  private enum UncaughtReader implements EventReader<Uncaught> {
    INSTANCE;

    @Override
    public RecordLevel level(Uncaught event) {
      return RecordLevel.ERROR;
    }

    @Override
    public String logger(Uncaught event) {
      return LOGGER;
    }

    @Override
    public ClientRecord read(Uncaught event) {
      String thread = event.thread.getName();
      return ClientRecord.of(System.currentTimeMillis() * 1_000_000, level(event), LOGGER)
          .thread(thread)
          .template("Uncaught exception in thread {}")
          .arguments(new Object[] {thread})
          .message("Uncaught exception in thread " + thread)
          .throwable(event.thrown);
    }
  }
}
