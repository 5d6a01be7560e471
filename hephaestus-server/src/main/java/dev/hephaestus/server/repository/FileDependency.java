package dev.hephaestus.server.repository;

import java.util.List;
import java.util.Objects;

/**
 * That one file of a repository needs another.
 *
 * @param from the file that needs
 * @param to the file that is needed
 * @param types what it needs of it, by full names; of languages that import files, their modules
 */
public record FileDependency(String from, String to, List<String> types) {

  public FileDependency {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    types = List.copyOf(types);
  }
}
