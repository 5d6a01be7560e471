package dev.hephaestus.server.github;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A repository in memory with a few files at its root, which goes on while fixes are delivered.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class ChaosRepository {
  private static final String MAIN = "refs/heads/main";
  private static final PersonIdent TEAM = new PersonIdent("Team", "7+ann@users.noreply.github.com");

  private final InMemoryRepository git;
  private final Map<String, String> files = new TreeMap<>();

  ChaosRepository() throws IOException {
    this.git = new InMemoryRepository(new DfsRepositoryDescription("chaos"));
    git.updateRef(Constants.HEAD).link(MAIN);
  }

  Repository git() {
    return git;
  }

  String head() throws IOException {
    @Nullable ObjectId head = git.resolve(MAIN);
    return head == null ? "" : head.name();
  }

  /** Writes a file on main. */
  synchronized void commit(String file, String text) throws IOException {
    files.put(file, text);
    try (ObjectInserter inserter = git.newObjectInserter()) {
      TreeFormatter tree = new TreeFormatter();
      for (Map.Entry<String, String> each : files.entrySet()) {
        byte[] bytes = each.getValue().getBytes(StandardCharsets.UTF_8);
        ObjectId blob = inserter.insert(Constants.OBJ_BLOB, bytes);
        tree.append(each.getKey(), FileMode.REGULAR_FILE, blob);
      }
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(inserter.insert(tree));
      @Nullable ObjectId parent = git.resolve(MAIN);
      if (parent != null) {
        commit.setParentId(parent);
      }
      commit.setAuthor(TEAM);
      commit.setCommitter(TEAM);
      commit.setMessage("Change " + file);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      RefUpdate update = git.updateRef(MAIN);
      update.setNewObjectId(id);
      update.update();
    }
  }
}
