package dev.hephaestus.server.repository;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A commit in the history of a snapshot.
 *
 * @param commit its full hash
 * @param time when it was committed
 * @param author the author's name, as written there
 * @param subject the first line of its message
 * @param paths the files that it changed, by their path in it
 */
public record Change(
    String commit, Instant time, String author, String subject, List<String> paths) {

  public Change {
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(author, "author");
    Objects.requireNonNull(subject, "subject");
    paths = List.copyOf(paths);
  }
}
