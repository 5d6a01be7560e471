package dev.hephaestus.javaagent.capture;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * Renders the calls that a logged throwable passed through, on the thread that logs, since their
 * objects may change afterwards.
 *
 * <p><i>Shape:</i> in: for each call the text of its method, receiver and arguments; out: for each
 * call an array of its class, method, first and last line, and its values as {@link Node} has them.
 * All are types of the JDK, because the client reads them from another class loader.
 *
 * <p><i>Errors:</i> none is thrown. <i>Threads:</i> any; at most so many throwables a second, since
 * a flood of the same error tells nothing new.
 */
public final class Rendering implements BiFunction<Object[], Long, Object[]> {

  private static final int WIDTH = 3;
  private static final Object[] NONE = {};

  private final Fields fields;
  private final Allowance allowance;
  private final LongSupplier nanoClock;

  /** Rendering for an application. */
  public Rendering(ApplicationClasses application, Instrumentation instrumentation) {
    this(new Fields(application, instrumentation), new Allowance(), new NanoClock());
  }

  Rendering(Fields fields, Allowance allowance, LongSupplier nanoClock) {
    this.fields = fields;
    this.allowance = allowance;
    this.nanoClock = nanoClock;
  }

  @Override
  public Object[] apply(Object[] calls, Long nanos) {
    long start = nanoClock.getAsLong();
    if (!allowance.take(start)) {
      return NONE;
    }
    ValueRenderer renderer = new ValueRenderer(fields, nanoClock, start + nanos);
    List<Object[]> rendered = new ArrayList<>();
    try {
      for (int i = 0; i + WIDTH <= calls.length; i += WIDTH) {
        rendered.add(call((String) calls[i], calls[i + 1], (Object[]) calls[i + 2], renderer));
      }
    } catch (Throwable e) {
      // Of hostile or half-loaded objects; the calls before it are good.
    }
    return rendered.toArray();
  }

  /** No method reference: linking the first one of a JVM takes longer than all else at its start. */
  private static final class NanoClock implements LongSupplier {

    @Override
    public long getAsLong() {
      return System.nanoTime();
    }
  }

  private static Object[] call(
      String description, Object receiver, Object[] arguments, ValueRenderer renderer) {
    String[] parts = description.split("\n", -1);
    String[] names = parts[4].split(",", -1);
    List<Object[]> values = new ArrayList<>();
    if (receiver != null) {
      values.add(renderer.render("this", receiver));
    }
    for (int i = 0; i < arguments.length; i++) {
      values.add(renderer.render(i < names.length ? names[i] : "arg" + i, arguments[i]));
    }
    return new Object[] {
      parts[0], parts[1], Integer.valueOf(parts[2]), Integer.valueOf(parts[3]), values.toArray()
    };
  }
}
