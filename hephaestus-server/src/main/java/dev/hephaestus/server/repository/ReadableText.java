package dev.hephaestus.server.repository;

/** Reads files whose absence matters less than what else there is. */
final class ReadableText {

  private ReadableText() {}

  /** The text of a file; empty where its object is absent or damaged. */
  static String of(Snapshot snapshot, String path) {
    try {
      return snapshot.text(path);
    } catch (RepositoryException unreadable) {
      return "";
    }
  }
}
