package dev.hephaestus.server.repair.template;

import java.util.Optional;
import org.eclipse.jdt.core.dom.BreakStatement;
import org.eclipse.jdt.core.dom.ConstructorInvocation;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.SuperConstructorInvocation;
import org.eclipse.jdt.core.dom.ThrowStatement;
import org.eclipse.jdt.core.dom.VariableDeclarationStatement;

/**
 * Runs a statement only where it cannot throw.
 *
 * <p><i>Source:</i> PAR (Kim et al. 2013: null pointer checker, range checker), TBar FP2.1.
 */
final class WrapStatement implements Operator {

  @Override
  public String name() {
    return "wrap-statement";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    for (Hazard hazard : scene.hazards()) {
      Optional<Statement> statement = Nodes.statementOf(hazard.use());
      if (hazard.canBeAsked()
          && statement.isPresent()
          && isOptional(statement.get())
          && ReturnEarly.canStandBefore(statement.get(), hazard)) {
        sketches.add(
            this,
            scene,
            0.72 * hazard.likelihood(),
            scene.cause(hazard),
            new Rewrite(scene.file()).wrap(statement.get(), hazard.good()));
      }
    }
  }

  private static boolean isOptional(Statement statement) {
    return !(statement instanceof VariableDeclarationStatement
        || statement instanceof ReturnStatement
        || statement instanceof ThrowStatement
        || statement instanceof BreakStatement
        || statement instanceof ConstructorInvocation
        || statement instanceof SuperConstructorInvocation);
  }
}
