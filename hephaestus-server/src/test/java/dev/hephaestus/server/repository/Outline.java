package dev.hephaestus.server.repository;

import dev.hephaestus.server.repository.MethodDeclaration.Parameter;
import java.util.List;
import java.util.stream.Collectors;

/** A parsed source as text, a line for each thing, so that a test shows all that was read. */
final class Outline {

  private final StringBuilder text = new StringBuilder();

  static String of(ParsedSource parsed) {
    Outline outline = new Outline();
    SourceSymbols symbols = parsed.symbols();
    outline.line(0, "package " + symbols.packageName());
    symbols.imports().forEach(each -> outline.line(0, "import " + each));
    symbols.types().forEach(type -> outline.type(type, parsed.bodies()));
    return outline.text.toString();
  }

  private void type(TypeDeclaration type, List<MethodBody> bodies) {
    String above = type.supertypes().isEmpty() ? "" : " : " + String.join(", ", type.supertypes());
    line(
        0,
        words(type.modifiers())
            + type.kind()
            + " "
            + type.binaryName()
            + above
            + lines(type.lines()));
    for (FieldDeclaration field : type.fields()) {
      line(1, words(field.modifiers()) + field.name() + typed(field.type()) + lines(field.lines()));
    }
    for (MethodDeclaration method : type.methods()) {
      line(
          1,
          words(method.modifiers())
              + method.name()
              + parameters(method)
              + typed(method.returnType())
              + lines(method.lines()));
      bodies.stream().filter(body -> body.method().equals(method)).forEach(this::body);
    }
  }

  private void body(MethodBody body) {
    if (!body.calls().isEmpty()) {
      line(2, "calls " + body.calls().stream().map(Outline::call).collect(Collectors.joining(" ")));
    }
    body.throwSites()
        .forEach(
            site ->
                line(2, "throws " + site.type() + literals(site.literals()) + lines(site.lines())));
    body.logStatements()
        .forEach(
            log -> line(2, "logs " + log.level() + literals(log.literals()) + lines(log.lines())));
    if (!body.conditions().isEmpty()) {
      line(
          2,
          "decides by "
              + body.conditions().stream()
                  .map(Outline::condition)
                  .collect(Collectors.joining(" ")));
    }
    if (!body.assignments().isEmpty()) {
      line(
          2,
          "sets "
              + body.assignments().stream()
                  .map(MethodBody.Assignment::target)
                  .collect(Collectors.joining(" ")));
    }
    if (!body.fieldReads().isEmpty()) {
      line(2, "reads " + body.fieldReads().stream().sorted().collect(Collectors.joining(" ")));
    }
  }

  private static String call(MethodBody.Call call) {
    String receiver = call.receiver().isEmpty() ? "" : call.receiver() + ".";
    return receiver + call.name() + "/" + call.arguments();
  }

  private static String condition(MethodBody.Condition condition) {
    String names = condition.reads().stream().sorted().collect(Collectors.joining(","));
    return names + (condition.leaves() ? "!" : "") + lines(condition.guarded());
  }

  private static String parameters(MethodDeclaration method) {
    return method.parameters().stream()
        .map(Outline::parameter)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static String parameter(Parameter parameter) {
    return (parameter.type() + " " + parameter.name()).strip();
  }

  private static String literals(List<String> literals) {
    return literals.stream().map(each -> " '" + each + "'").collect(Collectors.joining());
  }

  private static String typed(String type) {
    return type.isEmpty() ? "" : ": " + type;
  }

  private static String words(List<String> modifiers) {
    return modifiers.stream().map(each -> each + " ").collect(Collectors.joining());
  }

  private static String lines(LineRange lines) {
    return " @" + lines.first() + (lines.length() == 1 ? "" : "-" + lines.last());
  }

  private void line(int indent, String line) {
    text.append("  ".repeat(indent)).append(line.replace("\n", "\\n").stripTrailing()).append('\n');
  }
}
