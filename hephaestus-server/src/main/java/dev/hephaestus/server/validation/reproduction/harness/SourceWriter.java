package dev.hephaestus.server.validation.reproduction.harness;

import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects the statements and imports of a test while expressions are written. */
final class SourceWriter {
  private static final Set<String> KEYWORDS =
      Set.of(
          "abstract",
          "assert",
          "boolean",
          "break",
          "byte",
          "case",
          "catch",
          "char",
          "class",
          "const",
          "continue",
          "default",
          "do",
          "double",
          "else",
          "enum",
          "extends",
          "final",
          "finally",
          "float",
          "for",
          "goto",
          "if",
          "implements",
          "import",
          "instanceof",
          "int",
          "interface",
          "long",
          "native",
          "new",
          "package",
          "private",
          "protected",
          "public",
          "return",
          "short",
          "static",
          "strictfp",
          "super",
          "switch",
          "synchronized",
          "this",
          "throw",
          "throws",
          "transient",
          "try",
          "void",
          "volatile",
          "while",
          "true",
          "false",
          "null",
          "var",
          "record",
          "yield",
          "sealed",
          "permits");

  private final String packageName;
  private final List<String> statements = new ArrayList<>();
  private final TreeMap<String, String> imports = new TreeMap<>();
  private final Set<String> names = new HashSet<>();

  SourceWriter(String packageName) {
    this.packageName = packageName;
  }

  List<String> statements() {
    return statements;
  }

  /** The classes to import, sorted. */
  Set<String> imports() {
    return new LinkedHashSet<>(imports.values().stream().sorted().toList());
  }

  void statement(String statement) {
    statements.add(statement);
  }

  /** Declares a variable and gives its name. */
  String variable(Type type, String value) {
    String name = freeName(type);
    statements.add(generic(type) + " " + name + " = " + value + ";");
    return name;
  }

  private String freeName(Type type) {
    String simple = Types.erase(type).getSimpleName().replaceAll("\\W", "s");
    int upper = 1; // CSVFormat becomes csvFormat
    while (upper < simple.length() && Character.isUpperCase(simple.charAt(upper))) {
      upper++;
    }
    int cut = upper > 1 && upper < simple.length() ? upper - 1 : upper;
    String base = simple.substring(0, cut).toLowerCase(Locale.ROOT) + simple.substring(cut);
    base = KEYWORDS.contains(base) ? base + "Value" : base;
    String name = base;
    for (int i = 2; !names.add(name); i++) {
      name = base + i;
    }
    return name;
  }

  /** The name of a class as the test may write it. */
  String type(Class<?> type) {
    if (type.isArray()) {
      return type(type.getComponentType()) + "[]";
    }
    if (type.isPrimitive()) {
      return type.getName();
    }
    Class<?> enclosing = type.getEnclosingClass();
    if (enclosing != null) {
      return type(enclosing) + "." + type.getSimpleName();
    }
    String packageOfType = type.getPackageName();
    if (packageOfType.equals("java.lang") || packageOfType.equals(packageName)) {
      return type.getSimpleName();
    }
    String imported = imports.putIfAbsent(type.getSimpleName(), type.getName());
    return imported == null || imported.equals(type.getName())
        ? type.getSimpleName()
        : type.getName();
  }

  /** A type with its arguments. */
  String generic(Type type) {
    return switch (type) {
      case ParameterizedType p ->
          type(Types.erase(p))
              + Stream.of(p.getActualTypeArguments())
                  .map(this::boxed)
                  .collect(Collectors.joining(", ", "<", ">"));
      case GenericArrayType a -> generic(a.getGenericComponentType()) + "[]";
      default -> {
        Class<?> erased = Types.erase(type);
        yield type(erased) + (erased.isArray() ? "" : wildcards(erased));
      }
    };
  }

  private String boxed(Type argument) {
    return argument instanceof WildcardType || argument instanceof TypeVariable<?>
        ? type(Types.erase(argument))
        : generic(argument);
  }

  /** Arguments for a constructor of a generic class of which no more is known. */
  String wildArguments(Class<?> type) {
    return type.getTypeParameters().length == 0
        ? ""
        : Stream.of(type.getTypeParameters())
            .map(parameter -> type(Types.erase(parameter)))
            .collect(Collectors.joining(", ", "<", ">"));
  }

  private String wildcards(Class<?> type) {
    return wildArguments(type);
  }

  String emptyArray(Class<?> component) {
    String suffix = "";
    Class<?> base = component;
    while (base.isArray()) {
      suffix += "[]";
      base = base.getComponentType();
    }
    return type(base) + "[0]" + suffix;
  }

  /** An element of an array, whose type says what a null is. */
  String element(Expression element, Class<?> component) {
    return element instanceof Expression.Null && !component.isPrimitive()
        ? "null"
        : element.write(this);
  }

  /** The arguments of a call; a null is cast only where the call would be ambiguous. */
  String arguments(Expression.Call call) {
    Executable executable = call.executable();
    boolean cast = executable.isVarArgs() || Types.isOverloaded(executable);
    List<String> sources = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      sources.add(argument instanceof Expression.Null && !cast ? "null" : argument.write(this));
    }
    return String.join(", ", sources);
  }
}
