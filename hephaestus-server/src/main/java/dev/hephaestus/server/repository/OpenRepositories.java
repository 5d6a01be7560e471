package dev.hephaestus.server.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Opens each repository once, and keeps mirrors of those that are elsewhere, up to an amount of
 * disk.
 */
final class OpenRepositories implements AutoCloseable {

  /**
   * An open repository.
   *
   * @param name where it is, without any password or token
   * @param mirror what it is fetched by; empty when it is read in place
   */
  record Opened(String name, Repository git, Optional<Mirror> mirror) {}

  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");
  private static final Pattern SCP_LIKE = Pattern.compile("(?:[^/:@]+@)?[^/:]{2,}:(?!//).+");

  private final Path cacheDirectory;
  private final MirrorDisk disk;
  private final MirrorSettings settings;
  private final Clock clock;
  private final Consumer<Path> forgotten;
  private final Map<String, Opened> opened = new ConcurrentHashMap<>();

  /**
   * Nothing is open yet.
   *
   * @param forgotten told of each Git directory that is not there any more
   */
  OpenRepositories(
      Path cacheDirectory, MirrorSettings settings, Clock clock, Consumer<Path> forgotten) {
    this.cacheDirectory = cacheDirectory.toAbsolutePath();
    this.disk = new MirrorDisk(this.cacheDirectory, settings.cacheBytes());
    this.settings = settings;
    this.clock = clock;
    this.forgotten = forgotten;
    QuietSystemReader.install(this.cacheDirectory);
  }

  Opened open(String location) {
    Opened known = opened.get(location);
    if (known != null && !Files.isDirectory(known.git().getDirectory().toPath())) {
      forget(known);
    }
    Opened repository = opened.computeIfAbsent(location, this::openNew);
    repository.mirror().ifPresent(mirror -> mirror.folder().used(clock.instant()));
    return repository;
  }

  /** The locations that are open. */
  List<String> locations() {
    return List.copyOf(opened.keySet());
  }

  /** Closes a repository and removes all that was kept of it; what was opened from it fails. */
  void forget(Opened repository) {
    opened.values().removeIf(each -> each.equals(repository));
    repository.git().close();
    repository.mirror().ifPresent(mirror -> MirrorDisk.remove(mirror.folder().path()));
    forgotten.accept(repository.git().getDirectory().toPath());
  }

  /** Removes the mirror of a location, whoever made it; one that is here itself stays. */
  void forgetMirror(String location) {
    if (!isRemote(location)) {
      return;
    }
    Opened known = opened.get(location);
    if (known != null) {
      forget(known);
    } else {
      MirrorDisk.remove(cacheDirectory.resolve(Remote.of(location).folderName()));
    }
  }

  /** Removes mirrors that were not used for longest, but this, while all take too much. */
  void trimBeside(Path used) {
    for (Path folder : disk.tooMuch(clock.instant(), used)) {
      Optional<Opened> open =
          opened.values().stream()
              .filter(each -> each.git().getDirectory().toPath().equals(folder))
              .findFirst();
      open.ifPresentOrElse(this::forget, () -> MirrorDisk.remove(folder));
    }
  }

  private Opened openNew(String location) {
    if (isRemote(location)) {
      Remote remote = Remote.of(location);
      Path folder = cacheDirectory.resolve(remote.folderName());
      Mirror mirror = Mirror.open(folder, remote, settings, clock);
      return new Opened(remote.name(), mirror.git(), Optional.of(mirror));
    }
    return local(location);
  }

  /** Whether this is a URL, and not a path. */
  static boolean isRemote(String location) {
    return URL.matcher(location).matches() || isScpLike(location);
  }

  private static boolean isScpLike(String location) {
    try {
      return SCP_LIKE.matcher(location).matches() && !Files.exists(Path.of(location));
    } catch (InvalidPathException e) {
      return true;
    }
  }

  private static Opened local(String location) {
    Path folder;
    try {
      folder = Path.of(location).toAbsolutePath().normalize();
    } catch (InvalidPathException repeatsIt) {
      throw new RepositoryException(
          "not a path or URL of a repository: " + RepositoryLocation.of(location).forPeople());
    }
    if (!Files.isDirectory(folder)) {
      throw new RepositoryException(
          "there is no folder " + folder + "; give the path or URL of a Git repository");
    }
    try {
      FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
      if (Files.isRegularFile(folder.resolve("HEAD"))
          && Files.isDirectory(folder.resolve("objects"))) {
        builder.setGitDir(folder.toFile()).setBare();
      } else {
        builder.findGitDir(folder.toFile());
      }
      if (builder.getGitDir() == null) {
        throw notGit(folder, null);
      }
      return new Opened(folder.toString(), builder.build(), Optional.empty());
    } catch (RepositoryNotFoundException e) {
      throw notGit(folder, e);
    } catch (IOException | IllegalArgumentException e) {
      throw new RepositoryException(
          "repository " + folder + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private static RepositoryException notGit(Path folder, @Nullable Exception cause) {
    String message =
        folder + " is not a Git repository; run git init and commit there, or give another path";
    return cause == null
        ? new RepositoryException(message)
        : new RepositoryException(message, cause);
  }

  @Override
  public void close() {
    opened.values().forEach(each -> each.git().close());
    opened.clear();
  }
}
