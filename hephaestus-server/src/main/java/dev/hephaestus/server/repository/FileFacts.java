package dev.hephaestus.server.repository;

import java.util.Optional;

/**
 * Puts together what is known of the files of a snapshot.
 *
 * <p><i>Threads:</i> safe for use by many at once; what is asked for first is read first.
 */
final class FileFacts {

  private final Snapshot snapshot;
  private final CommitHistory history;
  private final Lazy<CodeOwners> owners;
  private final Lazy<LinguistAttributes> attributes;

  FileFacts(Snapshot snapshot, CommitHistory history) {
    this.snapshot = snapshot;
    this.history = history;
    this.owners = new Lazy<>(() -> CodeOwners.of(snapshot));
    this.attributes = new Lazy<>(() -> LinguistAttributes.of(snapshot));
  }

  Optional<FileMetadata> of(String path) {
    return snapshot.file(path).map(this::of);
  }

  private FileMetadata of(SourceFile file) {
    String path = file.path();
    byte[] content = content(path);
    LinguistAttributes said = attributes.get();
    return new FileMetadata(
        path,
        file.language(),
        lines(content),
        file.test(),
        said.value(path, "linguist-generated")
            .orElseGet(
                () ->
                    file.generated()
                        || (file.language().isSource() && GeneratedHeader.isGenerated(content))),
        said.value(path, "linguist-vendored").orElseGet(file::vendored),
        owners.get().of(path),
        history.lastChange(path));
  }

  /** A damaged object hides a file's content, not what else is known of it. */
  private byte[] content(String path) {
    try {
      return snapshot.bytes(path);
    } catch (RepositoryException unreadable) {
      return new byte[0];
    }
  }

  private static int lines(byte[] content) {
    String text = SourceText.of(content).text();
    return text.indexOf('\0') >= 0 ? 0 : (int) text.lines().count();
  }
}
