package dev.hephaestus.server.grpc;

import dev.hephaestus.proto.v1.Drain;
import dev.hephaestus.proto.v1.SettingsChanged;
import dev.hephaestus.proto.v1.StreamLogsResponse;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.delivery.SuggestionChannel;
import dev.hephaestus.server.ingest.Intake;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeListener;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clients that are connected now, by node, and the way of solutions and settings to them.
 *
 * <p><i>Threads:</i> safe for use by many at once; sending never waits for a client.
 */
public final class Sessions implements SuggestionChannel, NodeListener {
  private final Map<SessionKey, Connected> streams = new HashMap<>();
  private final Intake intake;

  /** A stream, since when, and when it was asked to make room for a new one. */
  private record Connected(LogStream stream, long sinceNanos, @Nullable Long askedNanos) {}

  public Sessions(MeterRegistry meters) {
    this.intake = new Intake(Intake.enough(Runtime.getRuntime().maxMemory()), meters);
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
    return Optional.ofNullable(streams.put(key, new Connected(stream, System.nanoTime(), null)))
        .map(Connected::stream);
  }

  synchronized void remove(LogStream stream) {
    streams.values().removeIf(each -> each.stream == stream);
  }

  /** What all senders together hold. */
  public Intake intake() {
    return intake;
  }

  /**
   * Asks clients whose stream is old to open another; ends those that still have the old one after
   * the grace.
   *
   * @param age about how old a stream gets: up to a tenth less, so that clients which came together
   *     go apart
   */
  void renew(Duration age, Duration grace, long nowNanos) {
    StreamLogsResponse drain = drainMessage(Duration.ZERO, "the connection is old; connect again");
    asked(age, nowNanos).forEach(stream -> stream.send(drain));
    StatusRuntimeException old =
        Status.UNAVAILABLE
            .withDescription("the connection is old; connect again")
            .asRuntimeException();
    overdue(grace, nowNanos).forEach(stream -> stream.end(old));
  }

  private synchronized List<LogStream> asked(Duration age, long nowNanos) {
    List<LogStream> old = new ArrayList<>();
    streams.replaceAll(
        (key, each) -> {
          if (each.askedNanos != null || nowNanos - each.sinceNanos < ageNanos(age, key)) {
            return each;
          }
          old.add(each.stream);
          return new Connected(each.stream, each.sinceNanos, nowNanos);
        });
    return old;
  }

  private synchronized List<LogStream> overdue(Duration grace, long nowNanos) {
    return streams.values().stream()
        .filter(each -> each.askedNanos != null && nowNanos - each.askedNanos > grace.toNanos())
        .map(Connected::stream)
        .toList();
  }

  private static long ageNanos(Duration age, SessionKey key) {
    int spread = Math.floorMod(key.hashCode(), 100);
    return age.toNanos() / 1_000 * (1_000 - spread);
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
    return streams.values().stream().map(Connected::stream).toList();
  }

  private synchronized List<LogStream> of(String nodeId) {
    return streams.entrySet().stream()
        .filter(entry -> entry.getKey().nodeId().equals(nodeId))
        .map(entry -> entry.getValue().stream)
        .toList();
  }
}
