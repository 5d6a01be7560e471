package dev.hephaestus.server.delivery;

import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.validation.Verdict;
import java.time.Instant;
import java.util.Objects;

/**
 * An accepted fix on its way to people.
 *
 * @param id given once
 * @param incidentId the incident that it fixes
 * @param nodeId the node that the incident belongs to
 * @param fingerprint the incident's fingerprint, in hexadecimal
 * @param title the exception's class and message
 * @param cause one sentence: what was wrong
 * @param patch the change, without the reproduction test
 * @param verdict how far it was verified; only an accepted one gets here
 * @param origin the operator or model that proposed it
 * @param repository where it belongs
 * @param baseCommit the commit that the patch is against
 * @param trace the logged throwable as text, trimmed, for people
 * @param created when
 * @param confidence how sure it is that the fix is right
 */
public record Solution(
    String id,
    String incidentId,
    String nodeId,
    String fingerprint,
    String title,
    String cause,
    Patch patch,
    Verdict.Accepted verdict,
    String origin,
    RepositoryLocation repository,
    String baseCommit,
    String trace,
    Instant created,
    Confidence confidence) {

  public Solution {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(incidentId, "incidentId");
    Objects.requireNonNull(nodeId, "nodeId");
    Objects.requireNonNull(fingerprint, "fingerprint");
    Objects.requireNonNull(patch, "patch");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(baseCommit, "baseCommit");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(confidence, "confidence");
  }

  /** One whose confidence was not estimated. */
  public Solution(
      String id,
      String incidentId,
      String nodeId,
      String fingerprint,
      String title,
      String cause,
      Patch patch,
      Verdict.Accepted verdict,
      String origin,
      RepositoryLocation repository,
      String baseCommit,
      String trace,
      Instant created) {
    this(
        id,
        incidentId,
        nodeId,
        fingerprint,
        title,
        cause,
        patch,
        verdict,
        origin,
        repository,
        baseCommit,
        trace,
        created,
        Confidence.UNKNOWN);
  }

  /** The same as it holds on another commit. */
  public Solution on(String otherBase, Patch otherPatch, Verdict.Accepted otherVerdict) {
    return new Solution(
        id,
        incidentId,
        nodeId,
        fingerprint,
        title,
        cause,
        otherPatch,
        otherVerdict,
        origin,
        repository,
        otherBase,
        trace,
        created,
        confidence);
  }
}
