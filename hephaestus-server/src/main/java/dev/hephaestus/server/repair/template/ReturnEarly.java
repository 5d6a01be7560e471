package dev.hephaestus.server.repair.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.ConstructorInvocation;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.SuperConstructorInvocation;

/**
 * Returns before the statement that would throw, or at the start of the method where a parameter is
 * at fault, with the value that fits best.
 *
 * <p><i>Source:</i> NPEFix (Cornu et al. 2015: skip method), TBar (Liu et al. 2019, FP2), VFix (Xu
 * et al. 2019: the earliest place that is still right).
 */
final class ReturnEarly implements Operator {

  @Override
  public String name() {
    return "return-early";
  }

  @Override
  public boolean isGuess(Fault fault) {
    return fault.isDeliberate();
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    for (Hazard hazard : scene.hazards()) {
      if (!hazard.canBeAsked() || !scene.site().returnsFromMethod(hazard.use())) {
        continue;
      }
      for (Statement statement : places(scene.site(), hazard)) {
        double base = score(scene.site(), hazard, statement);
        for (Values.Value value : Values.toReturn(scene.site(), hazard)) {
          Rewrite rewrite =
              new Rewrite(scene.file())
                  .before(
                      statement,
                      "if (" + hazard.bad() + ") {",
                      value.text().isEmpty() ? "\treturn;" : "\treturn " + value.text() + ";",
                      "}");
          value.imports().forEach(rewrite::importing);
          sketches.add(
              this,
              scene,
              base * value.weight() * hazard.likelihood(),
              scene.cause(hazard),
              rewrite);
        }
      }
    }
  }

  private static double score(Site site, Hazard hazard, Statement place) {
    boolean alone =
        Nodes.enclosing(hazard.use(), org.eclipse.jdt.core.dom.ReturnStatement.class).isPresent();
    boolean inLoop = SkipIteration.loopAround(place).isPresent();
    // Who returns nothing does its work on the way: the rest of it should still be done.
    boolean loses = site.returnsNothing() && Dependents.isFollowedByOthers(place);
    return (inLoop ? 0.45 : loses ? 0.7 : 0.8) + (alone ? 0.02 : 0);
  }

  /** Before the statement; and first in the method, where the operands are its parameters. */
  private static Set<Statement> places(Site site, Hazard hazard) {
    Set<Statement> places = new LinkedHashSet<>();
    Optional<Statement> statement = Nodes.statementOf(hazard.use());
    if (statement.isEmpty() || !canStandBefore(statement.get(), hazard)) {
      return places;
    }
    Optional<Statement> first = firstStatement(site);
    boolean ofParameters =
        hazard.operands().stream()
            .map(Nodes::variable)
            .allMatch(variable -> variable != null && variable.isParameter());
    if (ofParameters
        && first.isPresent()
        && SkipIteration.loopAround(statement.get()).isPresent()
        && canStandBefore(first.get(), hazard)) {
      places.add(first.get());
    }
    places.add(statement.get());
    return places;
  }

  private static Optional<Statement> firstStatement(Site site) {
    return site.method()
        .map(MethodDeclaration::getBody)
        .map(Block::statements)
        .flatMap(statements -> Nodes.list(statements, Statement.class).stream().findFirst());
  }

  /** Whether the condition's variables are known there and a statement is allowed. */
  static boolean canStandBefore(Statement statement, Hazard hazard) {
    if (statement instanceof ConstructorInvocation
        || statement instanceof SuperConstructorInvocation) {
      return false;
    }
    return hazard.operands().stream()
        .allMatch(
            operand ->
                variables(operand).stream().noneMatch(v -> Values.isDeclaredWithin(v, statement)));
  }

  private static List<IVariableBinding> variables(ASTNode operand) {
    return Nodes.all(operand, org.eclipse.jdt.core.dom.SimpleName.class).stream()
        .map(org.eclipse.jdt.core.dom.SimpleName::resolveBinding)
        .filter(IVariableBinding.class::isInstance)
        .map(IVariableBinding.class::cast)
        .toList();
  }
}
