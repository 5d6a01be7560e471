package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.MethodBody.Call;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the signals look at.
 *
 * @param snapshot the code
 * @param graph who calls, extends and writes what in it
 * @param record what was logged
 * @param frames its in-project calls, deepest cause first, innermost call first
 * @param weights how much each kind of hint counts
 */
record Scene(
    Snapshot snapshot,
    CodeGraph graph,
    LogRecord record,
    List<ProjectFrame> frames,
    Weights weights) {

  private static final Set<String> FOREIGN =
      Set.of(
          "String",
          "StringBuilder",
          "StringBuffer",
          "Integer",
          "Long",
          "Double",
          "Float",
          "Short",
          "Byte",
          "Boolean",
          "Character",
          "Math",
          "System",
          "Arrays",
          "Collections",
          "Objects");

  private static final Set<String> OF_ALL_OBJECTS = Set.of("equals", "hashCode", "toString");

  Scene {
    frames = List.copyOf(frames);
  }

  Scene(Snapshot snapshot, CodeGraph graph, LogRecord record, List<ProjectFrame> frames) {
    this(snapshot, graph, record, frames, Weights.USUAL);
  }

  double weight(Weight weight) {
    return weights.of(weight);
  }

  /** The frames without those of a method that was met before. */
  List<ProjectFrame> distinctFrames() {
    Map<MethodDeclaration, ProjectFrame> first = new LinkedHashMap<>();
    frames.forEach(frame -> first.putIfAbsent(frame.method(), frame));
    return new ArrayList<>(first.values());
  }

  Optional<MethodBody> body(ProjectFrame frame) {
    return graph.body(frame.method());
  }

  /** What a call may run in the repository; nothing when its receiver is the JDK's for certain. */
  List<MethodDeclaration> callees(MethodBody from, Call call) {
    boolean foreign =
        FOREIGN.contains(call.receiverType())
            || FOREIGN.contains(call.receiver())
            || (OF_ALL_OBJECTS.contains(call.name()) && call.receiverType().isEmpty());
    return foreign ? List.of() : graph.callees(from, call);
  }

  /**
   * How likely a method of its size is to hold a fault at all: an accessor hardly, an abstract
   * method not.
   */
  double substance(MethodDeclaration method) {
    int statements = graph.body(method).map(body -> body.shape().statements()).orElse(0);
    return switch (statements) {
      case 0 -> 0.1;
      case 1 -> 0.35;
      case 2 -> 0.6;
      case 3, 4 -> 0.8;
      default -> 1;
    };
  }

  /** The line that the frame was at, kept inside of the method when the revision does not fit. */
  static int line(ProjectFrame frame) {
    int line = frame.frame().line();
    return frame.method().lines().contains(line) ? line : 0;
  }
}
