package dev.hephaestus.server.pipeline;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.repair.Rework;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.security.Scope;
import java.util.Objects;
import java.util.Optional;

/**
 * What was logged, and the code that logged it.
 *
 * @param repository where the code is
 * @param revision the deployed revision as it was named, which the repository need not have; empty
 *     when it is not known
 * @param version the deployed version, or empty
 * @param record what was logged
 * @param fingerprint of its incident, in hexadecimal; empty when it has none
 * @param tenant whose it is
 * @param rework what was said about fixes of it, where one is to be done better
 */
public record Fault(
    RepositoryLocation repository,
    Optional<String> revision,
    String version,
    LogRecord record,
    String fingerprint,
    String tenant,
    Optional<Rework> rework) {

  public Fault {
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(revision, "revision");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(fingerprint, "fingerprint");
    Objects.requireNonNull(tenant, "tenant");
    Objects.requireNonNull(rework, "rework");
  }

  /** A fault of nobody in particular that had no fix before. */
  public Fault(
      RepositoryLocation repository,
      Optional<String> revision,
      String version,
      LogRecord record,
      String fingerprint) {
    this(
        repository, revision, version, record, fingerprint, Scope.DEFAULT_TENANT, Optional.empty());
  }

  /** A fault outside an incident. */
  public Fault(
      RepositoryLocation repository, Optional<String> revision, String version, LogRecord record) {
    this(repository, revision, version, record, "");
  }

  /** A fault of which no version is known. */
  public Fault(RepositoryLocation repository, Optional<String> revision, LogRecord record) {
    this(repository, revision, "", record);
  }
}
