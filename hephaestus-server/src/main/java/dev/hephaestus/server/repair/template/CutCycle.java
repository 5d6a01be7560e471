package dev.hephaestus.server.repair.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.MethodInvocation;

/**
 * Ends a description or a hash of objects that hold each other: one of them names the other by its
 * class or by how many there are, or leaves it out of the hash. Best where the reference leads back
 * to an owner.
 *
 * <p><i>Source:</i> the general contracts of {@code toString} and {@code hashCode}, which let a
 * field be left out; how {@code java.util.AbstractCollection} names itself within itself.
 */
final class CutCycle implements Operator {
  private static final String BACK =
      "(?i)(.*(parent|owner|container|outer|enclosing|previous|root|holder|master).*|prev|up|back)";
  private static final Set<String> TEXTS =
      Set.of("append", "valueOf", "toString", "join", "format");
  private static final double BACKWARDS = 0.92;
  private static final double FORWARDS = 0.6;

  @Override
  public String name() {
    return "cut-cycle";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().is("StackOverflowError") || scene.site().line() <= 0) {
      return;
    }
    Set<String> cycle = cycle(scene);
    for (Map.Entry<Expression, String> cut : cuts(scene, cycle).entrySet()) {
      Expression reference = cut.getKey();
      String text = scene.file().source(reference);
      sketches.add(
          this,
          scene,
          text.matches(BACK) ? BACKWARDS : FORWARDS,
          "In " + scene.site().symbol() + " `" + text + "` leads back to where it came from.",
          cut.getValue().isEmpty()
              ? withoutArgument(scene, reference)
              : new Rewrite(scene.file()).replace(reference, cut.getValue()));
    }
  }

  /** The simple names of the classes whose method of this name is at work more than once. */
  private static Set<String> cycle(Scene scene) {
    String method = scene.site().method().map(m -> m.getName().getIdentifier()).orElse("");
    if (!method.equals("toString") && !method.equals("hashCode")) {
      return Set.of();
    }
    return scene.fault().thrown().frames().stream()
        .filter(frame -> frame.method().equals(method))
        .filter(frame -> !Fault.isPlatform(frame.className()))
        .collect(Collectors.groupingBy(frame -> frame.className(), Collectors.counting()))
        .entrySet()
        .stream()
        .filter(counted -> counted.getValue() > 1)
        .map(counted -> counted.getKey().replaceFirst(".*[.$]", ""))
        .collect(Collectors.toSet());
  }

  /** The references on the line that lead into the cycle, each with what takes its place. */
  private static Map<Expression, String> cuts(Scene scene, Set<String> cycle) {
    Map<Expression, String> cuts = new LinkedHashMap<>();
    for (Expression expression : scene.site().at(Expression.class)) {
      IVariableBinding variable = Nodes.variable(expression);
      ITypeBinding type = expression.resolveTypeBinding();
      if (variable == null || !variable.isField() || type == null || !leads(type, cycle)) {
        continue;
      }
      String text = scene.file().source(expression);
      if (isHashed(expression)) {
        cuts.put(expression, "");
      } else if (isTold(expression)) {
        String named = text + ".getClass().getSimpleName()";
        String instead = isOne(type, cycle) ? named : text + ".size()";
        cuts.put(expression, "(" + text + " == null ? null : " + instead + ")");
      }
    }
    return cuts;
  }

  private static boolean leads(ITypeBinding type, Set<String> cycle) {
    return isOne(type, cycle)
        || (isCollection(type)
            && Stream.of(type.getTypeArguments()).anyMatch(each -> isOne(each, cycle)));
  }

  private static boolean isOne(ITypeBinding type, Set<String> cycle) {
    return cycle.contains(type.getErasure().getName());
  }

  private static boolean isCollection(ITypeBinding type) {
    return type.getErasure().getQualifiedName().startsWith("java.util.");
  }

  /** Whether it is part of a text as it stands. */
  private static boolean isTold(Expression reference) {
    ASTNode parent = reference.getParent();
    if (parent instanceof InfixExpression infix) {
      ITypeBinding type = infix.resolveTypeBinding();
      return infix.getOperator().equals(InfixExpression.Operator.PLUS)
          && type != null
          && type.getQualifiedName().equals("java.lang.String");
    }
    return parent instanceof MethodInvocation call
        && call.arguments().contains(reference)
        && TEXTS.contains(call.getName().getIdentifier());
  }

  /** Whether it is one of several parts of a hash. */
  private static boolean isHashed(Expression reference) {
    return reference.getParent() instanceof MethodInvocation call
        && call.getName().getIdentifier().equals("hash")
        && call.arguments().size() > 1
        && call.arguments().contains(reference);
  }

  private static Rewrite withoutArgument(Scene scene, Expression reference) {
    List<Expression> all = Nodes.arguments((Expression) reference.getParent());
    int at = all.indexOf(reference);
    int from =
        at > 0
            ? all.get(at - 1).getStartPosition() + all.get(at - 1).getLength()
            : reference.getStartPosition();
    int to =
        at > 0
            ? reference.getStartPosition() + reference.getLength()
            : all.get(1).getStartPosition();
    return new Rewrite(scene.file()).replace(from, to - from, "");
  }
}
