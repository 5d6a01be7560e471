package dev.hephaestus.server.repository;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.TrackingRefUpdate;
import org.eclipse.jgit.transport.Transport;

/** A conversation with a remote, with the login for it. */
final class Conversation implements AutoCloseable {
  /** More is no repository of sources, but would be kept in memory at once. */
  private static final int MAX_REFS = 200_000;

  private final Remote remote;
  private final MirrorRepository git;
  private final Transport transport;
  private final RemoteTransports access;

  private Conversation(
      Remote remote, MirrorRepository git, Transport transport, RemoteTransports access) {
    this.remote = remote;
    this.git = git;
    this.transport = transport;
    this.access = access;
  }

  /** Finds the login; nothing is sent yet. */
  static Conversation with(Remote remote, MirrorRepository git, MirrorSettings settings)
      throws IOException {
    RemoteTransports access =
        RemoteTransports.to(remote, settings.access(), git.getDirectory().toPath());
    Transport transport = access.open(git, settings.timeout());
    transport.setRemoveDeletedRefs(true);
    transport.setTagOpt(TagOpt.NO_TAGS);
    transport.setCheckFetchedObjects(true);
    return new Conversation(remote, git, transport, access);
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
    return FetchFaults.sort(fault, access.lastStatus(), remote);
  }

  @Override
  public void close() {
    git.beforePack(() -> {});
    transport.close();
    access.close();
  }
}
