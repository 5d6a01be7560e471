package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.Drain;
import dev.hephaestus.proto.v1.SettingsChanged;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.delivery.SuggestionChannel;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeListener;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clients that are connected now, by node, and the way of solutions and settings to them.
 *
 * <p><i>Threads:</i> safe for use by many at once; sending never waits for a client.
 */
public final class Sessions implements SuggestionChannel, NodeListener {
  private final Map<SessionKey, LogStream> streams = new HashMap<>();

  public Sessions(MeterRegistry meters) {
    Gauge.builder("hephaestus.ingest.sessions", this, Sessions::count)
        .description("Connected client processes")
        .register(meters);
  }

  /** Whether a client of the node is connected. */
  public boolean isConnected(String nodeId) {
    return connected(nodeId) > 0;
  }

  /** How many clients of the node are connected. */
  public synchronized int connected(String nodeId) {
    return (int) streams.keySet().stream().filter(key -> key.nodeId().equals(nodeId)).count();
  }

  @Override
  public int send(Solution solution, String link) {
    StreamLogsResponse message =
        StreamLogsResponse.newBuilder()
            .setSolution(SolutionMapper.solution(solution, link))
            .build();
    return sendToAll(solution.nodeId(), message);
  }

  @Override
  public void settingsChanged(Node node) {
    sendToAll(
        node.id(),
        StreamLogsResponse.newBuilder()
            .setSettings(
                SettingsChanged.newBuilder().setSettings(NodeMapper.settings(node.settings())))
            .build());
  }

  @Override
  public void removed(String nodeId) {
    StreamLogsResponse drain = drainMessage(Duration.ZERO, "the node was deleted");
    StatusRuntimeException gone =
        Status.NOT_FOUND
            .withDescription("node " + nodeId + " was deleted; call Initialize to register again")
            .asRuntimeException();
    for (LogStream stream : of(nodeId)) {
      stream.send(drain);
      stream.end(gone);
    }
  }

  /** Adds a stream; returns the one that the same client process had before. */
  synchronized Optional<LogStream> add(SessionKey key, LogStream stream) {
    return Optional.ofNullable(streams.put(key, stream));
  }

  synchronized void remove(LogStream stream) {
    streams.values().removeIf(each -> each == stream);
  }

  /** Asks every client to finish and to come back later. */
  void drain(Duration comeBackAfter, String reason) {
    StreamLogsResponse drain = drainMessage(comeBackAfter, reason);
    all().forEach(stream -> stream.send(drain));
  }

  /** Ends every stream, once what was taken is stored. */
  void endAll(StatusRuntimeException status) {
    all().forEach(stream -> stream.end(status));
  }

  private int sendToAll(String nodeId, StreamLogsResponse message) {
    return (int) of(nodeId).stream().filter(stream -> stream.send(message)).count();
  }

  private static StreamLogsResponse drainMessage(Duration comeBackAfter, String reason) {
    return StreamLogsResponse.newBuilder()
        .setDrain(
            Drain.newBuilder()
                .setReconnectAfter(NodeMapper.duration(comeBackAfter))
                .setReason(reason))
        .build();
  }

  private synchronized int count() {
    return streams.size();
  }

  private synchronized List<LogStream> all() {
    return List.copyOf(streams.values());
  }

  private synchronized List<LogStream> of(String nodeId) {
    return streams.entrySet().stream()
        .filter(entry -> entry.getKey().nodeId().equals(nodeId))
        .map(Map.Entry::getValue)
        .toList();
  }
}
