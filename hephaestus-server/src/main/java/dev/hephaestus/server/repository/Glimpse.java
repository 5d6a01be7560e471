package dev.hephaestus.server.repository;

import java.time.Instant;
import java.util.Objects;

/**
 * A commit seen through some of its files.
 *
 * @param commit its full hash
 * @param time when it was committed
 * @param subject the first line of its message
 * @param tag the tag by which it was found, without {@code refs/tags/}; empty when by none
 * @param files a snapshot that shows only the files that were asked for
 */
public record Glimpse(String commit, Instant time, String subject, String tag, Snapshot files) {

  public Glimpse {
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(files, "files");
  }
}
