package dev.hephaestus.server.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;

/** A Git repository in a temporary folder, for tests. */
public final class TestRepository {
  private static final PersonIdent SOMEBODY = new PersonIdent("somebody", "somebody@localhost");

  private final Path folder;

  private TestRepository(Path folder) {
    this.folder = folder;
  }

  /** An empty repository with the branch main. */
  public static TestRepository in(Path folder) {
    try (Git git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      return new TestRepository(git.getRepository().getWorkTree().toPath());
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  public Path folder() {
    return folder;
  }

  public TestRepository write(String path, String text) {
    return write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public TestRepository write(String path, byte[] bytes) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names a submodule, and puts a commit of it where its files would be. */
  public TestRepository submodule(String path, String url, String commit) {
    try (Git git = Git.open(folder.toFile())) {
      Path modules = folder.resolve(".gitmodules");
      String before = Files.exists(modules) ? Files.readString(modules) : "";
      String entry = "[submodule \"%s\"]\n\tpath = %s\n\turl = %s\n".formatted(path, path, url);
      write(".gitmodules", before + entry);
      DirCache index = git.getRepository().lockDirCache();
      DirCacheEditor editor = index.editor();
      editor.add(
          new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry link) {
              link.setFileMode(FileMode.GITLINK);
              link.setObjectId(ObjectId.fromString(commit));
            }
          });
      if (!editor.commit()) {
        throw new IllegalStateException("the index cannot be written");
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a file away. */
  public TestRepository remove(String path) {
    try (Git git = Git.open(folder.toFile())) {
      git.rm().addFilepattern(path).call();
      return this;
    } catch (GitAPIException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives the last commit a tag. */
  public TestRepository tag(String name) {
    try (Git git = Git.open(folder.toFile())) {
      git.tag().setName(name).setAnnotated(true).setTagger(SOMEBODY).setSigned(false).call();
      return this;
    } catch (GitAPIException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Commits all that is in the work tree and returns the commit's hash. */
  public String commit() {
    return commit("a commit");
  }

  /** The same, with a message. */
  public String commit(String message) {
    try (Git git = Git.open(folder.toFile())) {
      git.add().addFilepattern(".").call();
      return git.commit()
          .setMessage(message)
          .setAuthor(SOMEBODY)
          .setCommitter(SOMEBODY)
          .setSign(false)
          .call()
          .name();
    } catch (GitAPIException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Commits, and opens the commit. */
  public Snapshot snapshot() {
    commit();
    return new GitRepositories(folder.resolveSibling(folder.getFileName() + "-cache"))
        .snapshot(RepositoryLocation.of(folder.toString()), Optional.empty());
  }
}
