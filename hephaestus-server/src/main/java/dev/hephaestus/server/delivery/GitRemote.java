package dev.hephaestus.server.delivery;

import dev.hephaestus.server.repository.RemoteTransports;
import dev.hephaestus.server.repository.RepositoryAccess;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FileUtils;

/**
 * A Git remote seen from an empty repository of our own, which lives as long as one delivery: a
 * delivery that was killed leaves no lock behind that would stop the next, and nothing is kept of a
 * repository whose access is taken away.
 *
 * <p>Only the tips that are asked for are fetched, without their history.
 */
final class GitRemote implements AutoCloseable {
  private static final Duration KEPT = Duration.ofDays(1);

  private final Repository repository;
  private final RemoteTransports transports;
  private final String name;
  private final Duration timeout;

  private GitRemote(
      Repository repository, RemoteTransports transports, String name, Duration timeout) {
    this.repository = repository;
    this.transports = transports;
    this.name = name;
    this.timeout = timeout;
  }

  static GitRemote open(
      RepositoryLocation location, Path folder, RepositoryAccess access, Duration timeout)
      throws IOException {
    Optional<Path> local = local(location);
    String url = local.map(path -> path.toUri().toString()).orElse(location.location());
    Files.createDirectories(folder);
    Path own = Files.createTempDirectory(folder, "delivery-");
    try {
      sweep(folder, own);
      RemoteTransports transports = RemoteTransports.to(url, access, own);
      Repository repository = new FileRepositoryBuilder().setGitDir(own.toFile()).setBare().build();
      repository.create(true);
      tidyNever(repository);
      String name = local.map(Path::toString).orElseGet(transports::name);
      return new GitRemote(repository, transports, name, timeout);
    } catch (IOException | RuntimeException e) {
      delete(own.toFile());
      throw e;
    }
  }

  Repository repository() {
    return repository;
  }

  /** The location as it may be shown: without a user and a password. */
  String name() {
    return name;
  }

  /** The message of a fault without the secret, should a server have repeated it. */
  String withoutSecrets(String text) {
    return transports.withoutSecrets(text);
  }

  /** What the remote's refs point at, by full name, {@code HEAD} among them. */
  Map<String, Ref> refs() throws IOException {
    try (Transport transport = transport();
        FetchConnection connection = transport.openFetch()) {
      return Map.copyOf(connection.getRefsMap());
    }
  }

  /** Fetches so many commits from the end of a ref. */
  ObjectId fetch(Ref ref, int depth) throws IOException {
    String local = "refs/fetched/" + ref.getObjectId().name();
    try (Transport transport = transport()) {
      transport.setDepth(depth);
      transport.fetch(
          NullProgressMonitor.INSTANCE, List.of(new RefSpec("+" + ref.getName() + ":" + local)));
    }
    ObjectId fetched = repository.resolve(local);
    if (fetched == null) {
      throw new TransportException(name + " did not send " + ref.getName());
    }
    return fetched;
  }

  /** Creates a branch that is not there yet; empty when the remote took it, or its answer. */
  Optional<Refused> create(String branch, ObjectId commit) throws IOException {
    RemoteRefUpdate update =
        new RemoteRefUpdate(
            repository,
            null,
            commit,
            Constants.R_HEADS + branch,
            /* forceUpdate= */ false,
            null,
            ObjectId.zeroId());
    List<RemoteRefUpdate> updates = new ArrayList<>(List.of(update));
    try (Transport transport = transport()) {
      transport.push(NullProgressMonitor.INSTANCE, updates);
    }
    return switch (update.getStatus()) {
      case OK, UP_TO_DATE -> Optional.empty();
      case NOT_ATTEMPTED, AWAITING_REPORT -> Optional.of(new Refused("no answer", true));
      default ->
          Optional.of(
              new Refused(
                  update.getMessage() == null
                      ? update.getStatus().name()
                      : withoutSecrets(update.getMessage()),
                  false));
    };
  }

  @Override
  public void close() {
    transports.close();
    repository.close();
    delete(repository.getDirectory());
  }

  private Transport transport() throws IOException {
    Transport transport = transports.open(repository, timeout);
    transport.setPushThin(true);
    return transport;
  }

  /** The folder of a repository on this machine; empty for one that is elsewhere. */
  private static Optional<Path> local(RepositoryLocation location) {
    URIish uri;
    try {
      uri = new URIish(location.location());
    } catch (URISyntaxException e) {
      throw new DeliveryException("this is no location of a Git repository", false);
    }
    if (uri.getScheme() != null || uri.getHost() != null) {
      return Optional.empty();
    }
    File path = new File(location.location()).getAbsoluteFile();
    if (!path.exists()) {
      throw new DeliveryException("there is no repository at " + location.forPeople(), false);
    }
    return Optional.of(path.toPath());
  }

  /** JGit would tidy up behind our back, in a folder that is about to go. */
  private static void tidyNever(Repository repository) throws IOException {
    StoredConfig config = repository.getConfig();
    config.setInt("gc", null, "auto", 0);
    config.setInt("gc", null, "autoPackLimit", 0);
    config.setBoolean("gc", null, "autoDetach", false);
    config.save();
  }

  /** Removes what killed deliveries left, a day later: younger ones may still be at work. */
  private static void sweep(Path folder, Path own) throws IOException {
    FileTime now = Files.getLastModifiedTime(own);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "delivery-*")) {
      for (Path path : left) {
        if (Files.exists(path)
            && Files.getLastModifiedTime(path).toMillis() < now.toMillis() - KEPT.toMillis()) {
          delete(path.toFile());
        }
      }
    }
  }

  private static void delete(File folder) {
    try {
      FileUtils.delete(
          folder, FileUtils.RECURSIVE | FileUtils.SKIP_MISSING | FileUtils.IGNORE_ERRORS);
    } catch (IOException e) {
      // What stays is swept away when it is a day old.
    }
  }

  /**
   * A remote's refusal.
   *
   * @param reason in its words
   * @param retryable whether it may say otherwise later
   */
  record Refused(String reason, boolean retryable) {}
}
