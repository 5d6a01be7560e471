package dev.hephaestus.server.delivery;

import dev.hephaestus.server.incident.Fingerprint;
import dev.hephaestus.server.incident.Sighting;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.StoredRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.NodeState;
import dev.hephaestus.server.node.Threshold;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The fault that {@link TestSolutions} mend, and the node that logs it. */
public final class TestFaults {
  private static final Fingerprint FINGERPRINT =
      new Fingerprint("1a2b3c4d5e6f708192a3b4c5d6e7f809");

  private TestFaults() {}

  /** The shop, {@code n1}. */
  public static Node node(RepositoryLocation location, Mode mode, Instant now) {
    NodeSettings usual = NodeSettings.DEFAULT;
    NodeSettings settings =
        new NodeSettings(
            mode, usual.threshold(), usual.contextRecords(), usual.shipAll(), usual.packages());
    return new Node("n1", "shop", location, settings, NodeState.ACTIVE, "", now, now);
  }

  /** What it logs. */
  public static Sighting sighting(Instant now) {
    LogRecord record =
        LogRecord.of(
            now,
            Level.ERROR,
            "shop.Cart",
            "no total",
            Thrown.of("E", "why", List.of(Frame.of("shop.Cart", "total", "Cart.java", 5))));
    StoredRecord stored =
        new StoredRecord(
            1,
            new SessionKey("n1", "one", 1),
            1,
            new Resource("shop", "", "", "", Map.of()),
            record);
    return new Sighting(stored, FINGERPRINT, "E: why", Threshold.DEFAULT);
  }
}
