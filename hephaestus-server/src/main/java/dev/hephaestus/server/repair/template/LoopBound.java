package dev.hephaestus.server.repair.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ForStatement;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.WhileStatement;

/**
 * Moves the bound of a comparison by one where its variable runs past the end: {@code i <= n}
 * becomes {@code i < n}; or bounds the loop by the size of what is accessed.
 *
 * <p><i>Source:</i> TBar (Liu et al. 2019, FP11.1: mutate operators); Getafix (Bader et al. 2019)
 * mines the same change.
 */
final class LoopBound implements Operator {
  private static final Map<String, String> STRICTER = Map.of("<=", "<", ">=", ">");

  @Override
  public String name() {
    return "loop-bound";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isIndex()) {
      return;
    }
    for (IndexHazards.Access access : IndexHazards.accesses(scene.site())) {
      for (InfixExpression comparison : comparisons(scene, access)) {
        String operator = comparison.getOperator().toString();
        String stricter = STRICTER.get(operator);
        String cause = cause(scene, comparison);
        if (stricter != null) {
          sketches.add(this, scene, 0.99, cause, withOperator(scene, comparison, stricter));
        } else if (operator.equals("<")) {
          Expression bound = comparison.getRightOperand();
          String text = scene.file().source(bound);
          sketches.add(
              this, scene, 0.5, cause, new Rewrite(scene.file()).replace(bound, text + " - 1"));
          if (!text.equals(access.size()) && Nodes.isRepeatable(access.container())) {
            sketches.add(
                this, scene, 0.62, cause, new Rewrite(scene.file()).replace(bound, access.size()));
            sketches.add(
                this,
                scene,
                0.6,
                cause,
                new Rewrite(scene.file())
                    .replace(bound, "Math.min(" + text + ", " + access.size() + ")"));
          }
        }
      }
    }
  }

  private static String cause(Scene scene, InfixExpression comparison) {
    return "In "
        + scene.site().symbol()
        + " the bound `"
        + NullHazards.oneLine(scene.file().source(comparison))
        + "` lets the index run past the end.";
  }

  static Rewrite withOperator(Scene scene, InfixExpression infix, String operator) {
    int from = infix.getLeftOperand().getStartPosition() + infix.getLeftOperand().getLength();
    int to = infix.getRightOperand().getStartPosition();
    String between = scene.file().text().substring(from, to);
    String old = infix.getOperator().toString();
    int at = between.indexOf(old);
    return new Rewrite(scene.file()).replace(from + Math.max(0, at), old.length(), operator);
  }

  /**
   * Comparisons of the index's variable: of the loops around the access and of its own condition.
   */
  private static Set<InfixExpression> comparisons(Scene scene, IndexHazards.Access access) {
    List<String> variables =
        Nodes.all(access.index(), SimpleName.class).stream()
            .filter(name -> name.resolveBinding() instanceof IVariableBinding)
            .map(SimpleName::getIdentifier)
            .toList();
    Set<InfixExpression> comparisons = new LinkedHashSet<>();
    for (ASTNode up = access.use();
        up != null && !up.equals(scene.site().body());
        up = up.getParent()) {
      Expression condition =
          switch (up) {
            case ForStatement loop -> loop.getExpression();
            case WhileStatement loop -> loop.getExpression();
            case Expression expression when Nodes.isAndOr(expression) -> expression;
            default -> null;
          };
      if (condition != null) {
        Nodes.all(condition, InfixExpression.class).stream()
            .filter(infix -> variables.contains(infix.getLeftOperand().toString()))
            .forEach(comparisons::add);
      }
    }
    return comparisons;
  }
}
