package dev.hephaestus.server.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** A real repository on disk, for tests; commits are made without a work tree. */
public final class TestRepository implements AutoCloseable {
  private static final PersonIdent DEVELOPER =
      new PersonIdent(
          "Dev", "dev@shop.example", Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);

  private final Path path;
  private final Repository repository;

  private TestRepository(Path path, Callable<Repository> opened, boolean bare) {
    this.path = path;
    try {
      this.repository = opened.call();
      repository.create(bare);
      repository.updateRef(Constants.HEAD).link("refs/heads/main");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  public static TestRepository bare(Path path) {
    return new TestRepository(path, () -> new FileRepository(path.toFile()), true);
  }

  public static TestRepository withWorkTree(Path path) {
    return new TestRepository(path, () -> new FileRepository(path.resolve(".git").toFile()), false);
  }

  /** Nowhere on disk, for tests that need many. */
  public static TestRepository inMemory() {
    return new TestRepository(
        Path.of("memory"),
        () -> new InMemoryRepository(new DfsRepositoryDescription("test")),
        true);
  }

  public Path path() {
    return path;
  }

  public Repository repository() {
    return repository;
  }

  public RevCommit commit(String message, String file, String text) {
    return commit(message, file, text.getBytes(StandardCharsets.UTF_8), false);
  }

  public RevCommit commit(String message, String file, byte[] content, boolean executable) {
    FileMode mode = executable ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
    return commit("main", message, file, content, mode);
  }

  /** A commit of somebody on main. */
  public RevCommit commitBy(String name, String address, String file, String text) {
    PersonIdent author =
        new PersonIdent(name, address, Instant.parse("2026-01-02T00:00:00Z"), ZoneOffset.UTC);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return commit("main", author, "change " + file, file, content, FileMode.REGULAR_FILE);
  }

  public RevCommit symlink(String file, String target) {
    byte[] content = target.getBytes(StandardCharsets.UTF_8);
    return commit("main", "link", file, content, FileMode.SYMLINK);
  }

  /** A commit on a branch, which begins at main when it is not there. */
  public RevCommit commitOn(String branch, String message, String file, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return commit(branch, message, file, content, FileMode.REGULAR_FILE);
  }

  public ObjectId head(String branch) {
    try {
      ObjectId id = repository.resolve("refs/heads/" + branch);
      if (id == null) {
        throw new AssertionError("no branch " + branch);
      }
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RevCommit tip(String branch) {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(head(branch));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<String> branches() {
    try {
      return repository.getRefDatabase().getRefsByPrefix("refs/heads/").stream()
          .map(Ref::getName)
          .map(name -> name.substring("refs/heads/".length()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<String> paths(RevCommit commit) {
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(commit.getTree());
      walk.setRecursive(true);
      List<String> paths = new ArrayList<>();
      while (walk.next()) {
        paths.add(walk.getPathString());
      }
      return paths;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String text(RevCommit commit, String file) {
    return new String(bytes(commit, file), StandardCharsets.UTF_8);
  }

  public byte[] bytes(RevCommit commit, String file) {
    try (TreeWalk walk = TreeWalk.forPath(repository, file, commit.getTree())) {
      return repository.open(walk.getObjectId(0)).getBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public FileMode mode(RevCommit commit, String file) {
    try (TreeWalk walk = TreeWalk.forPath(repository, file, commit.getTree())) {
      return walk.getFileMode(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    repository.close();
  }

  private RevCommit commit(
      String branch, String message, String file, byte[] content, FileMode mode) {
    return commit(branch, DEVELOPER, message, file, content, mode);
  }

  private RevCommit commit(
      String branch,
      PersonIdent author,
      String message,
      String file,
      byte[] content,
      FileMode mode) {
    try (ObjectInserter inserter = repository.newObjectInserter();
        RevWalk walk = new RevWalk(repository)) {
      ObjectId parent = repository.resolve("refs/heads/" + branch);
      if (parent == null) {
        parent = repository.resolve("refs/heads/main");
      }
      CommitBuilder commit = new CommitBuilder();
      DirCache index = DirCache.newInCore();
      if (parent != null) {
        commit.setParentId(parent);
        try (ObjectReader reader = repository.newObjectReader()) {
          DirCacheBuilder builder = index.builder();
          builder.addTree(new byte[0], 0, reader, walk.parseCommit(parent).getTree());
          builder.finish();
        }
      }
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, content);
      DirCacheEditor editor = index.editor();
      editor.add(
          new DirCacheEditor.PathEdit(file) {
            @Override
            public void apply(DirCacheEntry entry) {
              entry.setFileMode(mode);
              entry.setObjectId(blob);
            }
          });
      editor.finish();
      commit.setTreeId(index.writeTree(inserter));
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = repository.updateRef("refs/heads/" + branch);
      update.setNewObjectId(id);
      update.forceUpdate();
      return walk.parseCommit(id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
