package dev.hephaestus.client;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks the agent, where it is attached, for the values of the calls that a throwable passed
 * through.
 *
 * <p><em>Shape:</em> the agent's bridge is a class of the bootstrap loader that is found by name
 * and speaks in types of the JDK, so this works in any class loader and under any renaming. The
 * values are rendered on the caller's thread: afterwards the application may change what they are
 * of.
 *
 * <p><em>Errors:</em> none; without an agent there are no values. <em>Threads:</em> any.
 */
final class CapturedValues {
  private static final String BRIDGE = "java.lang.HephaestusBridge";

  /** The bounds on number are met in a tenth of a millisecond; this is for a machine in trouble. */
  private static final long MAX_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final int MAX_CAUSES = 8;

  private final @Nullable Method valuesOf;

  private CapturedValues(@Nullable Method valuesOf) {
    this.valuesOf = valuesOf;
  }

  static CapturedValues ofTheAgent() {
    try {
      Class<?> bridge = Class.forName(BRIDGE, true, null);
      return new CapturedValues(bridge.getMethod("valuesOf", Throwable.class, long.class));
    } catch (ReflectiveOperationException | LinkageError notAttached) {
      return none();
    }
  }

  static CapturedValues none() {
    return new CapturedValues(null);
  }

  /** Whether there is an agent to ask. */
  boolean areKnown() {
    return valuesOf != null;
  }

  /**
   * The calls with their values, of a throwable and of what caused it; null when none are known.
   */
  @Nullable CapturedCalls of(@Nullable Throwable outermost) {
    if (valuesOf == null || outermost == null) {
      return null;
    }
    long end = System.nanoTime() + MAX_NANOS;
    List<Object[]> calls = new ArrayList<>();
    boolean some = false;
    try {
      Throwable thrown = outermost;
      for (int i = 0; i < MAX_CAUSES && thrown != null; i++) {
        Object[] found = (Object[]) valuesOf.invoke(null, thrown, end - System.nanoTime());
        calls.add(found);
        some |= found.length > 0;
        thrown = thrown.getCause();
      }
    } catch (Throwable fault) { // Of user code, an Error included: the record matters more.
      // What was found before it is good.
    }
    return some ? new CapturedCalls(calls) : null;
  }
}
