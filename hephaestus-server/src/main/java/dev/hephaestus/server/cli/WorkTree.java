package dev.hephaestus.server.cli;

import dev.hephaestus.server.delivery.BaseTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** The files of a checkout, as they are now. */
final class WorkTree implements BaseTree {
  private final Path root;

  WorkTree(Path root) {
    this.root = root;
  }

  @Override
  public Optional<Entry> entry(String path) {
    Path file = root.resolve(path);
    if (Files.isSymbolicLink(file)) {
      return Optional.of(new Entry(FileMode.SYMLINK.toString(), ObjectId.zeroId().name()));
    }
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(new Entry(FileMode.TREE.toString(), ObjectId.zeroId().name()));
    }
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    FileMode mode = Files.isExecutable(file) ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
    try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      ObjectId id = formatter.idFor(Constants.OBJ_BLOB, Files.readAllBytes(file));
      return Optional.of(new Entry(mode.toString(), id.name()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
