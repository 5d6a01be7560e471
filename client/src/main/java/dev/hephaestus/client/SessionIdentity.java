package dev.hephaestus.client;

import dev.hephaestus.client.spool.RandomName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which process this is, and the how-manieth start of it.
 *
 * <p>With a state directory of its own the instance stays and the epoch counts; without one, or
 * where another process holds it, the instance is random and the epoch is the time.
 */
final class SessionIdentity implements AutoCloseable {
  private static final String STATE_FILE = "hephaestus-client.properties";
  private static final String LOCK_FILE = "hephaestus-client.lock";

  private final Clock clock;
  private final String instance;
  private final @Nullable Path directory;
  private final @Nullable FileChannel lock;
  private long epoch;
  private boolean recovered;

  private SessionIdentity(
      Clock clock,
      String instance,
      long epoch,
      @Nullable Path directory,
      @Nullable FileChannel lock) {
    this.clock = clock;
    this.instance = instance;
    this.epoch = epoch;
    this.directory = directory;
    this.lock = lock;
  }

  static SessionIdentity open(Optional<Path> directory, Clock clock, OutageStatus status) {
    if (directory.isPresent()) {
      try {
        return persisted(directory.get(), clock);
      } catch (IOException | UncheckedIOException | SecurityException unusable) {
        status.info(
            "The state directory "
                + directory.get()
                + " cannot be used ("
                + unusable.getMessage()
                + "); the epoch is the start time instead");
      }
    }
    return new SessionIdentity(clock, newInstance(), clock.millis(), null, null);
  }

  /** Another process's, whose records are sent in its name. */
  static SessionIdentity recovered(String instance, long epoch, Clock clock) {
    SessionIdentity identity = new SessionIdentity(clock, instance, epoch, null, null);
    identity.recovered = true;
    return identity;
  }

  /** Whether the server may know more of it than we do. */
  boolean isRecovered() {
    return recovered;
  }

  String instance() {
    return instance;
  }

  long epoch() {
    return epoch;
  }

  /** Begins a new epoch, in which sequences start anew. */
  void renew() {
    recovered = false;
    epoch = Math.max(epoch + 1, directory == null ? clock.millis() : 0);
    if (directory != null) {
      try {
        save(directory, instance, epoch);
      } catch (IOException full) {
        epoch = Math.max(epoch, clock.millis()); // Later than any counter that the file may hold.
      }
    }
  }

  @Override
  public void close() {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException unreleased) {
      // The operating system releases it with the process.
    }
  }

  private static SessionIdentity persisted(Path directory, Clock clock) throws IOException {
    Files.createDirectories(directory);
    FileChannel lock = lock(directory);
    try {
      Properties state = read(directory.resolve(STATE_FILE));
      String instance = state.getProperty("instance", "");
      long last = number(state.getProperty("epoch", ""));
      if (instance.isEmpty() || instance.length() > 255 || last < 1) {
        instance = newInstance(); // Nothing there, or nothing to trust.
        last = 0;
      }
      save(directory, instance, last + 1);
      return new SessionIdentity(clock, instance, last + 1, directory, lock);
    } catch (IOException | RuntimeException unusable) {
      lock.close();
      throw unusable;
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        return channel;
      }
    } catch (OverlappingFileLockException inThisProcess) {
      // As if another process had it.
    }
    channel.close();
    throw new IOException("another process uses it");
  }

  private static Properties read(Path file) throws IOException {
    Properties state = new Properties();
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        state.load(in);
      } catch (IllegalArgumentException malformed) {
        state.clear();
      }
    }
    return state;
  }

  private static void save(Path directory, String instance, long epoch) throws IOException {
    Properties state = new Properties();
    state.setProperty("instance", instance);
    state.setProperty("epoch", Long.toString(epoch));
    Path temporary = directory.resolve(STATE_FILE + ".new");
    try (OutputStream out = Files.newOutputStream(temporary)) {
      state.store(out, "Written by the Hephaestus client at each start");
    }
    try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    Files.move(temporary, directory.resolve(STATE_FILE), StandardCopyOption.REPLACE_EXISTING);
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private static String newInstance() {
    return RandomName.next();
  }
}
