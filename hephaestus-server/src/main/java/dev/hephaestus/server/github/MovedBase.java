package dev.hephaestus.server.github;

import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.repository.SourceText;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether a branch has changed the very files that a fix for it changes, so that the fault
 * may be gone there. It asks the copy that is kept here, and GitHub nothing.
 */
final class MovedBase {
  private static final Logger log = LoggerFactory.getLogger(MovedBase.class);

  private final RepositoryFiles files;

  MovedBase(RepositoryFiles files) {
    this.files = files;
  }

  /** The branch's newest commit, where one of those files is not there as the fix found it. */
  Optional<String> under(Solution solution) {
    try {
      return files.head(solution.repository()).filter(head -> isTouched(solution, head));
    } catch (RepositoryException e) {
      log.debug("what became of the base of {} cannot be read", solution.id(), e);
      return Optional.empty();
    }
  }

  private boolean isTouched(Solution solution, String head) {
    return solution.patch().changes().stream()
        .anyMatch(
            change -> !isBefore(change, files.bytes(solution.repository(), head, change.path())));
  }

  private static boolean isBefore(FileChange change, Optional<byte[]> found) {
    String before = change.before();
    if (before == null || found.isEmpty()) {
      return before == null && found.isEmpty();
    }
    return Arrays.stream(SourceText.Encoding.values())
        .filter(encoding -> encoding.canEncode(Objects.requireNonNull(before)))
        .anyMatch(encoding -> Arrays.equals(encoding.encode(before), found.get()));
  }
}
