package dev.hephaestus.server.validation.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One confined process and all that it starts, watched until its end.
 *
 * <p><i>Threads:</i> {@link #watch} belongs to the thread that started it; {@link #kill} may be
 * called by any.
 */
final class RunningCommand {
  private static final long WATCH_MS = 200;
  private static final long SETTLE_MS = 500;
  private static final int BY_SIGNAL = 128;
  private static final int BAD_SYSTEM_CALL = BY_SIGNAL + 31;
  private static final String BAD_SYSTEM_CALL_TEXT = "Bad system call";

  private final Process process;
  private final Command command;
  private final List<String> stop;
  private final long started = System.nanoTime();
  private final BoundedOutput output;
  private final Thread reader;
  private final DiskUse disk;
  private final NetworkAttempts network = new NetworkAttempts();
  private final Set<ProcessHandle> seen = new HashSet<>();
  private volatile boolean cancelled;
  private volatile boolean ended;

  RunningCommand(Process process, Command command, List<String> stop) {
    this.process = process;
    this.command = command;
    this.stop = stop;
    this.output = new BoundedOutput(command.limits().outputBytes());
    List<Path> written =
        command.mounts().stream().filter(Mount::writable).map(Mount::source).toList();
    this.disk = new DiskUse(written, command.limits().diskBytes());
    this.reader = Thread.ofPlatform().daemon().start(this::copy);
  }

  /** Waits for the end, or brings it about at a limit. */
  Outcome watch(EscapeCount escapes) {
    Outcome.Ending ending = ending();
    joinUninterruptibly(reader);
    int code = ending == Outcome.Ending.EXITED ? process.exitValue() : -1;
    escapes.add(Escape.LEFT_PROCESS, leftBehind());
    if (!command.network()) {
      escapes.add(Escape.NETWORK, network.count());
    }
    String text = output.text();
    if (code == BAD_SYSTEM_CALL || text.contains(BAD_SYSTEM_CALL_TEXT)) {
      escapes.add(Escape.DENIED_CALL, 1);
    }
    if (ending.isLimit()) {
      escapes.add(Escape.OVER_LIMIT, 1);
    }
    return new Outcome(ending, code, text, Duration.ofNanos(System.nanoTime() - started));
  }

  private Outcome.Ending ending() {
    Limits limits = command.limits();
    while (true) {
      try {
        if (process.waitFor(WATCH_MS, TimeUnit.MILLISECONDS)) {
          ended = true;
          return cancelled ? Outcome.Ending.KILLED : Outcome.Ending.EXITED;
        }
      } catch (InterruptedException e) {
        kill();
        return Outcome.Ending.KILLED;
      }
      if (System.nanoTime() - started > limits.time().toNanos()) {
        return stopped(Outcome.Ending.OUT_OF_TIME);
      }
      List<ProcessHandle> all = all();
      if (ResidentMemory.bytes(all) > limits.memoryBytes()) {
        return stopped(Outcome.Ending.OUT_OF_MEMORY);
      }
      if (disk.isExceeded()) {
        return stopped(Outcome.Ending.OUT_OF_DISK);
      }
      remember(all);
    }
  }

  /** The process and all that it started. */
  private List<ProcessHandle> all() {
    try (Stream<ProcessHandle> descendants = process.descendants()) {
      return Stream.concat(Stream.of(process.toHandle()), descendants).toList();
    }
  }

  private void remember(List<ProcessHandle> all) {
    if (!command.network()) {
      network.look(all.get(all.size() - 1));
    }
    seen.removeIf(handle -> !handle.isAlive());
    seen.addAll(all.subList(1, all.size()));
  }

  private Outcome.Ending stopped(Outcome.Ending ending) {
    kill();
    return ending;
  }

  /** The process namespace ends with its first process; what survives that is killed and told. */
  private long leftBehind() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLE_MS);
    for (ProcessHandle handle : seen) {
      long left = deadline - System.nanoTime();
      try {
        if (handle.isAlive() && left > 0) {
          handle.onExit().get(left, TimeUnit.NANOSECONDS);
        }
      } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
        // It is counted below.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    List<ProcessHandle> left = seen.stream().filter(ProcessHandle::isAlive).toList();
    left.forEach(ProcessHandle::destroyForcibly);
    return left.size();
  }

  /** The sandbox's first process takes its process namespace, and all that is in it, with it. */
  void kill() {
    try (Stream<ProcessHandle> all = process.descendants()) {
      all.forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
    if (!stop.isEmpty() && !ended) {
      try {
        new ProcessBuilder(stop)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
      } catch (IOException e) {
        // The engine that started it is gone, and what it ran with it.
      }
    }
  }

  /** Kills it because nobody wants the result any more. */
  void cancel() {
    cancelled = true;
    kill();
  }

  private void copy() {
    byte[] buffer = new byte[8192];
    try (InputStream in = process.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        output.write(buffer, n);
      }
    } catch (IOException e) {
      // The stream ends with the process that is being killed.
    }
  }

  /** Waits for a thread whatever happens; an interrupt is kept for later. */
  static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
