package dev.hephaestus.server.store;

import dev.hephaestus.server.incident.Alike;
import dev.hephaestus.server.incident.Facts;
import dev.hephaestus.server.incident.IncidentState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The incidents that a booking's sightings are of, as far as they stand already: read together, and
 * what the booking makes of them is seen by what follows in it.
 */
final class KnownIncidents {
  private final Map<NodeFingerprint, String> ids = new HashMap<>();
  private final Map<String, Known> byId = new HashMap<>();

  /** What of an incident a sighting can change, and what the change goes by. */
  record Known(
      String id,
      IncidentState state,
      long count,
      Instant first,
      Instant last,
      Facts facts,
      Handling handling) {}

  /** Reads those that groups are of. */
  static KnownIncidents of(Handle handle, List<Alike> groups) {
    KnownIncidents known = new KnownIncidents();
    NodeFingerprint.inPieces(
        groups, (node, fingerprints) -> known.read(handle, node, fingerprints));
    return known;
  }

  private void read(Handle handle, String node, List<String> fingerprints) {
    handle
        .createQuery(
            "select f.fingerprint, i.id, i.state, i.occurrences, i.first_seen, i.last_seen,"
                + " i.facts, i.handling from incident_fingerprint f join incident i"
                + " on i.id = f.incident_id"
                + " where f.node_id = :node and f.fingerprint in (<fingerprints>)")
        .bind("node", node)
        .bindList("fingerprints", fingerprints)
        .map((row, context) -> add(node, row))
        .list();
  }

  private String add(String node, ResultSet row) throws SQLException {
    String id = row.getString(2);
    ids.put(new NodeFingerprint(node, row.getString(1)), id);
    byId.put(
        id,
        new Known(
            id,
            IncidentState.valueOf(row.getString(3)),
            row.getLong(4),
            Instant.parse(row.getString(5)),
            Instant.parse(row.getString(6)),
            FactsDocument.read(row.getString(7)),
            Handling.read(row.getString(8))));
    return id;
  }

  Optional<Known> find(Alike alike) {
    String id = ids.get(NodeFingerprint.of(alike));
    return id == null ? Optional.empty() : Optional.ofNullable(byId.get(id));
  }

  /** Two fingerprints may be of one incident: the second is added to what the first made of it. */
  void changed(Known known) {
    byId.put(known.id, known);
  }
}
