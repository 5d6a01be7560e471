package dev.hephaestus.server.store;

import dev.hephaestus.server.delivery.Confidence;
import dev.hephaestus.server.delivery.Solution;
import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.RecordBatch;
import dev.hephaestus.server.ingest.Resource;
import dev.hephaestus.server.ingest.SessionKey;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.node.Mode;
import dev.hephaestus.server.node.Node;
import dev.hephaestus.server.node.NodeSettings;
import dev.hephaestus.server.node.NodeState;
import dev.hephaestus.server.node.Threshold;
import dev.hephaestus.server.pipeline.Attempt;
import dev.hephaestus.server.pipeline.Run;
import dev.hephaestus.server.pipeline.RunState;
import dev.hephaestus.server.repair.Cost;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Values of every kind that a store keeps, with every field set. */
final class TestObjects {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");
  static final SessionKey SESSION = new SessionKey("node-1", "pod-a", 7);
  static final Resource RESOURCE =
      new Resource(
          "shop",
          "1.4.2",
          "0123456789abcdef0123456789abcdef01234567",
          "host-1",
          Map.of("k8s.pod.name", "shop-5", "process.runtime.version", "25"));

  private TestObjects() {}

  /** A record in which nothing is left at its default. */
  static LogRecord full() {
    return new LogRecord(
        NOON,
        Level.ERROR,
        "shop.Cart",
        "http-1",
        "order {} of {} failed",
        List.of("17", "Zoë \"quoted\" \n 𝄞"),
        "order 17 of Zoë failed",
        Map.of("user", "u-1", "tenant", ""),
        List.of("AUDIT", "SLOW"),
        Map.of("orderId", "17"),
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "00f067aa0ba902b7",
        thrown(),
        true);
  }

  static Thrown thrown() {
    CapturedValue part =
        new CapturedValue(
            "items",
            "java.util.ArrayList",
            CapturedValue.Kind.COLLECTION,
            "",
            List.of(),
            true,
            false);
    CapturedValue self =
        new CapturedValue(
            "this", "shop.Cart", CapturedValue.Kind.OBJECT, "", List.of(part), false, false);
    CapturedValue secret =
        new CapturedValue(
            "token", "java.lang.String", CapturedValue.Kind.STRING, "", List.of(), false, true);
    Frame frame =
        new Frame(
            "shop.Cart$Line",
            "<init>",
            "Cart.java",
            42,
            "shop.jar",
            "1.4.2",
            List.of(self, secret));
    Thrown cause =
        new Thrown(
            "java.lang.NullPointerException",
            null,
            List.of(frame, Frame.of("java.lang.reflect.Method", "invoke", "", -2)),
            12,
            null,
            List.of());
    return new Thrown(
        "shop.CartException",
        "",
        List.of(Frame.of("shop.Cart", "total", "Cart.java", 0)),
        0,
        cause,
        List.of(Thrown.of("java.io.IOException", "closing", List.of())));
  }

  static LogRecord record(String message) {
    return LogRecord.of(NOON, Level.INFO, "shop.Cart", message, null);
  }

  /** A batch whose records' messages are their sequences. */
  static RecordBatch batch(SessionKey session, long first, int size) {
    return new RecordBatch(
        session,
        first,
        IntStream.range(0, size).mapToObj(i -> record(Long.toString(first + i))).toList());
  }

  static Node node(String id) {
    return new Node(
        id,
        "shop-" + id,
        new RepositoryLocation(
            "https://git.example/shop.git", Optional.of("main"), Optional.of("services/shop")),
        new NodeSettings(
            Mode.DEPLOY,
            new Threshold(Level.WARN, 3, Duration.ofSeconds(90)),
            7,
            true,
            List.of("shop", "com.acme")),
        NodeState.ERROR,
        "the repository cannot be read",
        NOON,
        NOON.plusSeconds(5));
  }

  static Run run(String id, String incidentId, RunState state) {
    return new Run(
        id,
        incidentId,
        "node-1",
        state,
        "building",
        state.isFinal() ? "done" : "",
        2,
        new Cost(100, 20, 0.25),
        NOON,
        state.isFinal() ? Optional.of(NOON.plusSeconds(9)) : Optional.empty());
  }

  static Attempt attempt(int number, String outcome) {
    return new Attempt(
        number,
        "null-guard",
        "x is null",
        "--- a\n+++ b\n",
        outcome,
        "why",
        List.of("d1", "d2"),
        "test",
        "what?",
        "that",
        1_234,
        new Cost(7, 3, 0.5));
  }

  static Solution solution(String id) {
    return new Solution(
        id,
        "incident-1",
        "node-1",
        "0123456789abcdef0123456789abcdef",
        "java.lang.NullPointerException: x",
        "x is null for an empty cart",
        new Patch(
            List.of(
                new FileChange("src/A.java", "class A {}\n", "class A { int x; }\n"),
                new FileChange("src/B.java", null, "class B {}\n"))),
        new Verdict.Accepted(
            VerdictLevel.REPRODUCED,
            List.of("compiled", "12 tests pass"),
            Optional.of(
                new Reproduction("src/test/ATest.java", "class ATest {}", "ATest.x", "new A()"))),
        "null-guard",
        RepositoryLocation.of("/srv/shop.git"),
        "0123456789abcdef0123456789abcdef01234567",
        "java.lang.NullPointerException\n\tat shop.A.x(A.java:1)\n",
        NOON,
        new Confidence(0.75, List.of("a test shows it", "it is small")));
  }
}
