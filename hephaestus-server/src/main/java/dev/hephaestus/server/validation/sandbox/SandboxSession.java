package dev.hephaestus.server.validation.sandbox;

import dev.hephaestus.server.validation.ValidationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs commands in a sandbox and ends them: at their limits, and all of them when it is closed.
 *
 * <p><i>Threads:</i> {@link #run} belongs to one thread at a time and gives up when that thread is
 * interrupted; {@link #close} may be called by any.
 *
 * <p><i>Errors:</i> {@link ValidationException} when a command cannot be started at all.
 */
public final class SandboxSession implements AutoCloseable {
  private static final int FIRST_UID =
      61_184; // of the range that systemd gives to passing services
  private static final int UIDS = 4_000;
  private static final long WATCH_MS = 200;

  private final Sandbox sandbox;
  private final Path folder;
  private final int uid;
  private final boolean root;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * A session with its own user.
   *
   * @param sandbox how to confine
   * @param folder an existing folder of this session alone
   */
  public SandboxSession(Sandbox sandbox, Path folder) {
    this.sandbox = sandbox;
    this.folder = folder;
    this.uid = FIRST_UID + Math.floorMod(folder.toString().hashCode(), UIDS);
    this.root = User.isRoot();
  }

  /** Another session of the same user, to be closed by itself. */
  public SandboxSession beside() {
    return new SandboxSession(sandbox, folder);
  }

  /** The name of the sandbox, for people. */
  public String sandboxName() {
    return sandbox.name();
  }

  /** Lets the sandbox write below a folder, where it does not run as the owner anyway. */
  public void handOver(Path tree) {
    if (!root) {
      return;
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
      }
    } catch (IOException e) {
      throw new ValidationException("The work tree " + tree + " cannot be handed over: " + e, e);
    }
  }

  /** Whether a command will be able to read a file or folder that it is shown. */
  public boolean canRead(Path path) {
    return root ? Privileges.isReadable(path) : Files.isReadable(path);
  }

  /** Runs a command to its end. */
  public Outcome run(Command command) {
    CompletableFuture<Outcome> result = new CompletableFuture<>();
    // A sandbox dies with the thread that started it, so that thread does nothing else.
    Thread runner =
        Thread.ofPlatform()
            .daemon()
            .name("sandbox")
            .start(
                () -> {
                  try {
                    result.complete(start(command));
                  } catch (IOException | RuntimeException e) {
                    result.completeExceptionally(e);
                  }
                });
    try {
      return result.get();
    } catch (InterruptedException e) {
      killAll();
      joinUninterruptibly(runner);
      Thread.currentThread().interrupt();
      return new Outcome(Outcome.Ending.KILLED, -1, "", Duration.ZERO);
    } catch (ExecutionException e) {
      throw new ValidationException(
          "The sandbox cannot run " + command.arguments().get(0) + ": " + e.getCause(), e);
    }
  }

  private Outcome start(Command command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(sandbox.wrap(command, uid, folder));
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    long started = System.nanoTime();
    Process process = builder.start();
    running.add(process);
    try {
      if (closed) {
        kill(process);
      }
      BoundedOutput output = new BoundedOutput(command.limits().outputBytes());
      Thread reader = Thread.ofPlatform().daemon().start(() -> copy(process, output));
      Outcome.Ending ending = watch(process, command.limits(), started);
      joinUninterruptibly(reader);
      int code = ending == Outcome.Ending.EXITED ? process.exitValue() : -1;
      Duration elapsed = Duration.ofNanos(System.nanoTime() - started);
      return new Outcome(ending, code, output.text(), elapsed);
    } finally {
      running.remove(process);
      kill(process);
    }
  }

  private Outcome.Ending watch(Process process, Limits limits, long started) {
    while (true) {
      try {
        if (process.waitFor(WATCH_MS, TimeUnit.MILLISECONDS)) {
          return closed ? Outcome.Ending.KILLED : Outcome.Ending.EXITED;
        }
      } catch (InterruptedException e) {
        kill(process);
        return Outcome.Ending.KILLED;
      }
      if (System.nanoTime() - started > limits.time().toNanos()) {
        kill(process);
        return Outcome.Ending.OUT_OF_TIME;
      }
      if (ResidentMemory.bytes(process.toHandle()) > limits.memoryBytes()) {
        kill(process);
        return Outcome.Ending.OUT_OF_MEMORY;
      }
    }
  }

  private static void copy(Process process, BoundedOutput output) {
    byte[] buffer = new byte[8192];
    try (InputStream in = process.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        output.write(buffer, n);
      }
    } catch (IOException e) {
      // The stream ends with the process that is being killed.
    }
  }

  /** The sandbox's first process takes its process namespace, and all that is in it, with it. */
  private static void kill(Process process) {
    try (Stream<ProcessHandle> all = process.descendants()) {
      all.forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
  }

  private void killAll() {
    running.forEach(SandboxSession::kill);
  }

  private static void joinUninterruptibly(Thread thread) {
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

  @Override
  public void close() {
    closed = true;
    killAll();
  }
}
