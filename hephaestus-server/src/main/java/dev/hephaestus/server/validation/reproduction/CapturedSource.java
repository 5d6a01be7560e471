package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.TypeDeclaration;
import dev.hephaestus.server.repository.TypeDeclaration.Kind;
import dev.hephaestus.server.validation.reproduction.fixture.JavaText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes captured values as Java: literals, enums, arrays, collections, maps, and the project's own
 * types by the constructor whose parameters are named as the fields, by setters, or by fields.
 *
 * <p><i>Shape:</i> captured values are foreign text; names are checked, texts are quoted, and there
 * are bounds on depth and number.
 *
 * <p><i>Errors:</i> empty when a value cannot be made so.
 */
final class CapturedSource {
  private static final int MAX_DEPTH = 6;
  private static final int MAX_VALUES = 300;
  private static final int MAX_TEXT = 2_000;
  private static final Pattern BINARY_NAME = Pattern.compile("(?:[A-Za-z_]\\w*[.$])*[A-Za-z_]\\w*");
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_]\\w*");
  private static final String WITHHELD = "x";

  private final Snapshot snapshot;
  private final String packageName;
  private final List<String> statements = new ArrayList<>();
  private final Map<String, String> imports = new LinkedHashMap<>();
  private int values;
  private int variables;

  /** Source for a test in a package. */
  CapturedSource(Snapshot snapshot, String packageName) {
    this.snapshot = snapshot;
    this.packageName = packageName;
  }

  /** What has to stand before. */
  List<String> statements() {
    return List.copyOf(statements);
  }

  /** The classes that are named. */
  List<String> imports() {
    return imports.values().stream()
        .filter(name -> !name.startsWith("java.lang."))
        .filter(name -> !packageOf(name).equals(packageName))
        .sorted()
        .toList();
  }

  /** The value as an expression. */
  Optional<String> write(CapturedValue value) {
    return write(value, 0);
  }

  private Optional<String> write(CapturedValue value, int depth) {
    if (depth > MAX_DEPTH || ++values > MAX_VALUES) {
      return Optional.empty();
    }
    return switch (value.kind()) {
      case NULL -> Optional.of("null");
      case STRING ->
          value.text().length() > MAX_TEXT
              ? Optional.empty()
              : Optional.of(JavaText.quoted(value.redacted() ? WITHHELD : value.text()));
      case PRIMITIVE -> value.redacted() ? Optional.empty() : JavaText.primitive(value.type(), value.text());
      case ENUM -> constant(value);
      case ARRAY -> array(value, depth);
      case COLLECTION -> collection(value, depth);
      case MAP -> map(value, depth);
      case OBJECT -> object(value, depth);
    };
  }

  private Optional<String> constant(CapturedValue value) {
    // A constant with a body has a class of its own.
    String type = value.type().replaceFirst("\\$\\d+$", "");
    return IDENTIFIER.matcher(value.text()).matches()
        ? name(type).map(name -> name + "." + value.text())
        : Optional.empty();
  }

  private Optional<String> array(CapturedValue value, int depth) {
    Optional<String> component = JavaText.component(value.type()).flatMap(this::nameWithBrackets);
    Optional<List<String>> elements = all(value.parts(), depth);
    return component.isPresent() && elements.isPresent()
        ? Optional.of(
            "new " + component.get() + "[] {" + String.join(", ", elements.get()) + "}")
        : Optional.empty();
  }

  private Optional<String> nameWithBrackets(String type) {
    int brackets = type.indexOf('[');
    String plain = brackets < 0 ? type : type.substring(0, brackets);
    String rest = brackets < 0 ? "" : type.substring(brackets);
    return JavaText.isPrimitive(plain) ? Optional.of(type) : name(plain).map(n -> n + rest);
  }

  private Optional<String> collection(CapturedValue value, int depth) {
    Optional<List<String>> elements = all(value.parts(), depth);
    if (elements.isEmpty()) {
      return Optional.empty();
    }
    String simple = value.type().replaceFirst(".*[.$]", "");
    String made =
        simple.contains("Set") ? "LinkedHashSet" : simple.contains("Deque") ? "ArrayDeque" : "ArrayList";
    String type = name("java.util." + made).orElseThrow();
    if (elements.get().isEmpty()) {
      return Optional.of("new " + type + "<>()");
    }
    boolean one = elements.get().equals(List.of("null"));
    String some =
        one
            ? name("java.util.Collections").orElseThrow() + ".singletonList(null)"
            : name("java.util.Arrays").orElseThrow()
                + ".asList("
                + String.join(", ", elements.get())
                + ")";
    return Optional.of("new " + type + "<>(" + some + ")");
  }

  private Optional<String> map(CapturedValue value, int depth) {
    String variable = variable("map");
    String type = name("java.util.Map").orElseThrow();
    List<String> puts = new ArrayList<>();
    for (CapturedValue entry : value.parts()) {
      Map<String, CapturedValue> sides =
          entry.parts().size() == 2 ? byName(entry.parts()) : Map.of();
      CapturedValue key = sides.get("key");
      CapturedValue side = sides.get("value");
      Optional<String> written =
          key == null ? Optional.of(JavaText.quoted(entry.name())) : write(key, depth + 1);
      Optional<String> put = write(key == null || side == null ? entry : side, depth + 1);
      if (written.isEmpty() || put.isEmpty()) {
        return Optional.empty();
      }
      puts.add(variable + ".put(" + written.get() + ", " + put.get() + ");");
    }
    String made = name("java.util.LinkedHashMap").orElseThrow();
    statements.add(type + " " + variable + " = new " + made + "();");
    statements.addAll(puts);
    return Optional.of(variable);
  }

  private Optional<String> object(CapturedValue value, int depth) {
    Optional<TypeDeclaration> type = snapshot.types(value.type()).stream().findFirst();
    Optional<String> name = name(value.type());
    boolean makeable =
        type.isPresent()
            && name.isPresent()
            && (type.get().kind() == Kind.CLASS || type.get().kind() == Kind.RECORD)
            && !type.get().modifiers().contains("abstract");
    if (!makeable) {
      return Optional.empty();
    }
    Map<String, CapturedValue> fields = byName(value.parts());
    if (type.get().kind() == Kind.RECORD) {
      List<String> components =
          type.get().fields().stream()
              .filter(field -> !field.modifiers().contains("static"))
              .map(field -> field.name())
              .toList();
      return called("new " + name.get(), components, fields, depth);
    }
    List<MethodDeclaration> constructors =
        type.get().methods().stream()
            .filter(method -> method.name().equals("<init>") && isCallable(method, value.type()))
            .filter(method -> fields.keySet().containsAll(names(method)))
            .sorted(Comparator.comparingInt((MethodDeclaration m) -> m.parameters().size()).reversed())
            .toList();
    boolean byDefault = type.get().methods().stream().noneMatch(m -> m.name().equals("<init>"));
    if (constructors.isEmpty() && !byDefault) {
      return Optional.empty();
    }
    List<String> given = byDefault ? List.of() : names(constructors.get(0));
    return called("new " + name.get(), given, fields, depth)
        .flatMap(made -> filled(type.get(), name.get(), made, given, fields, depth));
  }

  private Optional<String> called(
      String what, List<String> names, Map<String, CapturedValue> fields, int depth) {
    List<CapturedValue> given = new ArrayList<>();
    for (String name : names) {
      CapturedValue field = fields.get(name);
      if (field == null) {
        return Optional.empty();
      }
      given.add(field);
    }
    return all(given, depth).map(values -> what + "(" + String.join(", ", values) + ")");
  }

  /** Sets what the constructor did not take, as far as a test in this package can. */
  private Optional<String> filled(
      TypeDeclaration type,
      String name,
      String made,
      List<String> given,
      Map<String, CapturedValue> fields,
      int depth) {
    List<String> sets = new ArrayList<>();
    String variable = variable(type.simpleName());
    for (Map.Entry<String, CapturedValue> field : fields.entrySet()) {
      String key = field.getKey();
      if (given.contains(key) || !IDENTIFIER.matcher(key).matches()) {
        continue;
      }
      Optional<String> target = setting(type, key);
      if (target.isPresent()) {
        Optional<String> written = write(field.getValue(), depth + 1);
        if (written.isEmpty()) {
          return Optional.empty();
        }
        sets.add(variable + "." + target.get().replace("?", written.get()) + ";");
      }
    }
    if (sets.isEmpty()) {
      return Optional.of(made);
    }
    statements.add(name + " " + variable + " = " + made + ";");
    statements.addAll(sets);
    return Optional.of(variable);
  }

  private Optional<String> setting(TypeDeclaration type, String field) {
    String setter = "set" + field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
    boolean hasSetter =
        type.methods().stream()
            .anyMatch(
                method ->
                    method.name().equals(setter)
                        && method.parameters().size() == 1
                        && isCallable(method, type.binaryName()));
    if (hasSetter) {
      return Optional.of(setter + "(?)");
    }
    boolean open =
        type.fields().stream()
            .filter(declared -> declared.name().equals(field))
            .anyMatch(
                declared ->
                    !declared.modifiers().contains("final")
                        && !declared.modifiers().contains("private")
                        && (declared.modifiers().contains("public")
                            || packageOf(type.binaryName()).equals(packageName)));
    return open ? Optional.of(field + " = ?") : Optional.empty();
  }

  private boolean isCallable(MethodDeclaration method, String owner) {
    return method.modifiers().contains("public")
        || (!method.modifiers().contains("private") && packageOf(owner).equals(packageName));
  }

  private Optional<List<String>> all(List<CapturedValue> parts, int depth) {
    List<String> written = new ArrayList<>();
    for (CapturedValue part : parts) {
      Optional<String> one = write(part, depth + 1);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      written.add(one.get());
    }
    return Optional.of(written);
  }

  /** The simple name, imported; the whole one where another class has the simple one. */
  Optional<String> name(String binaryName) {
    if (!BINARY_NAME.matcher(binaryName).matches() || binaryName.matches(".*\\$\\d.*")) {
      return Optional.empty();
    }
    String top = binaryName.replaceFirst("[$].*", "");
    String simple = top.substring(top.lastIndexOf('.') + 1);
    String nested = binaryName.substring(top.length()).replace('$', '.');
    String known = imports.putIfAbsent(simple, top);
    return Optional.of((known == null || known.equals(top) ? simple : top) + nested);
  }

  private String variable(String of) {
    return of.substring(0, 1).toLowerCase(Locale.ROOT) + of.substring(1) + ++variables;
  }

  private static List<String> names(MethodDeclaration method) {
    return method.parameters().stream().map(MethodDeclaration.Parameter::name).toList();
  }

  private static Map<String, CapturedValue> byName(List<CapturedValue> parts) {
    return parts.stream()
        .collect(
            Collectors.toMap(
                CapturedValue::name, part -> part, (one, other) -> one, LinkedHashMap::new));
  }

  private static String packageOf(String binaryName) {
    return binaryName.substring(0, Math.max(0, binaryName.lastIndexOf('.')));
  }
}
