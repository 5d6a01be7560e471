package dev.hephaestus.server.repair.template;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.NullLiteral;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.SingleVariableDeclaration;
import org.eclipse.jdt.core.dom.Type;

/**
 * What to answer where the real answer cannot be had: what the method, then its class, then a type
 * answers elsewhere.
 *
 * <p><i>Source:</i> VFix (Xu et al. 2019) and SapFix (Marginean et al. 2019) rank values by what
 * the surroundings use.
 */
final class Values {

  /**
   * A value.
   *
   * @param text as Java
   * @param weight how fitting, above 0 and at most 1
   * @param imports what it needs
   */
  record Value(String text, double weight, Set<String> imports) {
    static Value of(String text, double weight) {
      return new Value(text, weight, Set.of());
    }
  }

  private static final int MOST = 3;
  private static final Pattern CONSTANT =
      Pattern.compile(
          "null|true|false|this|-?\\d+[LlFfDd]?|-?\\d+\\.\\d+[FfDd]?|\"\"|'.'|(\\w+\\.)*[A-Z][A-Z0-9_]*"
              + "|Collections\\.empty\\w+\\(\\)|(List|Set|Map)\\.of\\(\\)|Optional\\w*\\.empty\\(\\)"
              + "|new \\w+\\[0\\]");

  private Values() {}

  /** What the site's method could return early; the empty text where it returns nothing. */
  static List<Value> toReturn(Site site, Hazard hazard) {
    Optional<MethodDeclaration> found = site.method();
    if (found.isEmpty()) {
      return List.of();
    }
    MethodDeclaration method = found.get();
    Type type = method.getReturnType2();
    if (method.isConstructor() || type == null || type.toString().equals("void")) {
      return List.of(Value.of("", 1));
    }
    Map<String, Value> values = new LinkedHashMap<>();
    if (method.getName().getIdentifier().equals("equals") && type.toString().equals("boolean")) {
      return List.of(Value.of("false", 1));
    }
    String name = type.toString();
    boolean aboutNull = hazard.bad().endsWith(" == null") && !type.isPrimitiveType();
    List<Value> byType = ofType(name, site.file());
    double nullInNullOut = aboutNull ? Precedent.nullInNullOut(method, hazard, name) : 0;
    if (aboutNull && Precedent.isReturnedCopy(hazard)) {
      nullInNullOut = 1;
    }
    if (nullInNullOut > 0) {
      put(values, Value.of("null", nullInNullOut));
    }
    constants(site, method, hazard).forEach(text -> put(values, Value.of(text, 0.95)));
    byType.stream()
        .filter(value -> !name.equals("boolean") && Precedent.isPromised(method, value.text()))
        .forEach(value -> put(values, new Value(value.text(), 0.9, value.imports())));
    passedThrough(site, method, type)
        .filter(text -> !hazard.bad().equals(text + " == null"))
        .ifPresent(text -> put(values, Value.of(text, 0.85)));
    for (MethodDeclaration other : sameType(method)) {
      double weight = Precedent.ofSibling(method, other, hazard, name);
      constants(site, other, hazard).forEach(text -> put(values, Value.of(text, weight)));
    }
    double believed = Precedent.ofType(hazard, name);
    byType.forEach(
        value -> put(values, new Value(value.text(), believed * value.weight(), value.imports())));
    return values.values().stream()
        .sorted((a, b) -> Double.compare(b.weight(), a.weight()))
        .limit(MOST)
        .toList();
  }

  private static void put(Map<String, Value> values, Value value) {
    values.merge(value.text(), value, (a, b) -> a.weight() >= b.weight() ? a : b);
  }

  /** A parameter of the returned type that the method returns somewhere: the accumulator. */
  private static Optional<String> passedThrough(Site site, MethodDeclaration method, Type type) {
    List<String> returned =
        Nodes.all(method, ReturnStatement.class).stream()
            .map(ReturnStatement::getExpression)
            .filter(SimpleName.class::isInstance)
            .map(site.file()::source)
            .toList();
    return Nodes.list(method.parameters(), SingleVariableDeclaration.class).stream()
        .filter(parameter -> parameter.getType().toString().equals(type.toString()))
        .map(parameter -> parameter.getName().getIdentifier())
        .filter(returned::contains)
        .findFirst();
  }

