package dev.hephaestus.server.repository;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** Opens each repository once, and keeps mirrors of those that are elsewhere. */
final class OpenRepositories implements AutoCloseable {

  /**
   * An open repository.
   *
   * @param name where it is, without any password or token
   * @param remote where it is mirrored from, or null when it is read in place
   */
  record Opened(String name, Repository git, @Nullable URIish remote) {

    boolean mirrored() {
      return remote != null;
    }
  }

  private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");
  private static final Pattern SCP_LIKE = Pattern.compile("(?:[^/:@]+@)?[^/:]{2,}:(?!//).+");
  private static final Set<String> SCHEMES = Set.of("https", "http", "ssh", "git", "file");

  private final Path cacheDirectory;
  private final Map<String, Opened> opened = new ConcurrentHashMap<>();

  OpenRepositories(Path cacheDirectory) {
    this.cacheDirectory = cacheDirectory.toAbsolutePath();
    QuietSystemReader.install(this.cacheDirectory);
  }

  Opened open(String location) {
    return opened.computeIfAbsent(location, this::openNew);
  }

  void fetch(Opened repository) {
    URIish remote = repository.remote();
    if (remote != null) {
      synchronized (repository) {
        Mirror.fetch(repository.git(), remote, repository.name());
      }
    }
  }

  private Opened openNew(String location) {
    if (URL.matcher(location).matches() || isScpLike(location)) {
      return mirror(location);
    }
    return local(location);
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
      throw notALocation(location);
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
      return new Opened(folder.toString(), builder.build(), null);
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

  private static RepositoryException notALocation(String location) {
    return new RepositoryException(
        "not a path or URL of a repository: " + RepositoryLocation.of(location).forPeople());
  }

  private Opened mirror(String location) {
    URIish remote;
    try {
      remote = new URIish(location);
    } catch (URISyntaxException repeatsIt) {
      throw notALocation(location);
    }
    String scheme =
        remote.getScheme() == null ? "ssh" : remote.getScheme().toLowerCase(Locale.ROOT);
    boolean http = scheme.startsWith("http");
    String address = (http ? remote.setPass(null).setUser(null) : remote.setPass(null)).toString();
    String name = RepositoryLocation.of(location).forPeople();
    if (!SCHEMES.contains(scheme)) {
      throw new RepositoryException(
          "repository " + name + " has a scheme that is not one of https, http, ssh, git and file");
    }
    Path folder = cacheDirectory.resolve(folderName(remote, address));
    return new Opened(name, Mirror.open(folder, remote, name), remote);
  }

  /** The hash tells repositories apart; the name in front is for people. */
  private static String folderName(URIish remote, String address) {
    String readable;
    try {
      readable = remote.getHumanishName();
    } catch (IllegalArgumentException nameless) {
      readable = "repository";
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
      String prefix = readable.replaceAll("[^A-Za-z0-9_-]", "_");
      return prefix.substring(0, Math.min(40, prefix.length()))
          + "-"
          + HexFormat.of().formatHex(hash, 0, 8)
          + ".git";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() {
    opened.values().forEach(each -> each.git().close());
    opened.clear();
  }
}
