package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.util.Objects;
import java.util.Optional;

/**
 * What was logged, and the code that logged it.
 *
 * @param repository where the code is
 * @param revision the deployed revision; empty for the head of the repository's branch
 * @param record what was logged
 */
public record Fault(RepositoryLocation repository, Optional<String> revision, LogRecord record) {

  public Fault {
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(revision, "revision");
    Objects.requireNonNull(record, "record");
  }
}
