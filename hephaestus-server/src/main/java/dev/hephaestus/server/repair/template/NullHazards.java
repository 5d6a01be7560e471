package dev.hephaestus.server.repair.template;

import dev.hephaestus.server.ingest.CapturedValue;
import dev.hephaestus.server.ingest.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ArrayAccess;
import org.eclipse.jdt.core.dom.CastExpression;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.EnhancedForStatement;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.FieldAccess;
import org.eclipse.jdt.core.dom.IMethodBinding;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Name;
import org.eclipse.jdt.core.dom.NullLiteral;
import org.eclipse.jdt.core.dom.QualifiedName;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.SwitchStatement;
import org.eclipse.jdt.core.dom.VariableDeclaration;

/**
 * Dereferences of what can be null: receivers, array and field owners, iterated and switched
 * values, unboxed values, and arguments that the callee did not bear.
 *
 * <p><i>Source:</i> NPEFix (Cornu et al. 2015) for the kinds of places; JEP 358 for the message.
 */
final class NullHazards implements HazardFinder {
  private static final Set<String> NEVER_NULL_OWNERS =
      Set.of("java.lang.String", "java.lang.StringBuilder", "java.lang.StringBuffer");
  private static final Pattern LOOKUP =
      Pattern.compile(
          "get|(?:find|lookup|search|locate|resolve|poll|peek|getProperty|getResource"
              + "|getAttribute|getParameter|getParent|getHeader|getenv|readLine)\\w*");
  private static final Set<String> ELEMENTS = Set.of("next", "nextElement", "nextToken");
  private static final Set<String> NEVER_NULL_RESULTS =
      Set.of(
          "iterator",
          "listIterator",
          "keySet",
          "entrySet",
          "values",
          "stream",
          "toString",
          "getClass",
          "valueOf",
          "toArray",
          "subList",
          "asList");

  @Override
  public List<Hazard> find(Site site, Fault fault) {
    if (!fault.isNull()) {
      return List.of();
    }
    Map<String, Hazard> hazards = new LinkedHashMap<>();
    for (Use use : uses(site)) {
      Hazard hazard = hazard(site, fault, use);
      String key = hazard.bad() + "@" + use.use().getStartPosition();
      if (hazard.likelihood() > 0.02) {
        hazards.putIfAbsent(key, hazard);
      }
    }
    return List.copyOf(hazards.values());
  }

  private record Use(Expression value, Expression use, double weight) {}

  private static List<Use> uses(Site site) {
    List<Use> uses = new ArrayList<>();
    boolean inCallee = site.callee().isPresent();
    double own = inCallee ? 0.15 : 1;
    double passed =
        !inCallee
            ? 0
            : site.callee().filter(f -> Fault.isPlatform(f.className())).isPresent() ? 1 : 0.8;
    if (passed > 0) {
      for (Expression argument : site.argumentsToCallee()) {
        if (argument.getParent() instanceof Expression call && canBeNull(argument)) {
          uses.add(new Use(argument, call, passed));
        }
      }
    }
    for (Expression expression : site.at(Expression.class)) {
      switch (expression) {
        case MethodInvocation call when call.getExpression() != null ->
            uses.add(new Use(call.getExpression(), call, own));
        case FieldAccess access -> uses.add(new Use(access.getExpression(), access, own));
        case QualifiedName name when !(name.getParent() instanceof QualifiedName) ->
            uses.add(new Use(name.getQualifier(), name, own));
        case ArrayAccess access -> uses.add(new Use(access.getArray(), access, own));
        default -> {
          // Other expressions do not dereference.
        }
      }
      if (expression.resolveUnboxing()) {
        uses.add(new Use(expression, expression, own));
      }
    }
    for (EnhancedForStatement loop : site.at(EnhancedForStatement.class)) {
      uses.add(new Use(loop.getExpression(), loop.getExpression(), own));
    }
    for (SwitchStatement choice : site.at(SwitchStatement.class)) {
      uses.add(new Use(choice.getExpression(), choice.getExpression(), own));
    }
    uses.removeIf(use -> !canBeNull(use.value()));
    return uses;
  }

  private static boolean canBeNull(Expression value) {
    Expression bare = Nodes.bare(value);
    if (bare instanceof Name name && !(name.resolveBinding() instanceof IVariableBinding)) {
      return name.resolveBinding() == null
          && bare instanceof SimpleName simple
          && Character.isLowerCase(simple.getIdentifier().charAt(0));
    }
    ITypeBinding type = bare.resolveTypeBinding();
    if (type != null && type.isPrimitive()) {
      return false;
    }
    return Nodes.isVariable(bare)
        || bare instanceof MethodInvocation
        || bare instanceof ArrayAccess;
  }

  private static Hazard hazard(Site site, Fault fault, Use use) {
    String text = site.file().source(Nodes.bare(use.value()));
    String what =
        Nodes.bare(use.value()) instanceof MethodInvocation
            ? "the result of `" + oneLine(text) + "` can be null and is used without a check"
            : "`" + oneLine(text) + "` can be null and is used without a check";
    double likelihood = use.weight() * likelihood(site, fault, use.value(), text);
    return new Hazard(
        use.use(), List.of(use.value()), text + " == null", text + " != null", what, likelihood);
  }

  static String oneLine(String text) {
    String line = text.replaceAll("\\s+", " ").replace('`', '\'');
    return line.length() > 80 ? line.substring(0, 77) + "..." : line;
  }

