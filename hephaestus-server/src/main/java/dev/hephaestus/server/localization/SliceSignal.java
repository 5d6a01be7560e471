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
 * What made the values that the faulty line uses, or decided that it runs: the calls in a backward
 * slice of the innermost methods of the stack, and the methods that assign the fields in it.
 */
final class SliceSignal implements Signal {

  private static final int FRAMES_SLICED = 4;
  private static final double FIRST_FRAME = 0.34;
  private static final double FRAME_DECAY = 0.75;
  private static final double STEP = 0.8;
  private static final int STEPS = 3;
  private static final double FIELD = 0.6;

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    List<ProjectFrame> frames = scene.distinctFrames();
    double weight = FIRST_FRAME;
    for (int i = 0; i < Math.min(FRAMES_SLICED, frames.size()); i++) {
      ProjectFrame frame = frames.get(i);
      int line = Scene.line(frame);
      if (line > 0) {
        double start = weight;
        scene.body(frame).ifPresent(body -> slice(scene, body, line, start, suspicions));
      }
      weight *= FRAME_DECAY;
    }
  }

  private static void slice(
      Scene scene, MethodBody body, int line, double weight, Suspicions suspicions) {
    Map<Call, Double> calls = new LinkedHashMap<>();
    Map<String, Double> names = new HashMap<>();
    seed(body, line, weight, calls, names);
    double step = 1;
    for (int i = 0; i < STEPS; i++) {
      step *= STEP;
      for (Assignment assignment : body.assignments()) {
        double value = names.getOrDefault(assignment.target(), 0.0) * step;
        if (value > 0 && assignment.lines().first() <= line) {
          assignment.calls().forEach(call -> calls.merge(call, value, Math::max));
          assignment.reads().forEach(name -> names.merge(name, value, Math::max));
        }
      }
    }
    calls.forEach((call, value) -> hint(scene, body, call, value, suspicions));
    for (String field : body.fieldReads()) {
      double value = names.getOrDefault(field, 0.0) * FIELD;
      if (value > 0) {
        writers(scene, body, field, value, suspicions);
      }
    }
  }

  private static void seed(
      MethodBody body,
      int line,
      double weight,
      Map<Call, Double> calls,
      Map<String, Double> names) {
    for (Call call : body.calls()) {
      if (call.lines().contains(line)) {
        calls.merge(call, weight, Math::max);
        names.merge(call.receiver(), weight, Math::max);
        call.reads().forEach(name -> names.merge(name, weight, Math::max));
      }
    }
    for (Assignment assignment : body.assignments()) {
      if (assignment.lines().contains(line)) {
        assignment.reads().forEach(name -> names.merge(name, weight, Math::max));
      }
    }
    List<Condition> deciding =
        body.conditions().stream()
            .filter(each -> decides(each, line))
            .sorted(Comparator.comparingInt(each -> distance(each.guarded(), line)))
            .toList();
    double share = weight * 0.9;
    for (Condition condition : deciding) {
      double value = share;
      condition.calls().forEach(call -> calls.merge(call, value, Math::max));
      condition.reads().forEach(name -> names.merge(name, value, Math::max));
      share *= STEP;
    }
  }

  private static boolean decides(Condition condition, int line) {
    return condition.guarded().contains(line)
        || (condition.leaves() && condition.guarded().last() < line);
  }

  private static int distance(LineRange guarded, int line) {
    return line - (guarded.contains(line) ? guarded.first() : guarded.last());
  }

  private static void hint(
      Scene scene, MethodBody body, Call call, double value, Suspicions suspicions) {
    List<MethodDeclaration> callees = scene.graph().callees(body, call);
    double share = value / Math.sqrt(Math.max(1, callees.size() - 1));
    for (MethodDeclaration callee : callees) {
      if (!callee.equals(body.method())) {
        suspicions.hint(
            callee, share, "its result matters where " + body.method().symbol() + " failed");
      }
    }
  }

  private static void writers(
      Scene scene, MethodBody body, String field, double value, Suspicions suspicions) {
    List<MethodBody> writers = scene.graph().fieldWriters(body.method().typeName(), field);
    double share = value / Math.sqrt(Math.max(1, writers.size()));
    for (MethodBody writer : writers) {
      if (!writer.method().equals(body.method())) {
        suspicions.hint(
            writer.method(),
            share,
            "assigns " + field + ", which matters where " + body.method().symbol() + " failed");
      }
    }
  }
}
