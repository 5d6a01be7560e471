package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.NumberLiteral;

/**
 * Divisions whose divisor can be zero.
 *
 * <p><i>Source:</i> TBar (Liu et al. 2019) and the division checks of Infer-driven repair, SapFix
 * (Marginean et al. 2019).
 */
final class DivisionHazards implements HazardFinder {
  private static final Set<String> OF_OBJECTS =
      Set.of("divide", "divideToIntegralValue", "remainder", "mod", "divideAndRemainder");
  private static final Set<String> WHOLE =
      Set.of("int", "long", "short", "byte", "char", "Integer", "Long", "Short", "Byte");

  @Override
  public List<Hazard> find(Site site, Fault fault) {
    List<Hazard> hazards = new ArrayList<>();
    if (!fault.is("ArithmeticException")
        || !(fault.message().contains("zero") || fault.message().contains("undefined"))) {
      return hazards;
    }
    for (InfixExpression infix : site.at(InfixExpression.class)) {
      if (divides(infix) && isWhole(infix)) {
        List<Expression> operands = Nodes.operands(infix);
        operands
            .subList(1, operands.size())
            .forEach(by -> add(hazards, site, infix, by, " == 0", " != 0"));
      }
    }
    for (Assignment assignment : site.at(Assignment.class)) {
      if (assignment.getOperator().equals(Assignment.Operator.DIVIDE_ASSIGN)
          || assignment.getOperator().equals(Assignment.Operator.REMAINDER_ASSIGN)) {
        add(hazards, site, assignment, assignment.getRightHandSide(), " == 0", " != 0");
      }
    }
    for (MethodInvocation call : site.at(MethodInvocation.class)) {
      if (OF_OBJECTS.contains(call.getName().getIdentifier()) && !call.arguments().isEmpty()) {
        Expression by = (Expression) call.arguments().get(0);
        if (Nodes.isTight(by)) {
          add(hazards, site, call, by, ".signum() == 0", ".signum() != 0");
        }
      }
    }
    return hazards;
  }

  private static boolean divides(InfixExpression infix) {
    return infix.getOperator().equals(InfixExpression.Operator.DIVIDE)
        || infix.getOperator().equals(InfixExpression.Operator.REMAINDER);
  }

  private static boolean isWhole(Expression expression) {
    ITypeBinding type = expression.resolveTypeBinding();
    return type == null || WHOLE.contains(type.getName());
  }

  private static void add(
      List<Hazard> hazards, Site site, Expression use, Expression by, String bad, String good) {
    if (by instanceof NumberLiteral) {
      return;
    }
    String text = site.file().source(by);
    hazards.add(
        new Hazard(
            use,
            List.of(by),
            text + bad,
            text + good,
            "`" + NullHazards.oneLine(text) + "` can be zero and is divided by",
            1));
  }
}
