package dev.hephaestus.server.repair.template;

import java.util.Optional;
import java.util.Set;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.BodyDeclaration;
import org.eclipse.jdt.core.dom.DoStatement;
import org.eclipse.jdt.core.dom.EnhancedForStatement;
import org.eclipse.jdt.core.dom.ForStatement;
import org.eclipse.jdt.core.dom.LambdaExpression;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.WhileStatement;

/**
 * Goes on with the next element of a loop instead of throwing on this one.
 *
 * <p><i>Source:</i> NPEFix (Cornu et al. 2015: skip line) and Genesis (Long et al. 2017), whose
 * mined null fixes in loops are mostly {@code continue}.
 */
final class SkipIteration implements Operator {
  private static final Set<String> NEXT =
      Set.of("next", "nextElement", "nextToken", "poll", "readLine");

  @Override
  public String name() {
    return "skip-iteration";
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
      Optional<Statement> loop = loopAround(statement.get());
      if (loop.isEmpty()) {
        continue;
      }
      // A loop that advances in its body would never end when the rest of the body is skipped.
      boolean advancesItself =
          loop.get() instanceof EnhancedForStatement
              || (loop.get() instanceof ForStatement counted && !counted.updaters().isEmpty())
              || hasTakenNext(loop.get(), statement.get());
      Rewrite rewrite =
          new Rewrite(scene.file())
              .before(statement.get(), "if (" + hazard.bad() + ") {", "\tcontinue;", "}");
      sketches.add(
          this,
          scene,
          (advancesItself ? 0.75 : 0.3) * hazard.likelihood(),
          scene.cause(hazard),
          rewrite);
    }
  }

  /** Whether the body took the loop's next element before the statement. */
  private static boolean hasTakenNext(Statement loop, Statement statement) {
    return Nodes.all(loop, MethodInvocation.class).stream()
        .anyMatch(
            call ->
                NEXT.contains(call.getName().getIdentifier())
                    && call.arguments().isEmpty()
                    && call.getStartPosition() < statement.getStartPosition());
  }

  /** The loop whose body holds the statement, within the same method and lambda. */
  static Optional<Statement> loopAround(Statement statement) {
    for (ASTNode up = statement; up.getParent() != null; up = up.getParent()) {
      ASTNode parent = up.getParent();
      if ((parent instanceof ForStatement loop && up.equals(loop.getBody()))
          || (parent instanceof EnhancedForStatement each && up.equals(each.getBody()))
          || (parent instanceof WhileStatement loop2 && up.equals(loop2.getBody()))
          || (parent instanceof DoStatement loop3 && up.equals(loop3.getBody()))) {
        return Optional.of((Statement) parent);
      }
      if (parent instanceof BodyDeclaration || parent instanceof LambdaExpression) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
