package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who produced a null, where the record says what was null: the JVM's message does, and so do
 * captured values.
 *
 * <p><i>Source:</i> JEP 358, Helpful NullPointerExceptions.
 */
final class NullSignal implements Signal {

  private static final Pattern RETURNED =
      Pattern.compile("because the return value of \"([\\w.$]{1,400})\\.([\\w$<>]{1,200})\\(");
  private static final Pattern NAMED =
      Pattern.compile("because \"(this\\.)?([\\w$]{1,200})\" is null");
  private static final Pattern PARAMETER =
      Pattern.compile("because \"<parameter(\\d{1,3})>\" is null");

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    List<ProjectFrame> frames = scene.distinctFrames();
    if (frames.isEmpty()
        || !frames.get(0).thrown().className().equals("java.lang.NullPointerException")) {
      return;
    }
    ProjectFrame innermost = frames.get(0);
    String told = innermost.thrown().message();
    String message = told == null ? "" : told;
    returned(scene, message, suspicions);
    Set<String> fields = new TreeSet<>();
    Set<String> parameters = new TreeSet<>();
    read(message, innermost.method(), fields, parameters);
    captured(scene, innermost, fields, parameters);
    fields.forEach(field -> left(scene, innermost.method(), field, suspicions));
    if (frames.size() > 1) {
      for (String parameter : parameters) {
        suspicions.hint(
            frames.get(1).method(),
            scene.weight(Weight.PRODUCES_NULL),
            "passes null as " + parameter + " of " + innermost.method().symbol());
      }
    }
  }

  private static void returned(Scene scene, String message, Suspicions suspicions) {
    Matcher matcher = RETURNED.matcher(message);
    if (!matcher.find()) {
      return;
    }
    Set<MethodDeclaration> found = new LinkedHashSet<>();
    for (MethodDeclaration method :
        scene.graph().type(matcher.group(1)).map(TypeDeclaration::methods).orElse(List.of())) {
      if (method.name().equals(matcher.group(2))) {
        found.add(method);
        found.addAll(scene.graph().overrides(method));
      }
    }
    double share = scene.weight(Weight.PRODUCES_NULL) / Math.sqrt(Math.max(1, found.size()));
    found.forEach(
        method -> suspicions.hint(method, share * scene.substance(method), "returned the null"));
  }

  private static void read(
      String message, MethodDeclaration method, Set<String> fields, Set<String> parameters) {
    Matcher named = NAMED.matcher(message);
    if (named.find()) {
      boolean own =
          method.parameters().stream().map(Parameter::name).anyMatch(named.group(2)::equals);
      if (named.group(1) != null) {
        fields.add(named.group(2));
      } else if (own) {
        parameters.add(named.group(2));
      }
    }
    Matcher numbered = PARAMETER.matcher(message);
    if (numbered.find()) {
      int index = Integer.parseInt(numbered.group(1)) - 1;
      if (index >= 0 && index < method.parameters().size()) {
        parameters.add(method.parameters().get(index).name());
      }
    }
  }

  /** Null arguments, and null fields of the receiver, that the failing line works on. */
  private static void captured(
      Scene scene, ProjectFrame frame, Set<String> fields, Set<String> parameters) {
    MethodBody body = scene.body(frame).orElse(null);
    if (body == null) {
      return;
    }
    int line = Scene.line(frame);
    Set<String> receivers = new LinkedHashSet<>();
    body.calls().stream()
        .filter(call -> call.lines().contains(line))
        .forEach(call -> receivers.add(call.receiver()));
    for (CapturedValue value : frame.frame().values()) {
      if (value.kind() == CapturedValue.Kind.NULL && receivers.contains(value.name())) {
        parameters.add(value.name());
      }
      if (value.name().equals("this")) {
        value.parts().stream()
            .filter(part -> part.kind() == CapturedValue.Kind.NULL)
            .filter(part -> receivers.contains(part.name()))
            .forEach(part -> fields.add(part.name()));
      }
    }
  }

  /** Whoever sets a field may have set it to null, and so may its declaration have left it. */
  private static void left(
      Scene scene, MethodDeclaration reader, String field, Suspicions suspicions) {
    double weight = scene.weight(Weight.PRODUCES_NULL);
    List<MethodBody> writers = scene.graph().fieldWriters(reader.typeName(), field);
    double share = weight / Math.sqrt(writers.size() + 1.0);
    for (MethodBody writer : writers) {
      if (!writer.method().equals(reader)) {
        suspicions.hint(writer.method(), share, "sets " + field + ", which was null");
      }
    }
    scene
        .graph()
        .type(reader.typeName())
        .flatMap(type -> Declarations.field(type, field))
        .ifPresent(
            declared -> suspicions.hint(declared, share, "declares " + field + ", which was null"));
  }
}
