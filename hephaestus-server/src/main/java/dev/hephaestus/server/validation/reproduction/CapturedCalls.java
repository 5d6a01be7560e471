package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.localization.ProjectFrame;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The logged calls with the values that they had, as far as the agent saw them. */
final class CapturedCalls {
  private static final int ONE_LINE = 200;

  private final Snapshot snapshot;

  CapturedCalls(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** The calls that can be written, outermost first. */
  List<Hit> of(FaultTarget target) {
    List<Hit> hits = new ArrayList<>();
    for (int i = target.calls().size() - 1; i >= 0; i--) {
      ProjectFrame call = target.calls().get(i);
      if (!call.frame().values().isEmpty() && !call.method().modifiers().contains("private")) {
        call(call, i + 1).ifPresent(hits::add);
      }
    }
    return hits;
  }

  private Optional<Hit> call(ProjectFrame call, int frames) {
    MethodDeclaration method = call.method();
    String owner = method.typeName();
    String packageName = owner.substring(0, Math.max(0, owner.lastIndexOf('.')));
    CapturedSource source = new CapturedSource(snapshot, packageName);
    Optional<List<String>> arguments = arguments(method, call.frame().values(), source);
    Optional<String> type = source.name(owner);
    if (arguments.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    String passed = "(" + String.join(", ", arguments.get()) + ");";
    List<String> statements = new ArrayList<>();
    String made;
    if (method.name().equals("<init>")) {
      made = "new " + type.get() + passed;
    } else if (method.modifiers().contains("static")) {
      made = type.get() + "." + method.name() + passed;
    } else {
      Optional<String> receiver = named(call.frame().values(), "this").flatMap(source::write);
      if (receiver.isEmpty() || receiver.get().equals("null")) {
        return Optional.empty();
      }
      String simple = type.get().substring(type.get().lastIndexOf('.') + 1);
      String name = simple.substring(0, 1).toLowerCase(Locale.ROOT) + simple.substring(1);
      String variable = name.equals(simple) || isKeyword(name) ? "subject" : name;
      statements.add(type.get() + " " + variable + " = " + receiver.get() + ";");
      made = variable + "." + method.name() + passed;
    }
    statements.addAll(0, source.statements());
    String human = String.join(" ", statements) + " " + made;
    return Optional.of(
        new Hit(
            packageName,
            owner,
            method.name(),
            source.imports(),
            statements,
            made,
            List.of(),
            human.length() <= ONE_LINE ? human.strip() : made,
            frames,
            true,
            0,
            0));
  }

  private static Optional<List<String>> arguments(
      MethodDeclaration method, List<CapturedValue> values, CapturedSource source) {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < method.parameters().size(); i++) {
      String byPosition = "arg" + i;
      Optional<String> argument =
          named(values, method.parameters().get(i).name())
              .or(() -> named(values, byPosition))
              .flatMap(source::write);
      if (argument.isEmpty()) {
        return Optional.empty();
      }
      written.add(argument.get());
    }
    return Optional.of(written);
  }

  private static Optional<CapturedValue> named(List<CapturedValue> values, String name) {
    return values.stream().filter(value -> value.name().equals(name)).findFirst();
  }

  private static boolean isKeyword(String name) {
    return javax.lang.model.SourceVersion.isKeyword(name);
  }
}
