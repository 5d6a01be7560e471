package dev.hephaestus.server.repository;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A repository at one commit: its files, and what its sources declare.
 *
 * <p>Paths are relative to the repository's root with {@code /} between folders, never absolute and
 * never with {@code ..}.
 *
 * <p><i>Threads:</i> immutable; safe for use by many at once.
 */
public interface Snapshot {

  /** The full hash of the commit. */
  String commit();

  /** Every regular file, by path. */
  List<SourceFile> files();

  /** The file at the path. */
  Optional<SourceFile> file(String path);

  /** The bytes of a file of this snapshot. */
  byte[] bytes(String path);

  /** The text of a file of this snapshot, without a byte order mark; see {@link SourceText}. */
  String text(String path);

  /** What a source declares; empty for other files. A broken source gives what is readable. */
  Optional<SourceSymbols> symbols(String path);

  /** What the methods of a source do, in the order of their position. */
  List<MethodBody> bodies(String path);

  /** Finds declarations and bodies by name; whoever asks first waits until all sources are read. */
  default SymbolIndex index() {
    return SymbolIndex.of(this);
  }

  /** What is not shown, or shown without symbols, each with its reason; in the order of paths. */
  default List<LeftOut> leftOut() {
    return List.of();
  }

  /**
   * Sources that are shown, but of which not everything could be read, each with its reason. Reads
   * all that were not read yet; {@link #leftOut} lists those that were found so far.
   */
  default List<LeftOut> unreadable() {
    return List.of();
  }

  /** Whether the file belongs to another repository, so that no commit of this one changes it. */
  default boolean isSubmodule(String path) {
    return false;
  }

  /** What is known of the file at the path beside its content. */
  default Optional<FileMetadata> metadata(String path) {
    return Optional.empty();
  }

  /** The repository's modules, and where their sources are. */
  default ProjectLayout layout() {
    return new ProjectLayout(List.of());
  }

  /** The files that the one at the path needs, in the order of their paths. */
  default List<FileDependency> dependencies(String path) {
    return List.of();
  }

  /** The files that need the one at the path, in the order of their paths. */
  default List<FileDependency> dependents(String path) {
    return List.of();
  }

  /**
   * The commits that led to this one, this one first, then its ancestors newest first; a merge has
   * no paths. It ends early where a shallow clone does, and after a thousand commits.
   *
   * @param most how many at most
   */
  default List<Change> history(int most) {
    return List.of();
  }

  /** What a commit of the history changed in a file, as a unified diff; empty where it did not. */
  default String diff(Change change, String path) {
    return "";
  }

  /**
   * The types of this binary name ({@code shop.Cart$Line}); more than one when several source roots
   * or modules declare it.
   */
  List<TypeDeclaration> types(String binaryName);

  /** Writes every file below a folder, which must be empty; executable bits are kept. */
  void exportTo(Path folder);
}
