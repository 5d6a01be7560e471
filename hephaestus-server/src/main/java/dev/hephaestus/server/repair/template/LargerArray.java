package dev.hephaestus.server.repair.template;

import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ArrayCreation;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ForStatement;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.VariableDeclaration;

/**
 * Makes an array as large as the loop that fills it goes, or one element larger, where it is
 * written past its end.
 *
 * <p><i>Source:</i> TBar (Liu et al. 2019, FP11: off by one) applied to the size instead of the
 * index.
 */
final class LargerArray implements Operator {

  @Override
  public String name() {
    return "larger-array";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    boolean negative = scene.fault().index().isPresent() && scene.fault().index().getAsLong() < 0;
    if (!scene.fault().is("ArrayIndexOutOfBoundsException") || negative) {
      return;
    }
    for (IndexHazards.Access access : IndexHazards.accesses(scene.site())) {
      IVariableBinding array = Nodes.variable(access.container());
      if (array == null) {
        continue;
      }
      for (VariableDeclaration declared :
          Nodes.all(scene.file().unit(), VariableDeclaration.class)) {
        IVariableBinding binding = declared.resolveBinding();
        if (binding != null
            && binding.isEqualTo(array)
            && declared.getInitializer() instanceof ArrayCreation creation
            && !creation.dimensions().isEmpty()) {
          propose(scene, sketches, access, (Expression) creation.dimensions().get(0));
        }
      }
    }
  }

  private void propose(
      Scene scene, Sketches sketches, IndexHazards.Access access, Expression size) {
    String text = scene.file().source(size);
    String cause =
        "In "
            + scene.site().symbol()
            + " the array `"
            + NullHazards.oneLine(scene.file().source(access.container()))
            + "` is made too small.";
    for (String bound : bounds(scene, access.use())) {
      if (!bound.equals(text)) {
        sketches.add(this, scene, 0.6, cause, new Rewrite(scene.file()).replace(size, bound));
      }
    }
    double score = scene.fault().index().equals(scene.fault().length()) ? 0.58 : 0.4;
    sketches.add(this, scene, score, cause, new Rewrite(scene.file()).replace(size, text + " + 1"));
  }

  /** How far the loops around the access go. */
  private static Set<String> bounds(Scene scene, ASTNode use) {
    Set<String> bounds = new LinkedHashSet<>();
    for (ASTNode up = use; up != null && !up.equals(scene.site().body()); up = up.getParent()) {
      if (up instanceof ForStatement loop
          && loop.getExpression() instanceof InfixExpression infix
          && infix.getOperator().toString().startsWith("<")) {
        String bound = scene.file().source(infix.getRightOperand());
        bounds.add(infix.getOperator().toString().equals("<") ? bound : bound + " + 1");
      }
    }
    return bounds;
  }
}