  private static double likelihood(Site site, Fault fault, Expression value, String text) {
    if (isChecked(value, text)) {
      return 0.02;
    }
    Optional<String> named = fault.nullExpression();
    if (named.isPresent() && site.callee().isEmpty()) {
      return matches(value, text, named.get(), fault.nullWasReturned()) ? 1 : 0.03;
    }
    Optional<Boolean> captured = captured(site, text);
    if (captured.isPresent()) {
      return captured.get() ? 1 : 0.03;
    }
    return byForm(value);
  }

  private static boolean matches(Expression value, String text, String named, boolean returned) {
    if (returned) {
      String method = named.replaceAll("\\(.*", "");
      method = method.substring(method.lastIndexOf('.') + 1);
      return Nodes.bare(value) instanceof MethodInvocation call
          && call.getName().getIdentifier().equals(method);
    }
    String own = text.replace("this.", "").replaceAll("\\s+", "");
    String said = named.replaceAll("\\s+", "");
    return said.startsWith("<local")
        ? Nodes.bare(value) instanceof SimpleName
        : own.equals(said) || said.endsWith("." + own);
  }

  /** What the agent saw of a parameter or a field of the receiver: null or not. */
  private static Optional<Boolean> captured(Site site, String text) {
    String name = text.startsWith("this.") ? text.substring(5) : text;
    for (CapturedValue value : site.frame().map(Frame::values).orElse(List.of())) {
      if (value.name().equals(name)) {
        return Optional.of(value.kind() == CapturedValue.Kind.NULL);
      }
      for (CapturedValue part :
          value.name().equals("this") ? value.parts() : List.<CapturedValue>of()) {
        if (part.name().equals(name)) {
          return Optional.of(part.kind() == CapturedValue.Kind.NULL);
        }
      }
    }
    return Optional.empty();
  }

  private static double byForm(Expression value) {
    IVariableBinding variable = Nodes.variable(value);
    if (variable == null) {
      if (Nodes.bare(value) instanceof MethodInvocation call && neverNull(call)) {
        return 0.01;
      }
      return Nodes.bare(value) instanceof MethodInvocation call ? ofResult(call) : 0.4;
    }
    if (variable.isField()) {
      int constant =
          org.eclipse.jdt.core.dom.Modifier.STATIC | org.eclipse.jdt.core.dom.Modifier.FINAL;
      boolean fixed = (variable.getModifiers() & constant) == constant;
      return !fixed ? 0.7 : isOfPlatform(variable) ? 0.01 : 0.05;
    }
    if (variable.isParameter()) {
      return 0.9;
    }
    ASTNode declared =
        ((org.eclipse.jdt.core.dom.CompilationUnit) value.getRoot()).findDeclaringNode(variable);
    if (declared != null && isKey(declared)) {
      return 0.25;
    }
    Expression initial =
        declared instanceof VariableDeclaration declaration ? declaration.getInitializer() : null;
    while (initial instanceof CastExpression cast) {
      initial = cast.getExpression();
    }
    return initial instanceof ClassInstanceCreation
        ? 0.05
        : initial instanceof MethodInvocation call && ELEMENTS.contains(name(call)) ? 0.3 : 0.8;
  }

  private static boolean isOfPlatform(IVariableBinding constant) {
    ITypeBinding owner = constant.getDeclaringClass();
    return owner != null && Fault.isPlatform(owner.getErasure().getQualifiedName());
  }

  /** Whether a loop gives the variable a key or an entry of a map. */
  private static boolean isKey(ASTNode declared) {
    return declared.getParent() instanceof EnhancedForStatement each
        && each.getExpression() instanceof MethodInvocation call
        && Set.of("keySet", "entrySet").contains(name(call));
  }

  /** How likely a call answers null, by its name: who looks something up may not find it. */
  private static double ofResult(MethodInvocation call) {
    return LOOKUP.matcher(name(call)).matches() ? 0.75 : ELEMENTS.contains(name(call)) ? 0.25 : 0.6;
  }

  private static String name(MethodInvocation call) {
    return call.getName().getIdentifier();
  }

  /** Results that the JDK promises: texts made of texts, views and iterators. */
  private static boolean neverNull(MethodInvocation call) {
    IMethodBinding method = call.resolveMethodBinding();
    String owner = method == null ? "" : method.getDeclaringClass().getErasure().getQualifiedName();
    return NEVER_NULL_OWNERS.contains(owner)
        || (owner.startsWith("java.")
            && NEVER_NULL_RESULTS.contains(call.getName().getIdentifier()));
  }

  /** Whether an enclosing condition already asks for it. */
  private static boolean isChecked(Expression value, String text) {
    for (ASTNode up = value; up.getParent() != null; up = up.getParent()) {
      ASTNode parent = up.getParent();
      if (parent instanceof IfStatement choice
          && up.equals(choice.getThenStatement())
          && asks(choice.getExpression(), text)) {
        return true;
      }
      if (parent instanceof org.eclipse.jdt.core.dom.ConditionalExpression choice
          && up.equals(choice.getThenExpression())
          && asks(choice.getExpression(), text)) {
        return true;
      }
    }
    return false;
  }

  private static boolean asks(Expression condition, String text) {
    if (condition instanceof org.eclipse.jdt.core.dom.InfixExpression infix) {
      if (infix
          .getOperator()
          .equals(org.eclipse.jdt.core.dom.InfixExpression.Operator.CONDITIONAL_AND)) {
        return Nodes.operands(infix).stream().anyMatch(operand -> asks(operand, text));
      }
      return infix
              .getOperator()
              .equals(org.eclipse.jdt.core.dom.InfixExpression.Operator.NOT_EQUALS)
          && infix.getRightOperand() instanceof NullLiteral
          && infix.getLeftOperand().toString().equals(text);
    }
    return false;
  }
}
