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

  /** Of a statement that refuses something: without it, that would pass. */
  private static final double CHECK = 0.45;

  /** Where the next statement does the same: the exception would only come one line later. */
  private static final double THROWS_AGAIN = 0.5;

  /** Of several statements at once: to leave the loop or the method is the smaller change. */
  private static final double SEVERAL = 0.95;

  @Override
  public String name() {
    return "wrap-statement";
  }

  @Override
  public boolean isGuess(Fault fault) {
    return fault.isDeliberate();
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
      Statement first = statement.get();
      Optional<Statement> last = isOptional(first) ? Optional.of(first) : Dependents.last(first);
      last.ifPresent(end -> propose(scene, sketches, hazard, first, end));
    }
  }

  private void propose(
      Scene scene, Sketches sketches, Hazard hazard, Statement first, Statement last) {
    Statement covered = Recurrence.last(last, hazard);
    boolean again = !covered.equals(last);
    add(scene, sketches, hazard, first, last, again ? THROWS_AGAIN : 1);
    if (again) {
      add(scene, sketches, hazard, first, covered, SEVERAL);
    }
  }

  private void add(
      Scene scene,
      Sketches sketches,
      Hazard hazard,
      Statement first,
      Statement last,
      double weight) {
    sketches.add(
        this,
        scene,
        weight * score(scene, first, last) * hazard.likelihood(),
        scene.cause(hazard),
        rewrite(scene, first, last, hazard.good()));
  }

  private static Rewrite rewrite(Scene scene, Statement first, Statement last, String condition) {
    Rewrite rewrite = new Rewrite(scene.file());
    return first.equals(last)
        ? rewrite.wrap(first, condition)
        : rewrite.wrap(first, last, condition);
  }

  private static double score(Scene scene, Statement first, Statement last) {
    boolean refuses =
        Nodes.all(scene.site().body(), ThrowStatement.class).stream()
            .anyMatch(
                thrown ->
                    first.getStartPosition() <= thrown.getStartPosition()
                        && thrown.getStartPosition() < last.getStartPosition() + last.getLength());
    return refuses ? CHECK : Dependents.isFollowedByOthers(last) ? MORE_TO_DO : ALONE;
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
