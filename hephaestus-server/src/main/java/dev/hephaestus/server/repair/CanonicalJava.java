package dev.hephaestus.server.repair;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.core.JavaCore;
import org.eclipse.jdt.core.dom.AST;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ASTParser;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.ChildListPropertyDescriptor;
import org.eclipse.jdt.core.dom.ChildPropertyDescriptor;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.ConditionalExpression;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.InfixExpression.Operator;
import org.eclipse.jdt.core.dom.Javadoc;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.ParenthesizedExpression;
import org.eclipse.jdt.core.dom.PrefixExpression;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.StructuralPropertyDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A Java source as text in which it does not matter how it is laid out or commented, in which order
 * two things are compared for equality, which way round a condition is put, whether a single
 * statement is in braces, and whether the rest of a method is left early or skipped.
 *
 * <p><i>Source:</i> deduplicating candidates by equivalence as AE does (Weimer, Fry and Forrest,
 * "Leveraging program equivalence for adaptive program repair", ASE 2013), by syntax alone.
 */
final class CanonicalJava {
  private static final String NEWEST = JavaCore.latestSupportedJavaVersion();

  private CanonicalJava() {}

  static String of(String source) {
    ASTParser parser = ASTParser.newParser(AST.getJLSLatest());
    Map<String, String> options = new HashMap<>(JavaCore.getOptions());
    JavaCore.setComplianceOptions(NEWEST, options);
    parser.setCompilerOptions(options);
    parser.setSource(source.toCharArray());
    CompilationUnit unit = (CompilationUnit) parser.createAST(null);
    // What cannot be read whole is only the same as itself.
    return unit.getProblems().length > 0 ? source : of(unit);
  }

  private static String of(@Nullable ASTNode node) {
    return switch (node) {
      case null -> "-";
      case Javadoc comment -> "";
      case ParenthesizedExpression inner -> of(inner.getExpression());
      case Block block -> statements(block.statements());
      case IfStatement choice -> choice(choice);
      case ConditionalExpression choice ->
          chosen(
              choice.getExpression(),
              of(choice.getThenExpression()),
              of(choice.getElseExpression()),
              "?");
      case InfixExpression infix when isEquality(infix) -> equality(infix, infix.getOperator());
      case PrefixExpression not when not.getOperator().equals(PrefixExpression.Operator.NOT) ->
          negated(not.getOperand());
      default -> parts(node);
    };
  }

  private static String parts(ASTNode node) {
    StringBuilder text = new StringBuilder("(").append(node.getNodeType());
    for (Object each : node.structuralPropertiesForType()) {
      StructuralPropertyDescriptor property = (StructuralPropertyDescriptor) each;
      Object value = node.getStructuralProperty(property);
      text.append(' ');
      if (property instanceof ChildListPropertyDescriptor) {
        for (Object child : (List<?>) value) {
          text.append(of((ASTNode) child)).append(',');
        }
      } else if (property instanceof ChildPropertyDescriptor) {
        text.append(of((ASTNode) value));
      } else {
        text.append(quoted(value));
      }
    }
    return text.append(')').toString();
  }

  private static String quoted(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() + ":" + text;
  }

  private static String statements(List<?> statements) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = (Statement) statements.get(i);
      List<?> rest = statements.subList(i + 1, statements.size());
      if (!rest.isEmpty() && statement instanceof IfStatement left && leavesEarly(left)) {
        texts.add(chosen(left.getExpression(), "", statements(rest), "if"));
        break;
      }
      texts.add(of(statement));
    }
    return String.join(";", texts);
  }

  /** Whether it only leaves a method that ends after the rest of its block anyway. */
  private static boolean leavesEarly(IfStatement statement) {
    boolean ends =
        statement.getParent() instanceof Block block
            && block.getParent() instanceof MethodDeclaration;
    Statement then = statement.getThenStatement();
    Object only =
        then instanceof Block block && block.statements().size() == 1
            ? block.statements().get(0)
            : then;
    return ends
        && statement.getElseStatement() == null
        && only instanceof ReturnStatement left
        && left.getExpression() == null;
  }

  private static String choice(IfStatement choice) {
    Statement otherwise = choice.getElseStatement();
    return chosen(
        choice.getExpression(),
        of(choice.getThenStatement()),
        otherwise == null ? "" : of(otherwise),
        "if");
  }

  /** A choice whose condition is put positively. */
  private static String chosen(Expression condition, String then, String otherwise, String kind) {
    String positive = of(condition);
    boolean turned = positive.startsWith("!");
    String asked = turned ? positive.substring(1) : positive;
    return "("
        + kind
        + " "
        + asked
        + " {"
        + (turned ? otherwise : then)
        + "} {"
        + (turned ? then : otherwise)
        + "})";
  }

  private static boolean isEquality(InfixExpression infix) {
    Operator operator = infix.getOperator();
    return (operator.equals(Operator.EQUALS) || operator.equals(Operator.NOT_EQUALS))
        && infix.extendedOperands().isEmpty();
  }

  private static String equality(InfixExpression infix, Operator operator) {
    List<String> sides = new ArrayList<>();
    // Which side is computed first can be told where both do something, or one changes the other.
    sides.add(of(infix.getLeftOperand()));
    sides.add(of(infix.getRightOperand()));
    boolean names =
        infix.getLeftOperand().getNodeType() == ASTNode.SIMPLE_NAME
            && infix.getRightOperand().getNodeType() == ASTNode.SIMPLE_NAME;
    if (names || isLiteral(infix.getLeftOperand()) || isLiteral(infix.getRightOperand())) {
      Collections.sort(sides);
    }
    return (operator.equals(Operator.EQUALS) ? "" : "!") + "(== " + String.join(" ", sides) + ")";
  }

  private static boolean isLiteral(Expression side) {
    return switch (side.getNodeType()) {
      case ASTNode.NULL_LITERAL,
          ASTNode.NUMBER_LITERAL,
          ASTNode.STRING_LITERAL,
          ASTNode.CHARACTER_LITERAL,
          ASTNode.BOOLEAN_LITERAL ->
          true;
      default -> false;
    };
  }

  private static String negated(Expression operand) {
    String text = of(operand);
    return text.startsWith("!") ? text.substring(1) : "!" + text;
  }
}
