package dev.hephaestus.server.repair.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.ThrowStatement;

/**
 * Widens or narrows the condition under which the program throws on purpose: the boundary, one
 * operand more or less. The last resort, where no check is missing.
 *
 * <p><i>Source:</i> TBar (Liu et al. 2019, FP6 and FP11), jMutRepair (Martinez and Monperrus 2016).
 */
final class MutateCondition implements Operator {
  private static final Map<String, List<String>> OPERATORS =
      Map.of(
          "<", List.of("<="),
          "<=", List.of("<"),
          ">", List.of(">="),
          ">=", List.of(">"),
          "==", List.of("!="),
          "!=", List.of("=="),
          "&&", List.of("||"),
          "||", List.of("&&"));
  private static final int MOST_CONDITIONS = 6;

  @Override
  public String name() {
    return "mutate-condition";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isDeliberate()) {
      return;
    }
    boolean throwsHere =
        !scene.site().at(ThrowStatement.class).isEmpty() && scene.site().line() > 0;
    double base = throwsHere ? 0.5 : 0.35;
    int left = MOST_CONDITIONS;
    for (Expression condition : conditions(scene.site())) {
      if (left-- == 0) {
        return;
      }
      base *= 0.95;
      for (InfixExpression infix : Nodes.all(condition, InfixExpression.class)) {
        mutate(scene, sketches, infix, base);
      }
    }
  }

  private void mutate(Scene scene, Sketches sketches, InfixExpression infix, double base) {
    String cause =
        "In "
            + scene.site().symbol()
            + " the condition `"
            + NullHazards.oneLine(scene.file().source(infix))
            + "` is not quite the right one.";
    String operator = infix.getOperator().toString();
    boolean boundary = operator.startsWith("<") || operator.startsWith(">");
    if (infix.extendedOperands().isEmpty()) {
      for (String other : OPERATORS.getOrDefault(operator, List.of())) {
        sketches.add(
            this,
            scene,
            boundary ? base : base * 0.5,
            cause,
            LoopBound.withOperator(scene, infix, other));
      }
    }
    if (Nodes.isAndOr(infix)) {
      List<Expression> operands = Nodes.operands(infix);
      for (Expression dropped : operands) {
        List<String> kept =
            operands.stream()
                .filter(operand -> !operand.equals(dropped))
                .map(scene.file()::source)
                .toList();
        sketches.add(
            this,
            scene,
            base * 0.7,
            cause,
            new Rewrite(scene.file()).replace(infix, String.join(" " + operator + " ", kept)));
      }
    }
  }

  /** Those around the line first, then those of the method before it. */
  private static Set<Expression> conditions(Site site) {
    Set<Expression> conditions = new LinkedHashSet<>();
    for (ThrowStatement thrown : site.at(ThrowStatement.class)) {
      for (Optional<IfStatement> around = Nodes.enclosing(thrown, IfStatement.class);
          around.isPresent();
          around = Nodes.enclosing(around.get(), IfStatement.class)) {
        conditions.add(around.get().getExpression());
      }
    }
    for (ASTNode node : site.at(IfStatement.class)) {
      conditions.add(((IfStatement) node).getExpression());
    }
    if (site.body() instanceof MethodDeclaration method) {
      Nodes.all(method, IfStatement.class).stream()
          .filter(choice -> site.line() <= 0 || site.file().firstLine(choice) <= site.line())
          .sorted(
              java.util.Comparator.comparingInt(
                  choice -> Math.abs(site.file().firstLine(choice) - site.line())))
          .forEach(choice -> conditions.add(choice.getExpression()));
    }
    return conditions;
  }
}
