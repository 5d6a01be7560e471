package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.IncidentStore.Others;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Keeps a node's incidents to a number: those that were seen longest ago, and that nobody did
 * anything about, become a count.
 */
final class IncidentCap {
  /** How many incidents of a node are kept. */
  static final int KEPT = 10_000;

  /** So many are let go at once, so that it is not done for each that comes. */
  private static final int SHARE = 50;

  /** Nobody acted on it: no run has ended, or is under way, and no person moved it. */
  private static final String UNTOUCHED =
      "i.state = 'NEW' and i.handling = '' and not exists"
          + " (select 1 from run r where r.incident_id = i.id)";

  /** What runs that led nowhere left behind goes next. */
  private static final String FRUITLESS =
      "i.state in ('NEW', 'ONGOING') and i.handling = '' and not exists"
          + " (select 1 from run r where r.incident_id = i.id and not r.ended) and not exists"
          + " (select 1 from run r join solution s on s.run_id = r.id where r.incident_id = i.id)";

  /** Above every id. */
  private static final String ANY = "~";

  private static final List<String> HOLDING =
      List.of(
          "incident_fingerprint where incident_id",
          "incident_sample where incident_id",
          "run where incident_id",
          "incident where id");

  private final int kept;

  IncidentCap(int kept) {
    this.kept = kept;
  }

  /**
   * More were made; returns those that are let go for them, of which they are the last to go.
   *
   * @param made their ids, which are above those of all others
   */
  Set<String> made(Handle handle, String nodeId, List<String> made) {
    long now =
        handle
            .createQuery(
                "insert into incident_total (node_id, kept, folded, occurrences)"
                    + " values (:node, :more, 0, 0)"
                    + " on conflict (node_id) do update set kept = incident_total.kept + :more"
                    + " returning kept")
            .bind("node", nodeId)
            .bind("more", made.size())
            .mapTo(long.class)
            .one();
    Set<String> folded = new HashSet<>();
    if (now > kept) {
      int most = (int) (now - kept) + kept / SHARE;
      folded.addAll(fold(handle, nodeId, UNTOUCHED, made.get(0), most));
      if (now - folded.size() > kept) {
        folded.addAll(fold(handle, nodeId, FRUITLESS, made.get(0), most - folded.size()));
      }
      if (now - folded.size() > kept) {
        folded.addAll(fold(handle, nodeId, UNTOUCHED, ANY, most - folded.size()));
      }
    }
    return folded;
  }

  private record Folded(String id, long occurrences) {}

  private static List<String> fold(
      Handle handle, String nodeId, String which, String before, int most) {
    List<Folded> oldest =
        handle
            .createQuery(
                "select i.id, i.occurrences from incident i where i.node_id = :node and "
                    + which
                    + " and i.id < :before order by i.last_seen limit :most")
            .bind("node", nodeId)
            .bind("before", before)
            .bind("most", most)
            .map((row, context) -> new Folded(row.getString("id"), row.getLong("occurrences")))
            .list();
    if (oldest.isEmpty()) {
      return List.of();
    }
    long occurrences = oldest.stream().mapToLong(Folded::occurrences).sum();
    for (String table : HOLDING) {
      try (PreparedBatch rows = handle.prepareBatch("delete from " + table + " = ?")) {
        oldest.forEach(each -> rows.add(each.id));
        rows.execute();
      }
    }
    handle.execute(
        "update incident_total set kept = kept - ?, folded = folded + ?,"
            + " occurrences = occurrences + ? where node_id = ?",
        oldest.size(),
        oldest.size(),
        occurrences,
        nodeId);
    return oldest.stream().map(Folded::id).toList();
  }

  static Others others(Handle handle, String nodeId) {
    return handle
        .createQuery("select folded, occurrences from incident_total where node_id = :node")
        .bind("node", nodeId)
        .map((row, context) -> new Others(row.getLong("folded"), row.getLong("occurrences")))
        .findOne()
        .orElse(new Others(0, 0));
  }
}
