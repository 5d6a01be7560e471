package dev.hephaestus.server.repository;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a file beside its content.
 *
 * @param path its path
 * @param language what it is written in
 * @param lines how many lines it has; 0 for what is no text
 * @param test whether it belongs to the tests
 * @param generated whether a tool wrote it: by its place, its head, or what the repository says
 * @param vendored whether it came from another project: by its place, or what the repository says
 * @param owners the people and teams that review its changes, as CODEOWNERS names them
 * @param lastChange the last commit that changed it; empty when that is longer ago than the history
 *     that is looked at
 */
public record FileMetadata(
    String path,
    Language language,
    int lines,
    boolean test,
    boolean generated,
    boolean vendored,
    List<String> owners,
    Optional<Change> lastChange) {

  public FileMetadata {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(lastChange, "lastChange");
    owners = List.copyOf(owners);
  }
}
