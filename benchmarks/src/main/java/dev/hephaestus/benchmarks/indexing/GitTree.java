package dev.hephaestus.benchmarks.indexing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A tree of sources as a Git repository of one commit, for whoever reads repositories. */
final class GitTree {

  private GitTree() {}

  /** Copies the files into a new repository in the folder. */
  static Path commit(SourceTree tree, Path folder) throws IOException {
    for (Path file : tree.files()) {
      Path target = folder.resolve(tree.root().relativize(file));
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      commit(git, "The sources to be indexed");
    } catch (GitAPIException e) {
      throw new IOException("cannot make a repository in " + folder, e);
    }
    return folder;
  }

  /** Commits everything that changed in the work tree. */
  static void commit(Git git, String message) throws GitAPIException {
    git.add().addFilepattern(".").call();
    git.commit()
        .setMessage(message)
        .setSign(false)
        .setAuthor("Benchmark", "benchmark@localhost")
        .setCommitter("Benchmark", "benchmark@localhost")
        .call();
  }
}
