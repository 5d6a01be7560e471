package dev.hephaestus.logback;

import ch.qos.logback.classic.spi.LoggingEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tells an event the name of a thread that has none, as virtual threads mostly do.
 *
 * <p>Logback makes one of the thread's id, but looks up by reflection, for each event, whether the
 * thread is virtual: that takes longer than all the rest. How it names threads of a class is learnt
 * from the first of them, so that the name is the one that Logback would have given.
 *
 * <p><em>Threads:</em> any.
 */
final class ThreadNames {
  private volatile @Nullable Style style;
  private volatile boolean asked;

  /** Makes the event know the name of the current thread, which is the one that logged it. */
  void tell(LoggingEvent event) {
    Thread thread = Thread.currentThread();
    Style known = style;
    if (!thread.getName().isEmpty() || asked) {
      event.getThreadName();
    } else if (known == null || known.type != thread.getClass()) {
      style = Style.of(thread, event.getThreadName());
    } else {
      tell(event, known.prefix + thread.getId());
    }
  }

  private void tell(LoggingEvent event, String name) {
    try {
      event.setThreadName(name);
    } catch (IllegalStateException known) {
      asked = true; // By an appender before us, which will ask at the next event as well.
    }
  }

  /** How threads of one class are named. */
  private static final class Style {
    private final Class<?> type;
    private final String prefix;

    private Style(Class<?> type, String prefix) {
      this.type = type;
      this.prefix = prefix;
    }

    /** Null if the name is not made of the thread's id, or the class could not be let go of. */
    static @Nullable Style of(Thread thread, String name) {
      String id = String.valueOf(thread.getId());
      Class<?> type = thread.getClass();
      return name.endsWith(id) && type.getClassLoader() == null
          ? new Style(type, name.substring(0, name.length() - id.length()))
          : null;
    }
  }
}
