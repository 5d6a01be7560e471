package dev.hephaestus.server.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Writes a solution's commit into a repository without a work tree: an index in memory, and the
 * objects.
 *
 * <p>The same solution on the same parent gives the same commit, to the last bit.
 */
final class CommitWriter {
  private final Repository repository;

  CommitWriter(Repository repository) {
    this.repository = repository;
  }

  ObjectId write(Solution solution, RevCommit parent, String where) throws IOException {
    List<FileEdit> edits;
    try {
      edits = PatchedFiles.on(path -> entry(parent, path), solution, where);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree(parent, edits, inserter));
      commit.setParentId(parent);
      PersonIdent author =
          new PersonIdent(
              CommitMessage.AUTHOR, CommitMessage.EMAIL, solution.created(), ZoneOffset.UTC);
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage(CommitMessage.of(solution, parent.name()));
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private ObjectId tree(RevCommit parent, List<FileEdit> edits, ObjectInserter inserter)
      throws IOException {
    DirCache index = DirCache.newInCore();
    try (ObjectReader reader = repository.newObjectReader()) {
      DirCacheBuilder builder = index.builder();
      builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, parent.getTree());
      builder.finish();
    }
    DirCacheEditor editor = index.editor();
    for (FileEdit edit : edits) {
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, edit.content());
      editor.add(
          new DirCacheEditor.PathEdit(edit.path()) {
            @Override
            public void apply(DirCacheEntry entry) {
              entry.setFileMode(
                  edit.executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
              entry.setObjectId(blob);
            }
          });
    }
    editor.finish();
    return index.writeTree(inserter);
  }

  private Optional<BaseTree.Entry> entry(RevCommit commit, String path) {
    try (TreeWalk walk = TreeWalk.forPath(repository, path, commit.getTree())) {
      return walk == null
          ? Optional.empty()
          : Optional.of(
              new BaseTree.Entry(walk.getFileMode(0).toString(), walk.getObjectId(0).name()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
