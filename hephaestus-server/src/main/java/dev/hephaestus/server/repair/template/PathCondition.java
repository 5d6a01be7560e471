package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.BodyDeclaration;
import org.eclipse.jdt.core.dom.BreakStatement;
import org.eclipse.jdt.core.dom.ConditionalExpression;
import org.eclipse.jdt.core.dom.ContinueStatement;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ForStatement;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.LambdaExpression;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.SwitchStatement;
import org.eclipse.jdt.core.dom.WhileStatement;

/**
 * A condition that had to hold, or not to hold, for control to reach a place.
 *
 * <p><i>Source:</i> the path conditions of ACS (Xiong et al. 2017) and Nopol (Xuan et al. 2017):
 * only a condition that decides about the place can be the wrong one, and the way in which it has
 * to change follows from how it came out.
 *
 * @param condition as in the source
 * @param held how it came out
 */
record PathCondition(Expression condition, boolean held) {

  /** Those of a place within its method or lambda, innermost first. */
  static List<PathCondition> to(ASTNode place) {
    List<PathCondition> conditions = new ArrayList<>();
    for (ASTNode up = place; up.getParent() != null; up = up.getParent()) {
      ASTNode parent = up.getParent();
      if (up instanceof BodyDeclaration || up instanceof LambdaExpression) {
        break;
      }
      around(up, parent, conditions);
      before(up, parent, conditions);
    }
    return conditions;
  }

  private static void around(ASTNode up, ASTNode parent, List<PathCondition> conditions) {
    switch (parent) {
      case IfStatement choice when !up.equals(choice.getExpression()) ->
          conditions.add(
              new PathCondition(choice.getExpression(), up.equals(choice.getThenStatement())));
      case ConditionalExpression choice when !up.equals(choice.getExpression()) ->
          conditions.add(
              new PathCondition(choice.getExpression(), up.equals(choice.getThenExpression())));
      case WhileStatement loop when up.equals(loop.getBody()) ->
          conditions.add(new PathCondition(loop.getExpression(), true));
      case ForStatement loop when up.equals(loop.getBody()) && loop.getExpression() != null ->
          conditions.add(new PathCondition(loop.getExpression(), true));
      case InfixExpression infix when Nodes.isAndOr(infix) -> {
        boolean and = infix.getOperator().equals(InfixExpression.Operator.CONDITIONAL_AND);
        List<Expression> operands = Nodes.operands(infix);
        for (int i = operands.indexOf(up) - 1; i >= 0; i--) {
          conditions.add(new PathCondition(operands.get(i), and));
        }
      }
      default -> {
        // Nothing else decides.
      }
    }
  }

  /** The earlier statements beside it that would have left without an exception. */
  private static void before(ASTNode up, ASTNode parent, List<PathCondition> conditions) {
    List<Statement> beside =
        switch (parent) {
          case Block block -> Nodes.list(block.statements(), Statement.class);
          case SwitchStatement choice -> Nodes.list(choice.statements(), Statement.class);
          default -> List.of();
        };
    for (int i = up instanceof Statement own ? beside.indexOf(own) - 1 : -1; i >= 0; i--) {
      if (beside.get(i) instanceof IfStatement choice
          && choice.getElseStatement() == null
          && leavesInPeace(choice.getThenStatement())) {
        conditions.add(new PathCondition(choice.getExpression(), false));
      }
    }
  }

  private static boolean leavesInPeace(Statement statement) {
    if (statement instanceof Block block) {
      return !block.statements().isEmpty()
          && leavesInPeace((Statement) block.statements().get(block.statements().size() - 1));
    }
    return statement instanceof ReturnStatement
        || statement instanceof ContinueStatement
        || statement instanceof BreakStatement;
  }
}
