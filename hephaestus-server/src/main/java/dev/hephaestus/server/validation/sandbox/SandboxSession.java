package dev.hephaestus.server.validation.sandbox;

import dev.hephaestus.server.validation.ValidationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * Runs commands in a sandbox and ends them: at their limits, and all of them when it is closed.
 *
 * <p><i>Shape:</i> after each command the folders that it could write are swept, so that the host
 * may read them; a mount that leads through a link in such a folder is refused.
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

  private final Sandbox sandbox;
  private final Path folder;
  private final int uid;
  private final boolean root;
  private final EscapeCount escapes;
  private final Set<Path> written;
  private final Set<RunningCommand> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * A session with its own user, which tells nobody of escapes.
   *
   * @param sandbox how to confine
   * @param folder an existing folder of this session alone
   */
  public SandboxSession(Sandbox sandbox, Path folder) {
    this(sandbox, folder, EscapeListener.NONE);
  }

  /**
   * A session with its own user.
   *
   * @param sandbox how to confine
   * @param folder an existing folder of this session alone
   * @param listener told of what is tried and refused
   */
  public SandboxSession(Sandbox sandbox, Path folder, EscapeListener listener) {
    this.sandbox = sandbox;
    this.folder = folder;
    this.uid = FIRST_UID + Math.floorMod(folder.toString().hashCode(), UIDS);
    this.root = User.isRoot();
    this.escapes = new EscapeCount(listener);
    this.written = ConcurrentHashMap.newKeySet();
  }

  private SandboxSession(SandboxSession other) {
    this.sandbox = other.sandbox;
    this.folder = other.folder;
    this.uid = other.uid;
    this.root = other.root;
    this.escapes = other.escapes;
    this.written = other.written;
  }

  /** Another session of the same user, with the same count of escapes, to be closed by itself. */
  public SandboxSession beside() {
    return new SandboxSession(this);
  }

  /** The name of the sandbox, for people. */
  public String sandboxName() {
    return sandbox.name();
  }

  /** Whether anything can be run at all. */
  public boolean canRun() {
    return sandbox.confines();
  }

  /** What was tried and refused so far, and how often. */
  public Map<Escape, Long> escapes() {
    return escapes.counts();
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
    if (!canRun() || hasForgedMount(command)) {
      return new Outcome(Outcome.Ending.REFUSED, -1, "", Duration.ZERO);
    }
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
      RunningCommand.joinUninterruptibly(runner);
      Thread.currentThread().interrupt();
      return new Outcome(Outcome.Ending.KILLED, -1, "", Duration.ZERO);
    } catch (ExecutionException e) {
      throw new ValidationException(
          "The sandbox cannot run " + command.arguments().get(0) + ": " + e.getCause(), e);
    }
  }

  private Outcome start(Command command) throws IOException {
    command.mounts().stream()
        .filter(Mount::writable)
        .forEach(mount -> written.add(mount.source().normalize()));
    ProcessBuilder builder = new ProcessBuilder(sandbox.wrap(command, uid, folder));
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    RunningCommand process =
        new RunningCommand(builder.start(), command, sandbox.stop(command, folder));
    running.add(process);
    try {
      if (closed) {
        process.cancel();
      }
      return process.watch(escapes);
    } finally {
      running.remove(process);
      process.kill();
      sweep(command);
    }
  }

  /**
   * A build may have put a link where a later command is to be shown one of its folders; the
   * sandbox would follow it on the host.
   */
  private boolean hasForgedMount(Command command) {
    for (Mount mount : command.mounts()) {
      Path source = mount.source().normalize();
      if (written.stream().anyMatch(source::startsWith) && leadsElsewhere(source)) {
        escapes.add(Escape.FORGED_MOUNT, 1);
        return true;
      }
    }
    return false;
  }

  private boolean leadsElsewhere(Path source) {
    try {
      Path real = source.toRealPath();
      for (Path tree : written) {
        if (source.startsWith(tree)) {
          return !real.equals(tree.toRealPath().resolve(tree.relativize(source)).normalize());
        }
      }
      return false;
    } catch (IOException e) {
      return false; // it is not there, and then the sandbox says so
    }
  }

  private void sweep(Command command) throws IOException {
    for (Mount mount : command.mounts()) {
      if (mount.writable()) {
        TreeSweep.of(mount.source(), escapes);
      }
    }
  }

  private void killAll() {
    running.forEach(RunningCommand::cancel);
  }

  @Override
  public void close() {
    closed = true;
    killAll();
  }
}
