package dev.hephaestus.server.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** A bare copy of a remote repository, brought up to date by fetching what is new. */
final class Mirror {

  private static final int TIMEOUT_SECONDS = 60;
  private static final List<RefSpec> BRANCHES_AND_TAGS =
      List.of(new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*"));

  private Mirror() {}

  /** The mirror in the folder, which is created and stays empty until the first fetch. */
  static Repository open(Path folder, URIish remote, String name) {
    try {
      Files.createDirectories(folder.getParent());
      Repository git = new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
      if (!git.getObjectDatabase().exists()) {
        git.create(true);
      }
      return git;
    } catch (IOException e) {
      throw new RepositoryException(
          "repository "
              + name
              + " cannot be mirrored into "
              + folder
              + "; check that the cache directory can be written: "
              + e.getMessage(),
          e);
    }
  }

  static void fetch(Repository git, URIish remote, String name) {
    try (Transport transport = Transport.open(git, remote)) {
      transport.setTimeout(TIMEOUT_SECONDS);
      transport.setRemoveDeletedRefs(true);
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.setCheckFetchedObjects(true);
      FetchResult result = transport.fetch(NullProgressMonitor.INSTANCE, BRANCHES_AND_TAGS);
      followHead(git, result);
    } catch (NotSupportedException | TransportException e) {
      throw new RepositoryException(
          "repository "
              + name
              + " cannot be reached; check the URL and the access: "
              + reason(e, remote, name),
          e);
    } catch (IOException e) {
      throw new RepositoryException(
          "repository "
              + name
              + " cannot be mirrored into "
              + git.getDirectory()
              + ": "
              + reason(e, remote, name),
          e);
    }
  }

  /** The remote's default branch becomes the mirror's. */
  private static void followHead(Repository git, FetchResult result) throws IOException {
    Ref head = result.getAdvertisedRef(Constants.HEAD);
    if (head == null) {
      return;
    }
    String branch = head.isSymbolic() ? head.getTarget().getName() : sameCommit(git, head);
    if (!branch.isEmpty()) {
      RefUpdate update = git.updateRef(Constants.HEAD);
      update.disableRefLog();
      update.link(branch);
    }
  }

  /** Old servers say which commit their head is, and not which branch. */
  private static String sameCommit(Repository git, Ref head) throws IOException {
    for (String usual : List.of("refs/heads/main", "refs/heads/master")) {
      Ref branch = git.exactRef(usual);
      if (branch != null && branch.getObjectId().equals(head.getObjectId())) {
        return usual;
      }
    }
    return git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
        .filter(ref -> ref.getObjectId().equals(head.getObjectId()))
        .map(Ref::getName)
        .findFirst()
        .orElse("");
  }

  /** JGit's words, which repeat the location as it was given, and servers' words. */
  private static String reason(Exception e, URIish remote, String name) {
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    String message =
        last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
    String line = message.lines().findFirst().orElse("");
    return line.replace(remote.toString(), name).replaceAll("://[^/\\s]*@", "://");
  }
}
