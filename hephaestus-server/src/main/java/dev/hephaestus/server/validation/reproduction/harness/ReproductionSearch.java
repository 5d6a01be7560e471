package dev.hephaestus.server.validation.reproduction.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Searches for a call that fails as the logged one did: the logged methods from the fault outwards,
 * each with receivers and arguments from simple to complicated.
 *
 * <p><i>Shape:</i> a program of its own, {@code ReproductionSearch REQUEST OUTPUT}. The project's
 * code runs in a worker thread; one that hangs is left behind, and the next choice is tried by a
 * new one. Every hit is written at once, since the project's code may end the process.
 *
 * <p><i>Threads:</i> at any time one worker owns the state.
 */
public final class ReproductionSearch {
  private static final long STUCK_MS = 1_500;
  private static final long POLL_MS = 20;
  private static final int HITS_PER_ENTRY = 6;
  private static final int MAX_STUCK = 6;
  private static final long STACK_BYTES = 16L << 20;

  private final Request request;
  private final ProjectClasses project;
  private final Attempt attempt;
  private final int wanted;
  private final long deadline;

  /**
   * A search.
   *
   * @param attempt what is done with each call
   * @param wanted how many of them have to count before a method is left
   */
  ReproductionSearch(Request request, ProjectClasses project, Attempt attempt, int wanted) {
    this.request = request;
    this.project = project;
    this.attempt = attempt;
    this.wanted = wanted;
    this.deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.budgetMs());
  }

  /** Runs the search. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    System.setOut(nowhere);
    System.setErr(nowhere);
    Request request = Request.read(Path.of(arguments[0]));
    ProjectClasses project = new ProjectClasses(request.classFolders());
    HitWriter hits = new HitWriter(Path.of(arguments[1]), request.target());
    Hunt hunt = new Hunt(request.target(), project, hits);
    out.println(new ReproductionSearch(request, project, hunt, HITS_PER_ENTRY).run());
    out.flush();
    Runtime.getRuntime().halt(0); // whatever threads the project has started
  }

  /** Goes through all methods; what was done, for people. */
  String run() throws InterruptedException {
    StringBuilder report = new StringBuilder();
    int left = request.entries().size();
    for (Request.Entry entry : request.entries()) {
      long remaining = deadline - System.nanoTime();
      if (remaining <= 0) {
        break;
      }
      long slice = System.nanoTime() + Math.max(remaining / Math.max(1, left--), remaining / 3);
      for (Executable executable : find(entry)) {
        EntrySearch search = new EntrySearch(executable, Math.min(slice, deadline));
        search.runToEnd();
        report.append(search.report()).append('\n');
      }
    }
    return report.toString();
  }

  private List<Executable> find(Request.Entry entry) {
    Class<?> owner = project.load(entry.className()).orElse(null);
    if (owner == null) {
      return List.of();
    }
    String packageName = owner.getPackageName();
    Stream<? extends Executable> all =
        entry.method().equals("<init>")
            ? Stream.of(owner.getDeclaredConstructors())
            : Stream.of(Values.declaredMethods(owner))
                .filter(method -> method.getName().equals(Target.plain(entry.method())));
    List<Executable> found = new ArrayList<>();
    all.filter(executable -> executable.getParameterCount() == entry.parameters().size())
        .filter(executable -> Types.isAccessible(executable, packageName))
        .sorted(
            Comparator.comparing((Executable e) -> !sameTypes(e, entry))
                .thenComparing(Executable::toString))
        .forEach(found::add);
    boolean exact = found.stream().anyMatch(executable -> sameTypes(executable, entry));
    return exact ? found.stream().filter(e -> sameTypes(e, entry)).toList() : found;
  }

  private static boolean sameTypes(Executable executable, Request.Entry entry) {
    Class<?>[] types = executable.getParameterTypes();
    for (int i = 0; i < types.length; i++) {
      String written = entry.parameters().get(i).replace("...", "[]").strip();
      String simple = written.substring(written.lastIndexOf('.') + 1);
      if (!types[i].getSimpleName().equals(simple)) {
        return false;
      }
    }
    return true;
  }

  /** The search over one method. */
  private final class EntrySearch {
    private final Executable executable;
    private final long until;
    private volatile long attemptStarted;
    private volatile boolean done;
    private final AtomicInteger found = new AtomicInteger();
    private long attempts;
    private @Nullable Product product;
    private int stuck;

    EntrySearch(Executable executable, long until) {
      this.executable = executable;
      this.until = until;
    }

    void runToEnd() throws InterruptedException {
      while (!done && System.nanoTime() < until && stuck < MAX_STUCK) {
        AtomicBoolean abandoned = new AtomicBoolean();
        attemptStarted = System.nanoTime();
        Thread worker = new Thread(null, () -> work(abandoned), "search", STACK_BYTES);
        worker.setDaemon(true);
        worker.start();
        while (worker.isAlive() && !isStuck() && System.nanoTime() < until) {
          worker.join(POLL_MS);
        }
        if (worker.isAlive()) {
          abandoned.set(true);
          stuck++;
        } else {
          done = true;
        }
      }
    }

    private boolean isStuck() {
      return product != null && System.nanoTime() - attemptStarted > STUCK_MS * 1_000_000;
    }

    private void work(AtomicBoolean abandoned) {
      try {
        Product choices = product;
        if (choices == null) {
          choices = choices();
          attemptStarted = System.nanoTime();
          product = choices;
        }
        while (!abandoned.get() && System.nanoTime() < until && found.get() < wanted) {
          List<Expression> chosen = choices.next();
          if (chosen == null) {
            return;
          }
          attemptStarted = System.nanoTime();
          attempts++;
          if (attempt.of(call(chosen), abandoned::get)) {
            found.incrementAndGet();
          }
        }
      } catch (Throwable e) {
        // Classes that cannot be linked or initialized: there is nothing to try here.
        done = true;
      }
    }

    private Product choices() {
      Class<?> owner = executable.getDeclaringClass();
      Values.open((AccessibleObject) executable);
      Values values =
          new Values(
              project,
              new PlainValues(request.strings(), request.literals(), request.numbers()),
              owner.getPackageName(),
              request.types());
      List<List<Expression>> slots = new ArrayList<>();
      if (hasReceiver()) {
        slots.add(values.withoutNull(owner, 0));
      }
      slots.addAll(values.slots(executable, 0));
      return new Product(slots);
    }

    private boolean hasReceiver() {
      return executable instanceof Method && !Modifier.isStatic(executable.getModifiers());
    }

    private Expression.Call call(List<Expression> chosen) {
      boolean on = hasReceiver();
      List<Expression> arguments = on ? chosen.subList(1, chosen.size()) : chosen;
      int cost = chosen.stream().mapToInt(Expression::cost).sum();
      return new Expression.Call(executable, on ? chosen.get(0) : null, arguments, cost);
    }

    String report() {
      String owner = executable.getDeclaringClass().getSimpleName();
      String name =
          executable instanceof Constructor<?>
              ? "new " + owner
              : owner + "." + executable.getName();
      return name
          + ": "
          + attempts
          + " calls, "
          + found
          + " count"
          + (stuck > 0 ? ", " + stuck + " stuck" : "");
    }
  }
}
