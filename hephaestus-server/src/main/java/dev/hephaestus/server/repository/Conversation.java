package dev.hephaestus.server.repository;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.jspecify.annotations.Nullable;

/** A conversation with a remote, with the login for it. */
final class Conversation implements AutoCloseable {
  /** More is no repository of sources, but would be kept in memory at once. */
  private static final int MAX_REFS = 200_000;

  private final Remote remote;
  private final MirrorRepository git;
  private final Transport transport;
  private final RemoteHttp http;
  private final @Nullable SshKeySessions ssh;

  private Conversation(
      Remote remote,
      MirrorRepository git,
      Transport transport,
      RemoteHttp http,
      @Nullable SshKeySessions ssh) {
    this.remote = remote;
    this.git = git;
    this.transport = transport;
    this.http = http;
    this.ssh = ssh;
  }

  /** Finds the login; nothing is sent yet. */
  static Conversation with(Remote remote, MirrorRepository git, MirrorSettings settings)
      throws IOException {
    Optional<RepositoryLogin> login =
        remote.given().or(() -> settings.access().login(remote.uri().toString()));
    RemoteHttp http = new RemoteHttp(remote.uri(), login);
    Transport transport = Transport.open(git, remote.uri());
    transport.setTimeout((int) Math.max(1, settings.timeout().toSeconds()));
    transport.setCredentialsProvider(null);
    transport.setRemoveDeletedRefs(true);
    transport.setTagOpt(TagOpt.NO_TAGS);
    transport.setCheckFetchedObjects(true);
    if (transport instanceof TransportHttp overHttp) {
      overHttp.setHttpConnectionFactory(http);
    }
    SshKeySessions ssh = null;
    if (transport instanceof SshTransport overSsh) {
      ssh = new SshKeySessions(key(login), git.getDirectory().toPath().resolve("no-ssh"));
      overSsh.setSshSessionFactory(ssh);
    }
    return new Conversation(remote, git, transport, http, ssh);
  }

  private static RepositoryLogin.SshKey key(Optional<RepositoryLogin> login) {
    return login
        .filter(RepositoryLogin.SshKey.class::isInstance)
        .map(RepositoryLogin.SshKey.class::cast)
        .orElseThrow(
            () ->
                new RepositoryException(
                    "there is no SSH key for this host; add one to repository.access"
                        + " with keyFile and knownHostsFile"));
  }

  /** What the remote's refs point at, of those that the specs take, and its head. */
  Map<String, Ref> refs(Collection<RefSpec> specs) throws IOException {
    try (FetchConnection connection = transport.openFetch(specs, "HEAD")) {
      Map<String, Ref> refs = connection.getRefsMap();
      if (refs.size() > MAX_REFS) {
        throw new TransportException("it has more than " + MAX_REFS + " branches and tags");
      }
      return refs;
    }
  }

  /**
   * Fetches what the specs take.
   *
   * @param depth how many commits of each; 0 for all that are not here
   */
  void fetch(List<RefSpec> specs, int depth) throws IOException {
    if (depth > 0) {
      transport.setDepth(depth);
      // With a depth still set JGit takes every fetch that it checks for an incomplete one.
      git.beforePack(() -> transport.setDepth(null));
    }
    FetchResult result = transport.fetch(NullProgressMonitor.INSTANCE, specs);
    for (TrackingRefUpdate update : result.getTrackingRefUpdates()) {
      if (FAULTS.contains(update.getResult())) {
        throw new IOException(update.getLocalName() + " cannot be written: " + update.getResult());
      }
    }
  }

  private static final List<RefUpdate.Result> FAULTS =
      List.of(
          RefUpdate.Result.LOCK_FAILURE,
          RefUpdate.Result.IO_FAILURE,
          RefUpdate.Result.REJECTED_MISSING_OBJECT,
          RefUpdate.Result.REJECTED_OTHER_REASON);

  /** What a fault of this conversation means. */
  Fetched sorted(IOException fault) {
    return FetchFaults.sort(fault, http.lastStatus(), remote);
  }

  @Override
  public void close() {
    git.beforePack(() -> {});
    transport.close();
    if (ssh != null) {
      ssh.close();
    }
  }
}
