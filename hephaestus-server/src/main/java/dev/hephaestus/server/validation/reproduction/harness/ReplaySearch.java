package dev.hephaestus.server.validation.reproduction.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs many variations of the project's tests, each on a fresh fixture, and tells which of them
 * failed as it was logged.
 *
 * <p><i>Shape:</i> a program of its own, {@code ReplaySearch REQUEST OUTPUT}; a hit is written at
 * once, and a variation that hangs is left behind.
 *
 * <p><i>Threads:</i> one worker at a time takes the next variation.
 */
public final class ReplaySearch {
  private static final long STUCK_MS = 1_500;
  private static final long POLL_MS = 10;
  private static final int MAX_STUCK = 8;
  private static final long STACK_BYTES = 16L << 20;
  private static final Set<String> ONCE = Set.of("BeforeClass", "BeforeAll");
  private static final Set<String> EACH = Set.of("Before", "BeforeEach", "BeforeMethod");
  private static final Set<String> AFTER = Set.of("After", "AfterEach", "AfterMethod");

  private final Request request;
  private final ProjectClasses project;
  private final Path output;
  private final AtomicInteger next = new AtomicInteger();
  private volatile long started;
  private @Nullable Class<?> prepared;

  private ReplaySearch(Request request, ProjectClasses project, Path output) {
    this.request = request;
    this.project = project;
    this.output = output;
  }

  /** Runs all variations, or as many as there is time for. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(nowhere);
    System.setErr(nowhere);
    Request request = Request.read(Path.of(arguments[0]));
    ReplaySearch search =
        new ReplaySearch(
            request, new ProjectClasses(request.classFolders()), Path.of(arguments[1]));
    search.run();
    out.println(search.next.get() + " of " + request.methods().size() + " variations ran");
    out.flush();
    Runtime.getRuntime().halt(0); // whatever threads the project has started
  }

  private void run() throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.budgetMs());
    int stuck = 0;
    while (next.get() < request.methods().size() && stuck < MAX_STUCK) {
      Worker worker = new Worker();
      Thread thread = new Thread(null, worker, "replay", STACK_BYTES);
      thread.setDaemon(true);
      started = System.nanoTime();
      thread.start();
      while (thread.isAlive()) {
        thread.join(POLL_MS);
        if (System.nanoTime() > until) {
          worker.abandoned = true;
          return;
        }
        if (System.nanoTime() - started > STUCK_MS * 1_000_000) {
          worker.abandoned = true;
          stuck++;
          break;
        }
      }
    }
  }

  /** Takes variations until it is told that it hangs. */
  private final class Worker implements Runnable {
    private volatile boolean abandoned;

    @Override
    public void run() {
      while (!abandoned) {
        int index = next.getAndIncrement();
        if (index >= request.methods().size()) {
          return;
        }
        started = System.nanoTime();
        String[] parts = request.methods().get(index).split("#", 2);
        try {
          attempt(parts[0], parts[1], index);
        } catch (Throwable e) { // foreign code may throw anything
          java.util.Objects.requireNonNull(e);
        }
      }
    }

    private void attempt(String className, String method, int index) throws Throwable {
      Class<?> type = Class.forName(className);
      Object test = fresh(type);
      if (prepared != type) {
        prepared = type;
        call(test, type, ONCE);
      }
      call(test, type, EACH);
      try {
        Method variation = type.getDeclaredMethod(method);
        Values.open(variation);
        variation.invoke(test);
      } catch (InvocationTargetException e) {
        Throwable thrown = e.getCause() == null ? e : e.getCause();
        Target.Match match = request.target().match(thrown, project);
        if (match.isHit() && !abandoned) {
          write(index, match, line(thrown, className));
        }
      } finally {
        call(test, type, AFTER);
      }
    }
  }

  private static Object fresh(Class<?> type) throws ReflectiveOperationException {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Values.open(constructor);
      if (constructor.getParameterCount() == 0) {
        return constructor.newInstance();
      }
      if (List.of(constructor.getParameterTypes()).equals(List.of(String.class))) {
        return constructor.newInstance("replay");
      }
    }
    throw new NoSuchMethodException(type + " cannot be made");
  }

  /** The methods with one of the annotations, or of JUnit 3's names; a superclass's first. */
  private static void call(Object test, Class<?> type, Set<String> annotations)
      throws ReflectiveOperationException {
    List<Class<?>> types = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      types.add(0, c);
    }
    String byName =
        annotations.equals(EACH) ? "setUp" : annotations.equals(AFTER) ? "tearDown" : "";
    boolean named = false;
    for (Class<?> declaring : types) {
      for (Method method : declaring.getDeclaredMethods()) {
        boolean marked = false;
        for (Annotation annotation : method.getAnnotations()) {
          marked |= annotations.contains(annotation.annotationType().getSimpleName());
        }
        named |= method.getName().equals(byName) && method.getParameterCount() == 0;
        if (marked && method.getParameterCount() == 0) {
          Values.open(method);
          method.invoke(test);
        }
      }
    }
    if (named) {
      callVirtually(test, type, byName);
    }
  }

  /** Once, on the most specific: it calls its superclass's itself. */
  private static void callVirtually(Object test, Class<?> type, String name)
      throws ReflectiveOperationException {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        if (method.getName().equals(name)
            && method.getParameterCount() == 0
            && method.getAnnotations().length == 0) {
          Values.open(method);
          method.invoke(test);
          return;
        }
      }
    }
  }

  /** The line of the variation that was running. */
  private static int line(Throwable thrown, String className) {
    int line = 0;
    for (StackTraceElement element : thrown.getStackTrace()) {
      if (element.getClassName().equals(className)) {
        line = element.getLineNumber(); // the last one is the variation's, others are helpers'
      }
    }
    return line;
  }

  private void write(int index, Target.Match match, int line) throws IOException {
    Properties hit = new Properties();
    hit.setProperty("index", Integer.toString(index));
    hit.setProperty("frames", Integer.toString(match.frames()));
    hit.setProperty("message", Boolean.toString(match.message()));
    hit.setProperty("line", Integer.toString(line));
    Path part = output.resolve("replay-" + index + ".part");
    try (Writer out = Files.newBufferedWriter(part)) {
      hit.store(out, null);
    }
    Files.move(part, output.resolve("replay-" + index + ".properties"));
  }
}
