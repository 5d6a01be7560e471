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
 * Runs a statement only where it cannot throw; of a declaration, also those that use what it
 * declares.
 *
 * <p><i>Source:</i> PAR (Kim et al. 2013: null pointer checker, range checker), TBar FP2.1.
 */
final class WrapStatement implements Operator {
  private static final double ALONE = 0.72;
  private static final double MORE_TO_DO = 0.76;

  @Override
  public String name() {
    return "wrap-statement";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    for (Hazard hazard : scene.hazards()) {
      Optional<Statement> statement = Nodes.statementOf(hazard.use());
      if (!hazard.canBeAsked()
          || statement.isEmpty()
          || !ReturnEarly.canStandBefore(statement.get(), hazard)) {
        continue;
      }
      if (isOptional(statement.get())) {
        double score = Dependents.isFollowedByOthers(statement.get()) ? MORE_TO_DO : ALONE;
        Rewrite rewrite = new Rewrite(scene.file()).wrap(statement.get(), hazard.good());
        sketches.add(this, scene, score * hazard.likelihood(), scene.cause(hazard), rewrite);
      } else {
        Dependents.last(statement.get())
            .ifPresent(
                last ->
                    sketches.add(
                        this,
                        scene,
                        MORE_TO_DO * hazard.likelihood(),
                        scene.cause(hazard),
                        new Rewrite(scene.file()).wrap(statement.get(), last, hazard.good())));
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
