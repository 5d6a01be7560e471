package dev.hephaestus.javaagent.boot;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where woven code reports to, and an entry of what it reports: the calls that one throwable passed
 * through in one thread.
 *
 * <p><i>Shape:</i> it is defined as {@code java.lang.HephaestusBridge}, since that package is the
 * only one that every class loader asks the bootstrap loader for; its statics are the JVM's one
 * meeting place of the agent's class loaders and the application's. A call is one array: the call
 * before it, the text that describes its method, its receiver, its arguments; nothing is allocated
 * for calls that do not come. What an entry holds is let go after three ticks at most, or as soon
 * as so many others were thrown.
 *
 * <p><i>Errors:</i> woven code swallows what is thrown here. <i>Threads:</i> any; one thread adds
 * to an entry.
 */
public final class HephaestusBridge {

  private static final int CALLS = 8;
  private static final int WIDTH = 3;
  private static final int METHOD = 1;
  private static final int RECEIVER = 2;
  private static final int ARGUMENTS = 3;
  private static final int THROWABLES = 128;
  private static final int AGE = 3;
  private static final Object[] NONE = {};

  private static final AtomicReferenceArray<@Nullable HephaestusBridge> RECENT =
      new AtomicReferenceArray<>(THROWABLES);
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final AtomicInteger NOW = new AtomicInteger();

  /**
   * Where the entry lies that a thread began last. Only where: a thread that rests for long holds
   * nothing of the application by it, and nothing has to be let go of when others take the place.
   */
  private static final ThreadLocal<int @Nullable []> PLACE = new ThreadLocal<>();

  private static volatile boolean capturing;
  private static volatile @Nullable BiFunction<Object[], Long, Object[]> renderer;
  private static volatile @Nullable Consumer<Object[]> follower;

  private final int born = NOW.get();
  private final Throwable thrown;
  private Object @Nullable [] last;
  private int used;

  private HephaestusBridge(Throwable thrown) {
    this.thrown = thrown;
  }

  /** The entry to add a call to, or null when nothing is to be kept. Called by woven code. */
  @SuppressWarnings("ReferenceEquality") // Which throwable it is, not what it equals.
  public static @Nullable HephaestusBridge opened(Throwable thrown) {
    if (!capturing) {
      return null;
    }
    int[] place = PLACE.get();
    if (place == null) {
      place = new int[1];
      PLACE.set(place);
      return begun(place, thrown);
    }
    HephaestusBridge latest = RECENT.get(place[0]);
    if (latest == null || latest.thrown != thrown) {
      return begun(place, thrown);
    }
    return latest.used < CALLS ? latest : null;
  }

  private static HephaestusBridge begun(int[] place, Throwable thrown) {
    HephaestusBridge entry = new HephaestusBridge(thrown);
    int next = NEXT.getAndIncrement() & (THROWABLES - 1);
    place[0] = next;
    // Whoever looks for it was handed the throwable, and by that sees what was written before.
    RECENT.lazySet(next, entry);
    return entry;
  }

  /**
   * Keeps a call, whose first place is free. Called by woven code, on the thread that opened it.
   */
  public void add(Object[] call) {
    if (used < CALLS) {
      call[0] = last;
      last = call;
      used++;
    }
  }

  /** The calls that it passed through as far as they are kept, innermost first. */
  @SuppressWarnings("ReferenceEquality") // Which throwable it is, not what it equals.
  private static Object[] callsOf(Throwable thrown) {
    Object[] found = NONE;
    int next = NEXT.get();
    for (int i = 0; i < THROWABLES; i++) {
      HephaestusBridge entry = RECENT.get((next + i) & (THROWABLES - 1));
      if (entry != null && entry.thrown == thrown) {
        found = withCalls(found, entry.last);
      }
    }
    return found;
  }

  /** With those that lead back from the last one, in the order in which they were passed. */
  private static Object[] withCalls(Object[] found, Object @Nullable [] last) {
    int calls = 0;
    for (Object[] call = last; call != null; call = (Object[]) call[0]) {
      calls++;
    }
    Object[] both = Arrays.copyOf(found, found.length + calls * WIDTH);
    int at = both.length;
    for (Object[] call = last; call != null && at > found.length; call = (Object[]) call[0]) {
      at -= WIDTH;
      both[at] = call[METHOD];
      both[at + 1] = call[RECEIVER];
      both[at + 2] = Arrays.copyOfRange(call, ARGUMENTS, call.length);
    }
    return both.length > CALLS * WIDTH ? Arrays.copyOf(both, CALLS * WIDTH) : both;
  }

  /**
   * The values of those calls, rendered now; empty when there are none.
   *
   * @param nanos how long that may take
   */
  public static Object[] valuesOf(Throwable thrown, long nanos) {
    BiFunction<Object[], Long, Object[]> rendering = renderer;
    if (!capturing || rendering == null) {
      return NONE;
    }
    Object[] kept = callsOf(thrown);
    return kept.length == 0 ? NONE : rendering.apply(kept, nanos);
  }

  /** A method of a logging library is about to return. Called by woven code. */
  public static void returning(String className, String method, @Nullable Object target) {
    Consumer<Object[]> following = follower;
    if (following != null) {
      following.accept(new Object[] {className, method, target});
    }
  }

  /** Says who is told of returning methods, and who renders calls. */
  public static void install(
      Consumer<Object[]> following, BiFunction<Object[], Long, Object[]> rendering) {
    follower = following;
    renderer = rendering;
  }

  /** Switches the keeping of calls on or off; off lets go of all. */
  public static void capture(boolean on) {
    capturing = on;
    if (!on) {
      forget(0);
    }
  }

  /** Lets go of what is older than three ticks. Called at intervals. */
  public static void tick() {
    NOW.incrementAndGet();
    forget(AGE);
  }

  private static void forget(int age) {
    for (int i = 0; i < THROWABLES; i++) {
      HephaestusBridge entry = RECENT.get(i);
      if (entry != null && NOW.get() - entry.born >= age) {
        RECENT.compareAndSet(i, entry, null);
      }
    }
  }
}
