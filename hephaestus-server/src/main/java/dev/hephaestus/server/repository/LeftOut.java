package dev.hephaestus.server.repository;

import java.util.Objects;

/**
 * A file that a snapshot does not show, or shows without symbols.
 *
 * @param path its path, with what cannot be printed replaced
 * @param reason why, for people
 */
public record LeftOut(String path, String reason) {

  public LeftOut {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(reason, "reason");
  }
}
