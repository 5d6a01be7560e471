package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.Alike;
import dev.hephaestus.server.incident.Mark;
import dev.hephaestus.server.incident.Release;
import dev.hephaestus.server.ingest.Resource;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** When a node was first seen in which release. */
final class NodeReleases {
  private static final int KEPT = 200;
  private static final int NOTED = 50_000;

  private final Clock clock;
  private final Set<Noted> noted = new HashSet<>();

  private record Noted(String nodeId, Release release) {}

  NodeReleases(Clock clock) {
    this.clock = clock;
  }

  /** Notes the releases that are not known yet; the oldest give way. */
  @SuppressWarnings("ReferenceEquality") // Only to save work: records of a session share theirs.
  void note(Handle handle, Alike alike) {
    Resource before = null;
    for (Mark mark : alike.marks()) {
      Resource resource = mark.resource();
      if (resource == before) {
        continue;
      }
      before = resource;
      Noted one = new Noted(alike.nodeId(), release(resource));
      if (noted.size() > NOTED) {
        noted.clear();
      }
      if (!one.release.isUnknown() && noted.add(one)) {
        insert(handle, one, mark.time());
      }
    }
  }

  /** What was noted in a transaction that was rolled back is not there. */
  void forget() {
    noted.clear();
  }

  private static Release release(Resource resource) {
    return new Release(cut(resource.version()), cut(resource.commit()));
  }

  private static String cut(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200);
  }

  private void insert(Handle handle, Noted one, Instant time) {
    Instant now = clock.instant();
    int added =
        handle.execute(
            "insert into node_release (node_id, version, commit_id, first_seen)"
                + " values (?, ?, ?, ?) on conflict (node_id, version, commit_id) do nothing",
            one.nodeId,
            one.release.version(),
            one.release.commit(),
            (time.isAfter(now) ? now : time).toString());
    if (added > 0) {
      handle.execute(
          "delete from node_release where node_id = ? and first_seen < (select min(first_seen)"
              + " from (select first_seen from node_release where node_id = ?"
              + " order by first_seen desc limit ?) newest)",
          one.nodeId,
          one.nodeId,
          KEPT);
    }
  }

  Optional<Instant> firstSeen(Handle handle, String nodeId, Release release) {
    return handle
        .createQuery(
            "select first_seen from node_release where node_id = :node and version = :version"
                + " and commit_id = :commit")
        .bind("node", nodeId)
        .bind("version", release.version())
        .bind("commit", release.commit())
        .mapTo(String.class)
        .findOne()
        .map(Instant::parse);
  }

  /** Whether one of the sightings is in a release that the node was first seen in after then. */
  boolean anySince(Handle handle, Alike alike, Instant then) {
    Set<Release> releases = new HashSet<>();
    alike.marks().forEach(mark -> releases.add(release(mark.resource())));
    return releases.stream()
        .anyMatch(
            release ->
                firstSeen(handle, alike.nodeId(), release).filter(then::isBefore).isPresent());
  }
}
