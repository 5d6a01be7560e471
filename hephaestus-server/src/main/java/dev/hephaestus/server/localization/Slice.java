package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.MethodBody.Assignment;
import dev.hephaestus.server.repository.MethodBody.Call;
import dev.hephaestus.server.repository.MethodBody.Condition;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What made the values that a line of a method uses, or decided that it runs: a backward slice, and
 * the methods that its calls and fields lead to.
 */
final class Slice {
  private static final int STEPS = 3;
  private static final double LEAST = 0.01;
  private static final int ACCESSOR_STATEMENTS = 2;

  private final Scene scene;
  private final MethodBody body;
  private final int line;
  private final String entered;
  private final double step;
  private final double fieldWriter;
  private final Map<Call, Double> calls = new LinkedHashMap<>();
  private final Map<String, Double> names = new HashMap<>();

  /**
   * A slice.
   *
   * @param entered the method whose call at the line is part of the stack, and no news; or empty
   */
  Slice(Scene scene, MethodBody body, int line, String entered, double weight) {
    this.scene = scene;
    this.body = body;
    this.line = line;
    this.entered = entered;
    this.step = scene.weight(Weight.SLICE_STEP);
    this.fieldWriter = scene.weight(Weight.FIELD_WRITER);
    seedLine(weight);
    seedConditions(weight);
    for (int i = 0; i < STEPS; i++) {
      step();
    }
  }

  private void seedLine(double weight) {
    if (body.throwsAt(line)) {
      // What an exception's message is made of has no part in why it is thrown.
      return;
    }
    for (Call call : body.calls()) {
      if (call.lines().contains(line)) {
        boolean onStack = call.name().equals(entered);
        if (!onStack) {
          raise(calls, call, weight);
        }
        raise(names, call.receiver(), weight);
        call.reads().forEach(name -> raise(names, name, weight));
      }
    }
    for (Assignment assignment : body.assignments()) {
      if (assignment.lines().contains(line)) {
        assignment.reads().forEach(name -> raise(names, name, weight));
      }
    }
  }

  private void seedConditions(double weight) {
    List<Condition> deciding =
        body.conditions().stream()
            .filter(each -> decides(each, line))
            .sorted(Comparator.comparingInt(each -> distance(each.guarded(), line)))
            .toList();
    double share = weight * step;
    for (Condition condition : deciding) {
      for (Call call : condition.calls()) {
        raise(calls, call, share);
        raise(names, call.receiver(), share);
      }
      for (String name : condition.reads()) {
        raise(names, name, share);
      }
      share *= step;
    }
  }

  private void step() {
    for (Assignment assignment : body.assignments()) {
      double value = names.getOrDefault(assignment.target(), 0.0) * step;
      if (value > 0 && assignment.lines().first() <= line) {
        for (Call call : assignment.calls()) {
          raise(calls, call, value);
          raise(names, call.receiver(), value * step);
        }
        assignment.reads().forEach(name -> raise(names, name, value));
      }
    }
  }

  void hint(Suspicions suspicions) {
    String reason = "its result matters where " + body.method().symbol() + " failed";
    calls.forEach(
        (call, value) -> {
          List<MethodDeclaration> callees = scene.callees(body, call);
          double share = value / Math.sqrt(Math.max(1, callees.size() - 1));
          for (MethodDeclaration callee : callees) {
            if (!callee.equals(body.method()) && !call.name().equals(entered)) {
              suspicions.hint(callee, share * scene.substance(callee), reason);
              throughAccessor(callee, share, suspicions);
            }
          }
        });
    for (String field : body.fieldReads()) {
      writers(body, field, names.getOrDefault(field, 0.0) * fieldWriter, suspicions);
    }
  }

  /** An accessor's result is what others put into its field. */
  private void throughAccessor(MethodDeclaration callee, double value, Suspicions suspicions) {
    MethodBody accessor = scene.graph().body(callee).orElse(null);
    if (accessor != null
        && accessor.shape().statements() <= ACCESSOR_STATEMENTS
        && accessor.fieldWrites().isEmpty()) {
      accessor
          .fieldReads()
          .forEach(field -> writers(accessor, field, value * fieldWriter, suspicions));
    }
  }

  private void writers(MethodBody reader, String field, double value, Suspicions suspicions) {
    if (value < LEAST) {
      return;
    }
    List<MethodBody> writers = scene.graph().fieldWriters(reader.method().typeName(), field);
    double share = value / Math.sqrt(Math.max(1, writers.size()));
    for (MethodBody writer : writers) {
      if (!writer.method().equals(body.method())) {
        suspicions.hint(
            writer.method(),
            share * scene.substance(writer.method()),
            "changes " + field + ", which matters where " + body.method().symbol() + " failed");
      }
    }
  }

  private static <K> void raise(Map<K, Double> map, K key, double value) {
    map.merge(key, value, Math::max);
  }

  private static boolean decides(Condition condition, int line) {
    return condition.guarded().contains(line)
        || (condition.leaves() && condition.guarded().last() < line);
  }

  private static int distance(LineRange guarded, int line) {
    return line - (guarded.contains(line) ? guarded.first() : guarded.last());
  }
}
