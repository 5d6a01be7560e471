package dev.hephaestus.server.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Finds the submodules of a commit, each in the repository it comes from.
 *
 * <p><i>Errors:</i> none: a submodule that cannot be had is one that is left out.
 */
final class Submodules {
  private static final int DEEPEST = 3;
  private static final int MOST = 50;

  private final OpenRepositories repositories;
  private final SubmodulePlaces places;
  private final boolean followed;

  Submodules(OpenRepositories repositories, MirrorSettings settings) {
    this.repositories = repositories;
    this.places = new SubmodulePlaces(settings.submoduleHosts());
    this.followed = settings.submodules();
  }

  /** The commit with its submodules. */
  WholeCommit whole(OpenRepositories.Opened opened, RevCommit commit) throws IOException {
    if (!followed) {
      return WholeCommit.alone(opened.git(), commit);
    }
    Search search = new Search();
    search.follow("", opened, commit, List.of());
    return new WholeCommit(opened.git(), commit, search.parts, search.notFollowed);
  }

  private final class Search {
    final List<WholeCommit.Part> parts = new ArrayList<>();
    final Map<String, String> notFollowed = new HashMap<>();

    void follow(
        String prefix, OpenRepositories.Opened parent, RevCommit commit, List<Path> ancestors)
        throws IOException {
      List<Path> above = new ArrayList<>(ancestors);
      above.add(parent.git().getDirectory().toPath());
      List<GitModules.Entry> entries;
      try (ObjectReader reader = parent.git().newObjectReader()) {
        entries = GitModules.of(reader, commit.getTree());
      }
      for (GitModules.Entry entry : entries) {
        String path = prefix + entry.path();
        try {
          follow(path, parent, entry, above);
        } catch (SubmodulePlaces.RefusedException | RepositoryException e) {
          notFollowed.put(path, String.valueOf(e.getMessage()));
        } catch (IOException e) {
          notFollowed.put(path, "submodule: it cannot be read: " + e.getMessage());
        }
      }
    }

    private void follow(
        String path, OpenRepositories.Opened parent, GitModules.Entry entry, List<Path> above)
        throws IOException, SubmodulePlaces.RefusedException {
      if (above.size() > DEEPEST) {
        throw new SubmodulePlaces.RefusedException(
            "submodule: more than " + DEEPEST + " repositories deep");
      }
      if (parts.size() >= MOST) {
        throw new SubmodulePlaces.RefusedException("submodule: more than " + MOST + " before it");
      }
      OpenRepositories.Opened opened = open(parent, entry);
      if (above.contains(opened.git().getDirectory().toPath())) {
        throw new SubmodulePlaces.RefusedException("submodule: it is in itself");
      }
      RevCommit commit = commit(opened, entry.commit());
      parts.add(new WholeCommit.Part(path, opened.git(), commit));
      follow(path + "/", opened, commit, above);
    }
  }

  private OpenRepositories.Opened open(OpenRepositories.Opened parent, GitModules.Entry entry)
      throws SubmodulePlaces.RefusedException {
    Optional<Mirror> mirror = parent.mirror();
    if (mirror.isPresent()) {
      return repositories.open(places.of(mirror.get().remote(), entry.url()));
    }
    Repository git = parent.git();
    // Where git clone puts it, when the folder was cloned with its submodules.
    Path modules = git.getDirectory().toPath().resolve("modules");
    Path cloned = modules.resolve(entry.name()).normalize();
    if (cloned.startsWith(modules) && !cloned.equals(modules) && Files.isDirectory(cloned)) {
      return repositories.open(cloned.toString());
    }
    Path folder = git.isBare() ? git.getDirectory().toPath() : git.getWorkTree().toPath();
    return repositories.open(places.of(folder, entry.url()));
  }

  private RevCommit commit(OpenRepositories.Opened opened, ObjectId id)
      throws IOException, SubmodulePlaces.RefusedException {
    Revision wanted = new Revision(id.name());
    if (!wanted.isIn(opened.git()) && opened.mirror().isPresent()) {
      Mirror mirror = opened.mirror().get();
      Fetched fetched = mirror.update();
      if (fetched instanceof Fetched.Done && !wanted.isIn(opened.git())) {
        fetched = mirror.seek(wanted);
      }
      if (fetched instanceof Fetched.Lost lost) {
        repositories.forget(opened);
        throw new SubmodulePlaces.RefusedException("submodule: " + lost.reason());
      }
      if (fetched instanceof Fetched.Failed failed && !wanted.isIn(opened.git())) {
        throw new SubmodulePlaces.RefusedException("submodule: " + failed.reason());
      }
    }
    if (!wanted.isIn(opened.git())) {
      throw new SubmodulePlaces.RefusedException(
          "submodule: its repository has no commit " + id.abbreviate(12).name());
    }
    try (RevWalk walk = new RevWalk(opened.git())) {
      return walk.parseCommit(id);
    }
  }
}
