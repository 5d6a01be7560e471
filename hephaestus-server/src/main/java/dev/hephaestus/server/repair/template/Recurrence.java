package dev.hephaestus.server.repair.template;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.FieldAccess;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.SwitchStatement;

/**
 * Where the fault comes back right after a statement that is left out: the next one does the same
 * with the same values, and they are as bad as before.
 *
 * <p><i>Source:</i> VFix (Xu et al. 2019), which places a check so that it covers the later uses of
 * the value too.
 */
final class Recurrence {
  private Recurrence() {}

  /** The last statement of the list that would throw as well; the given one when none would. */
  static Statement last(Statement statement, Hazard hazard) {
    List<Statement> all = siblings(statement);
    Statement last = statement;
    Set<String> variables = variables(hazard);
    for (int i = all.indexOf(statement) + 1; i > 0 && i < all.size(); i++) {
      Statement next = all.get(i);
      if (repeats(next, hazard)) {
        last = next;
      } else if (sets(next, variables)) {
        return last;
      }
    }
    return last;
  }

  private static List<Statement> siblings(Statement statement) {
    return switch (statement.getParent()) {
      case Block block -> Nodes.list(block.statements(), Statement.class);
      case SwitchStatement choice -> Nodes.list(choice.statements(), Statement.class);
      default -> List.of();
    };
  }

  private static boolean repeats(Statement statement, Hazard hazard) {
    String use = hazard.use().toString();
    String operand = hazard.operands().get(0).toString();
    boolean ofNull = hazard.bad().equals(operand + " == null");
    return Nodes.all(statement, Expression.class).stream()
        .filter(node -> !isAskedFor(node, statement))
        .anyMatch(node -> node.toString().equals(use) || (ofNull && isReadFrom(node, operand)));
  }

  private static boolean isReadFrom(Expression node, String operand) {
    return switch (node) {
      case MethodInvocation call ->
          call.getExpression() != null && call.getExpression().toString().equals(operand);
      case FieldAccess field -> field.getExpression().toString().equals(operand);
      default -> false;
    };
  }

  /** Whether it only runs where a condition of the statement says so: that may be the check. */
  private static boolean isAskedFor(ASTNode node, Statement statement) {
    return PathCondition.to(node).stream()
        .anyMatch(decided -> Nodes.isWithin(decided.condition(), statement));
  }

  private static boolean sets(Statement statement, Set<String> variables) {
    return Nodes.all(statement, Assignment.class).stream()
        .map(assignment -> Nodes.variable(assignment.getLeftHandSide()))
        .anyMatch(variable -> variable != null && variables.contains(variable.getKey()));
  }

  private static Set<String> variables(Hazard hazard) {
    Set<String> variables = new HashSet<>();
    for (Expression operand : hazard.operands()) {
      for (SimpleName name : Nodes.all(operand, SimpleName.class)) {
        if (name.resolveBinding() instanceof IVariableBinding variable) {
          variables.add(variable.getKey());
        }
      }
    }
    return variables;
  }
}
