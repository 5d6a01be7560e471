package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.localization.RevisionChoice.How;
import dev.hephaestus.server.repository.Lineage;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.VirtualRepository;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the commit that logged a record: the one that the record names, else a tag of its version,
 * else the one among the branch's recent commits whose lines fit the trace best.
 *
 * <p>The newest of equals wins, and the head before all. A tag is believed unless the lines of
 * another commit fit better.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public final class RevisionChooser {

  private final VirtualRepository repository;

  public RevisionChooser(VirtualRepository repository) {
    this.repository = Objects.requireNonNull(repository, "repository");
  }

  /**
   * Chooses among the commits of a repository.
   *
   * @param named the commit that the record names; it need not be in the repository
   * @param version the version that the record names, or empty
   * @param head the newest commit
   */
  public RevisionChoice choose(
      RepositoryLocation location,
      Optional<String> named,
      String version,
      LogRecord record,
      Snapshot head) {
    Optional<Snapshot> deployed = named.flatMap(commit -> repository.find(location, commit));
    List<TraceLine> lines = TraceLine.of(record.thrown());
    if (deployed.isPresent()) {
      return new RevisionChoice(
          deployed.get().commit(), How.NAMED, LineFit.UNKNOWN, "The record names its commit.");
    }
    Set<String> files = lines.stream().map(TraceLine::fileName).collect(Collectors.toSet());
    try (Lineage lineage = repository.lineage(location, head, files)) {
      return new RevisionSearch(lineage, head.commit(), lines)
          .choose(new VersionTag(version), missing(named));
    }
  }

  private static String missing(Optional<String> named) {
    return named.isEmpty()
        ? "The record names no commit"
        : "The commit " + shown(named.get()) + " that the record names is not in the repository";
  }

  private static String shown(String commit) {
    String plain = commit.replaceAll("[^\\w./-]", "?");
    return plain.substring(0, Math.min(plain.matches("[0-9a-f]{40}") ? 10 : 40, plain.length()));
  }
}
