package dev.hephaestus.server.repository;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A repository whose objects are written as they are given, also those that Git refuses. */
final class RawRepository {
  private final Path folder;
  private final Repository git;

  /** An entry of a tree. */
  @SuppressWarnings("ArrayRecordComponent") // a name need not be text
  record Entry(FileMode mode, byte[] name, ObjectId id) {}

  private RawRepository(Path folder, Repository git) {
    this.folder = folder;
    this.git = git;
  }

  static RawRepository in(Path folder) throws IOException {
    Repository git = new FileRepositoryBuilder().setGitDir(folder.toFile()).build();
    git.create(true);
    return new RawRepository(folder, git);
  }

  ObjectId blob(byte[] content) {
    return insert(Constants.OBJ_BLOB, content);
  }

  Entry file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Entry file(String name, byte[] content) {
    return entry(FileMode.REGULAR_FILE, name, blob(content));
  }

  Entry link(String name, String target) {
    return entry(FileMode.SYMLINK, name, blob(target.getBytes(StandardCharsets.UTF_8)));
  }

  Entry folder(String name, Entry... entries) {
    return entry(FileMode.TREE, name, tree(List.of(entries)));
  }

  Entry entry(FileMode mode, String name, ObjectId id) {
    return new Entry(mode, name.getBytes(StandardCharsets.UTF_8), id);
  }

  ObjectId tree(List<Entry> entries) {
    ByteArrayOutputStream tree = new ByteArrayOutputStream();
    for (Entry entry : entries) {
      tree.writeBytes(
          Integer.toOctalString(entry.mode().getBits()).getBytes(StandardCharsets.US_ASCII));
      tree.write(' ');
      tree.writeBytes(entry.name());
      tree.write(0);
      byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
      entry.id().copyRawTo(id, 0);
      tree.writeBytes(id);
    }
    return insert(Constants.OBJ_TREE, tree.toByteArray());
  }

  ObjectId insert(int type, byte[] content) {
    try (ObjectInserter inserter = git.newObjectInserter()) {
      ObjectId id = inserter.insert(type, content);
      inserter.flush();
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ObjectId commit(ObjectId tree, ObjectId... parents) {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(parents);
    commit.setAuthor(new PersonIdent("somebody", "somebody@localhost"));
    commit.setCommitter(new PersonIdent("somebody", "somebody@localhost"));
    commit.setMessage("a commit\n");
    try (ObjectInserter inserter = git.newObjectInserter()) {
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path objectFile(ObjectId id) {
    return folder.resolve("objects/" + id.name().substring(0, 2) + "/" + id.name().substring(2));
  }

  Snapshot snapshot(Entry... entries) {
    return at(commit(tree(List.of(entries))));
  }

  Snapshot at(ObjectId commit) {
    return at(commit, SnapshotLimits.DEFAULT);
  }

  Snapshot at(ObjectId commit, SnapshotLimits limits) {
    return new GitRepositories(folder.resolveSibling("cache"), limits)
        .snapshot(RepositoryLocation.of(folder.toString()), Optional.of(commit.name()));
  }
}
