package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.MethodBody.Call;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Methods that only check, only make an exception or only hand on what they were given are rarely
 * what has to change: whoever called them is.
 */
final class HelperSignal implements Signal {

  private static final int SHORT = 12;
  private static final Pattern THROWABLE = Pattern.compile(".*(?:Exception|Error|Throwable)");

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    List<ProjectFrame> frames = scene.distinctFrames();
    boolean raisedByInner = false;
    for (int i = 0; i + 1 < frames.size(); i++) {
      ProjectFrame frame = frames.get(i);
      MethodBody body = scene.body(frame).orElse(null);
      if (body == null) {
        continue;
      }
      boolean makes = makesException(body);
      if (makes) {
        suspicions.doubt(
            frame.method(),
            scene.weight(Weight.MAKES_EXCEPTION),
            "but it only makes the exception");
      } else {
        boolean raised = raisedByInner || body.throwsAt(Scene.line(frame));
        boolean toProject = i > 0 || raised || surfacedHere(frame);
        doubt(scene, body, frame, raised, raisedByInner, !toProject || i > 0, suspicions);
      }
      raisedByInner = makes && (i == 0 || raisedByInner);
    }
  }

  private static void doubt(
      Scene scene,
      MethodBody body,
      ProjectFrame frame,
      boolean raised,
      boolean raisedByInner,
      boolean calls,
      Suspicions suspicions) {
    MethodBody.Shape shape = body.shape();
    int others = shape.statements() - shape.checks() - (raisedByInner ? 1 : 0);
    if (raised && frame.thrown().cause() != null) {
      suspicions.doubt(
          frame.method(), scene.weight(Weight.ONLY_WRAPS), "but it only wraps the cause");
    } else if (raised && others <= 0 && shape.returns() <= 1) {
      suspicions.doubt(
          frame.method(), scene.weight(Weight.ONLY_CHECKS), "but it only checks what it is given");
    } else if (calls && handsOn(body, Scene.line(frame))) {
      boolean noMore = shape.statements() <= 2;
      suspicions.doubt(
          frame.method(),
          scene.weight(noMore ? Weight.HANDS_ON_AND_NO_MORE : Weight.HANDS_ON),
          "but it only hands on what it is given");
    }
  }

  private static boolean makesException(MethodBody body) {
    MethodDeclaration method = body.method();
    return (body.shape().alwaysThrows() && body.shape().statements() <= SHORT)
        || THROWABLE.matcher(method.returnType()).matches()
        || THROWABLE.matcher(CodeGraph.simple(method.typeName())).matches();
  }

  /** Whether the exception was thrown by this call itself, and not by a library it called. */
  private static boolean surfacedHere(ProjectFrame frame) {
    List<Frame> own = frame.thrown().frames();
    return own.isEmpty() || own.get(0).equals(frame.frame());
  }

  /** Whether every value in the calls of the line came in as a parameter and was left alone. */
  private static boolean handsOn(MethodBody body, int line) {
    Set<String> given =
        body.method().parameters().stream()
            .map(Parameter::name)
            .collect(Collectors.toCollection(HashSet::new));
    given.removeAll(body.fieldWrites());
    body.assignments().forEach(assignment -> given.remove(assignment.target()));
    List<Call> calls = body.calls().stream().filter(call -> call.lines().contains(line)).toList();
    boolean any = false;
    for (Call call : calls) {
      for (String name : call.reads()) {
        if (!given.contains(name) && !isConstant(name)) {
          return false;
        }
        any |= given.contains(name);
      }
    }
    return any && calls.size() <= 2;
  }

  private static boolean isConstant(String name) {
    return name.equals(name.toUpperCase(java.util.Locale.ROOT));
  }
}
