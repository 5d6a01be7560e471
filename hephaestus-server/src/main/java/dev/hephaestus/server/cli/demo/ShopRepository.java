package dev.hephaestus.server.cli.demo;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.URIish;

/**
 * The shop in a Git repository of its own, as a team would have it.
 *
 * @param workTree its checkout
 * @param commit the commit that is deployed
 */
record ShopRepository(Path workTree, String commit) {
  private static final String BRANCH = "main";

  /** Copies the example into a new repository and commits it. */
  static ShopRepository create(Path example, Path workTree) {
    try {
      copy(example, workTree);
      Files.writeString(workTree.resolve(".gitignore"), "target/\n");
      try (Git git = Git.init().setDirectory(workTree.toFile()).setInitialBranch(BRANCH).call()) {
        git.add().addFilepattern(".").call();
        PersonIdent author = new PersonIdent("Shop team", "team@shop.example");
        RevCommit commit =
            git.commit()
                .setMessage("The shop, as it runs in production")
                .setAuthor(author)
                .setCommitter(author)
                .setSign(false)
                .call();
        return new ShopRepository(workTree, commit.name());
      }
    } catch (IOException | GitAPIException e) {
      throw new DemoException("The shop's repository could not be made in " + workTree + ".", e);
    }
  }

  /** A bare repository that this one is pushed to, as a team's Git server has it. */
  Path publish(Path bare) {
    try (Git remote =
            Git.init().setBare(true).setDirectory(bare.toFile()).setInitialBranch(BRANCH).call();
        Git git = Git.open(workTree.toFile())) {
      URIish uri = new URIish(remote.getRepository().getDirectory().getAbsolutePath());
      git.remoteAdd().setName("origin").setUri(uri).call();
      git.push()
          .setRemote("origin")
          .setRefSpecs(new RefSpec("refs/heads/" + BRANCH + ":refs/heads/" + BRANCH))
          .call();
      return bare;
    } catch (IOException | GitAPIException | URISyntaxException e) {
      throw new DemoException("The shop could not be pushed to " + bare + ".", e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (folder.equals(from.resolve("target"))) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(folder)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
