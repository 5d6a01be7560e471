package dev.hephaestus.server.repair.template;

import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IBinding;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.SingleVariableDeclaration;

/**
 * Uses the variable that was meant: the one that the enclosing condition checks, or another of the
 * same type that the line does not use yet; or checks the one that is used.
 *
 * <p><i>Source:</i> TBar (Liu et al. 2019, FP13: replace variable), HDRepair (Le et al. 2016), and
 * the copied line with one name left as it was (Li et al. 2006, CP-Miner).
 */
final class CheckedVariable implements Operator {
  private static final double CHECKED = 0.9;
  private static final double OTHER = 0.42;

  @Override
  public String name() {
    return "checked-variable";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isNull()) {
      return;
    }
    for (Hazard hazard : scene.hazards()) {
      Expression value = Nodes.bare(hazard.operands().get(0));
      IVariableBinding used = Nodes.variable(value);
      if (used == null || !(value instanceof SimpleName)) {
        continue;
      }
      Optional<Expression> checked = checked(value, used);
      checked.ifPresent(
          other -> {
            String text = scene.file().source(other);
            add(scene, sketches, hazard, CHECKED, value, text);
            add(scene, sketches, hazard, CHECKED - 0.1, other, used.getName());
          });
      if (checked.isEmpty()) {
        others(scene.site(), value, used)
            .forEach(name -> add(scene, sketches, hazard, OTHER, value, name));
      }
    }
  }

  private void add(
      Scene scene, Sketches sketches, Hazard hazard, double score, Expression at, String text) {
    String cause =
        "In "
            + scene.site().symbol()
            + " `"
            + NullHazards.oneLine(scene.file().source(at))
            + "` stands where `"
            + text
            + "` is meant.";
    sketches.add(
        this,
        scene,
        score * hazard.likelihood(),
        cause,
        new Rewrite(scene.file()).replace(at, text));
  }

  /** Another variable of the type that the innermost condition around asks for null. */
  private static Optional<Expression> checked(Expression value, IVariableBinding used) {
    for (ASTNode up = value; up.getParent() != null; up = up.getParent()) {
      if (up.getParent() instanceof IfStatement choice && up.equals(choice.getThenStatement())) {
        return Nodes.all(choice.getExpression(), InfixExpression.class).stream()
            .map(infix -> NullQuestion.subject(infix, InfixExpression.Operator.NOT_EQUALS))
            .filter(asked -> asked instanceof SimpleName)
            .map(Expression.class::cast)
            .filter(asked -> isLike(Nodes.variable(asked), used))
            .findFirst();
      }
    }
    return Optional.empty();
  }

  private static boolean isLike(
      @org.jspecify.annotations.Nullable IVariableBinding other, IVariableBinding used) {
    return other != null
        && !other.isEqualTo(used)
        && other.getType().isEqualTo(used.getType())
        && !isCommon(used.getType());
  }

  /** Texts and numbers of all kinds share a type; that says nothing. */
  private static boolean isCommon(ITypeBinding type) {
    return type.isPrimitive() || type.getQualifiedName().equals("java.lang.Object");
  }

  /** Parameters of the same type. */
  private static List<String> others(Site site, Expression value, IVariableBinding used) {
    if (!(site.body() instanceof MethodDeclaration method)) {
      return List.of();
    }
    String line = Nodes.statementOf(value).map(ASTNode::toString).orElse("");
    return Nodes.list(method.parameters(), SingleVariableDeclaration.class).stream()
        .map(SingleVariableDeclaration::resolveBinding)
        .filter(other -> isLike(other, used))
        .map(IBinding::getName)
        .filter(name -> !line.matches("(?s).*\\b" + name + "\\b.*"))
        .filter(name -> isDeclared(site.file().unit(), used))
        .limit(2)
        .toList();
  }

  private static boolean isDeclared(CompilationUnit unit, IVariableBinding used) {
    return unit.findDeclaringNode(used) != null;
  }
}
