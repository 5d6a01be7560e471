package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.MethodBody.Assignment;
import dev.hephaestus.server.repository.MethodBody.Call;
import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Follows an index that does not exist out of the method that used it: as far as it came in as a
 * parameter, whoever computed and passed it is suspicious.
 *
 * <p>Other values are not followed so: who should have minded a null is as often the one who was
 * given it.
 */
final class OriginSignal implements Signal {

  private static final int STEPS = 3;
  private static final double LEAST = 0.05;

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    List<ProjectFrame> frames = scene.distinctFrames();
    if (frames.isEmpty()
        || !frames.get(0).thrown().className().endsWith("IndexOutOfBoundsException")) {
      return;
    }
    String reason = "passes the index that failed in " + frames.get(0).method().symbol();
    double certain = 1;
    String entered = "";
    for (int i = 0; i + 1 < frames.size() && certain > LEAST; i++) {
      ProjectFrame frame = frames.get(i);
      MethodBody body = scene.body(frame).orElse(null);
      int line = Scene.line(frame);
      if (body == null || line == 0 || body.throwsAt(line)) {
        return;
      }
      certain *= shareOfParameters(body, line, entered);
      double weight = scene.weight(Weight.PASSES_INDEX) * certain;
      suspicions.hint(frames.get(i + 1).method(), weight, reason);
      entered = frame.method().name();
    }
  }

  /** How much of what the line works on came in as parameters, from 0 to 1. */
  private static double shareOfParameters(MethodBody body, int line, String entered) {
    Set<String> seen = new HashSet<>(used(body, line, entered));
    Set<String> open = Set.copyOf(seen);
    int made = 0;
    for (int i = 0; i < STEPS; i++) {
      Set<String> next = new TreeSet<>();
      for (Assignment assignment : body.assignments()) {
        if (open.contains(assignment.target()) && assignment.lines().first() <= line) {
          made += assignment.calls().isEmpty() ? 0 : 1;
          next.addAll(assignment.reads());
        }
      }
      next.removeAll(seen);
      seen.addAll(next);
      open = next;
    }
    Set<String> parameters =
        body.method().parameters().stream().map(Parameter::name).collect(Collectors.toSet());
    long given = seen.stream().filter(parameters::contains).count();
    long own = seen.stream().filter(name -> isField(body, name)).count();
    return given == 0 ? 0 : (double) given / (given + made + own);
  }

  private static boolean isField(MethodBody body, String name) {
    return body.fieldReads().contains(name)
        && !name.isEmpty()
        && Character.isLowerCase(name.charAt(0));
  }

  /** The names that the line reads, or those that it passes to the call that was entered. */
  private static Set<String> used(MethodBody body, int line, String entered) {
    Set<String> names = new TreeSet<>();
    for (Call call : body.calls()) {
      if (call.lines().contains(line) && (entered.isEmpty() || call.name().equals(entered))) {
        names.addAll(call.reads());
        if (entered.isEmpty()) {
          names.add(call.receiver());
        }
      }
    }
    if (entered.isEmpty()) {
      body.assignments().stream()
          .filter(assignment -> assignment.lines().contains(line))
          .forEach(assignment -> names.addAll(assignment.reads()));
    }
    names.remove("");
    return names;
  }
}