  private static Collection<MethodDeclaration> sameType(MethodDeclaration method) {
    Type type = method.getReturnType2();
    return Nodes.enclosing(method, AbstractTypeDeclaration.class).stream()
        .flatMap(
            declaration ->
                Nodes.list(declaration.bodyDeclarations(), Object.class).stream()
                    .filter(MethodDeclaration.class::isInstance)
                    .map(MethodDeclaration.class::cast))
        .filter(
            other ->
                !other.equals(method)
                    && other.getReturnType2() != null
                    && type != null
                    && other.getReturnType2().toString().equals(type.toString()))
        .toList();
  }

  /** The constants that a method answers most, the hazard's own statement left out. */
  private static List<String> constants(Site site, MethodDeclaration method, Hazard hazard) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (ReturnStatement answer : Nodes.all(method, ReturnStatement.class)) {
      Expression expression = answer.getExpression();
      if (expression != null
          && CONSTANT.matcher(site.file().source(expression)).matches()
          && Nodes.statementOf(hazard.use()).filter(answer::equals).isEmpty()) {
        counts.merge(site.file().source(expression), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(2)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Neutral values of a type as written. */
  static List<Value> ofType(String type, ParsedFile file) {
    String erased = type.replaceAll("<.*>", "");
    String simple = erased.substring(erased.lastIndexOf('.') + 1);
    if (simple.endsWith("[]")) {
      String element = simple.substring(0, simple.indexOf('['));
      String rest = simple.substring(simple.indexOf(']') + 1);
      return List.of(Value.of("null", 0.6), Value.of("new " + element + "[0]" + rest, 0.6));
    }
    return switch (simple) {
      case "boolean", "Boolean" -> List.of(Value.of("false", 0.7), Value.of("true", 0.5));
      case "int", "short", "byte" -> List.of(Value.of("0", 0.7), Value.of("-1", 0.5));
      case "Integer", "Short", "Byte" -> List.of(Value.of("null", 0.5), Value.of("0", 0.6));
      case "long" -> List.of(Value.of("0L", 0.7), Value.of("-1L", 0.5));
      case "Long" -> List.of(Value.of("0L", 0.6), Value.of("null", 0.5));
      case "double" -> List.of(Value.of("0.0", 0.7), Value.of("Double.NaN", 0.4));
      case "Double" -> List.of(Value.of("0.0", 0.6), Value.of("null", 0.5));
      case "float" -> List.of(Value.of("0f", 0.7));
      case "char" -> List.of(Value.of("'\\0'", 0.6), Value.of("' '", 0.5));
      case "String", "CharSequence" -> List.of(Value.of("\"\"", 0.7), Value.of("null", 0.65));
      case "List", "Collection", "Iterable" ->
          List.of(imported("Collections.emptyList()", "java.util.Collections", file), NULL);
      case "Set" ->
          List.of(imported("Collections.emptySet()", "java.util.Collections", file), NULL);
      case "Map" ->
          List.of(imported("Collections.emptyMap()", "java.util.Collections", file), NULL);
      case "Iterator" ->
          List.of(imported("Collections.emptyIterator()", "java.util.Collections", file), NULL);
      case "Optional" -> List.of(imported("Optional.empty()", "java.util.Optional", file));
      case "Stream" -> List.of(imported("Stream.empty()", "java.util.stream.Stream", file));
      case "BigDecimal" -> List.of(imported("BigDecimal.ZERO", "java.math.BigDecimal", file), NULL);
      case "BigInteger" -> List.of(imported("BigInteger.ZERO", "java.math.BigInteger", file), NULL);
      case "void" -> List.of();
      default -> List.of(NULL);
    };
  }

  private static final Value NULL = Value.of("null", 0.6);

  private static Value imported(String text, String type, ParsedFile file) {
    return Imports.clash(file, type) ? Value.of("null", 0.1) : new Value(text, 0.75, Set.of(type));
  }

  /** Neutral values of an expression in its place. */
  static List<Value> of(Expression expression, ParsedFile file) {
    org.eclipse.jdt.core.dom.ITypeBinding type = expression.resolveTypeBinding();
    if (type == null || type.isRecovered() || type.isCapture() || type.isTypeVariable()) {
      return List.of(NULL);
    }
    return ofType(type.getName(), file);
  }

  /** Whether the variable is declared inside a node and so unknown before it. */
  static boolean isDeclaredWithin(
      IVariableBinding variable, org.eclipse.jdt.core.dom.ASTNode node) {
    org.eclipse.jdt.core.dom.ASTNode declared =
        ((org.eclipse.jdt.core.dom.CompilationUnit) node.getRoot()).findDeclaringNode(variable);
    return declared != null && Nodes.isWithin(declared, node);
  }

  static boolean isNull(Expression expression) {
    return Nodes.bare(expression) instanceof NullLiteral;
  }
}
