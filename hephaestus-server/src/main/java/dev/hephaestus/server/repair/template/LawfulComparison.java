package dev.hephaestus.server.repair.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.CastExpression;
import org.eclipse.jdt.core.dom.ConditionalExpression;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.LambdaExpression;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.NumberLiteral;
import org.eclipse.jdt.core.dom.PrefixExpression;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.Statement;

/**
 * Makes a comparison keep its contract where sorting found that it does not: a difference that
 * overflows, or an answer that is never 0, becomes the comparison of the two values.
 *
 * <p><i>Source:</i> the contract of {@code Comparator.compare}; the checks BadComparable and
 * ComparisonContractViolated of Error Prone (Aftandilian et al. 2012), and TBar (Liu et al. 2019,
 * FP11: mutate operators).
 */
final class LawfulComparison implements Operator {
  private static final int COMPARE_SINCE = 7;
  private static final Map<String, String> BOXES =
      Map.of(
          "int",
          "Integer",
          "long",
          "Long",
          "double",
          "Double",
          "float",
          "Float",
          "short",
          "Short",
          "char",
          "Character",
          "byte",
          "Byte");

  @Override
  public String name() {
    return "lawful-comparison";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().is("IllegalArgumentException")
        || !scene.fault().message().startsWith("Comparison method violates")
        || scene.javaLevel() < COMPARE_SINCE) {
      return;
    }
    for (Expression answer : answers(scene.file().unit())) {
      of(scene, answer)
          .ifPresent(
              text ->
                  add(
                      scene,
                      sketches,
                      Nodes.isWithin(answer, scene.site().body()) ? 0.95 : 0.9,
                      answer,
                      new Rewrite(scene.file()).replace(answer, text)));
    }
    for (IfStatement choice : Nodes.all(scene.file().unit(), IfStatement.class)) {
      if (isInComparison(choice)) {
        ofChoice(scene, choice).ifPresent(rewrite -> add(scene, sketches, 0.88, choice, rewrite));
      }
    }
  }

  private void add(Scene scene, Sketches sketches, double score, ASTNode place, Rewrite rewrite) {
    String said = place.toString().lines().findFirst().orElse("").strip();
    sketches.add(
        this, scene, score, "`" + said + "` does not order things as a comparison must.", rewrite);
  }

  /** What comparisons of the file answer. */
  private static List<Expression> answers(ASTNode unit) {
    List<Expression> lambdas =
        Nodes.all(unit, LambdaExpression.class).stream()
            .filter(lambda -> lambda.parameters().size() == 2)
            .map(LambdaExpression::getBody)
            .filter(Expression.class::isInstance)
            .map(Expression.class::cast)
            .toList();
    List<Expression> returned =
        Nodes.all(unit, ReturnStatement.class).stream()
            .filter(LawfulComparison::isInComparison)
            .map(ReturnStatement::getExpression)
            .filter(java.util.Objects::nonNull)
            .toList();
    return java.util.stream.Stream.concat(lambdas.stream(), returned.stream()).toList();
  }

  private static boolean isInComparison(ASTNode node) {
    for (ASTNode up = node; up != null; up = up.getParent()) {
      if (up instanceof LambdaExpression lambda) {
        return lambda.parameters().size() == 2;
      }
      if (up instanceof MethodDeclaration method) {
        String name = method.getName().getIdentifier();
        return (name.equals("compare") && method.parameters().size() == 2)
            || (name.equals("compareTo") && method.parameters().size() == 1);
      }
    }
    return false;
  }

  /** {@code a - b}, {@code (int) (a - b)}, {@code a < b ? -1 : 1}. */
  private static Optional<String> of(Scene scene, Expression answer) {
    Expression bare = Nodes.bare(answer);
    if (bare instanceof CastExpression cast && cast.getType().toString().equals("int")) {
      return of(scene, cast.getExpression());
    }
    if (bare instanceof InfixExpression infix
        && infix.getOperator().equals(InfixExpression.Operator.MINUS)
        && infix.extendedOperands().isEmpty()) {
      return compared(scene, infix.getLeftOperand(), infix.getRightOperand());
    }
    return bare instanceof ConditionalExpression choice
        ? ofSigns(
            scene, choice.getExpression(), choice.getThenExpression(), choice.getElseExpression())
        : Optional.empty();
  }

  /** {@code if (a < b) { return -1; } return 1;}, with and without {@code else}. */
  private static Optional<Rewrite> ofChoice(Scene scene, IfStatement choice) {
    Optional<Expression> then = onlyAnswer(choice.getThenStatement());
    Statement behind = choice.getElseStatement() == null ? next(choice) : choice.getElseStatement();
    Optional<Expression> other = Optional.ofNullable(behind).flatMap(LawfulComparison::onlyAnswer);
    if (then.isEmpty() || other.isEmpty() || behind == null) {
      return Optional.empty();
    }
    int end = behind.getStartPosition() + behind.getLength();
    return ofSigns(scene, choice.getExpression(), then.get(), other.get())
        .map(
            text ->
                new Rewrite(scene.file())
                    .replace(
                        choice.getStartPosition(),
                        end - choice.getStartPosition(),
                        "return " + text + ";"));
  }

  private static @org.jspecify.annotations.Nullable Statement next(Statement statement) {
    if (!(statement.getParent() instanceof Block block)) {
      return null;
    }
    List<Statement> all = Nodes.list(block.statements(), Statement.class);
    int at = all.indexOf(statement) + 1;
    return at < all.size() ? all.get(at) : null;
  }

  private static Optional<Expression> onlyAnswer(Statement statement) {
    if (statement instanceof Block block) {
      return block.statements().size() == 1
          ? onlyAnswer((Statement) block.statements().get(0))
          : Optional.empty();
    }
    return statement instanceof ReturnStatement answer
        ? Optional.ofNullable(answer.getExpression())
        : Optional.empty();
  }

  /** Two answers of opposite signs, chosen by whether one value is less or greater. */
  private static Optional<String> ofSigns(
      Scene scene, Expression question, Expression yes, Expression no) {
    int sign = sign(yes);
    if (sign == 0
        || sign(no) != -sign
        || !(Nodes.bare(question) instanceof InfixExpression infix)
        || !infix.extendedOperands().isEmpty()) {
      return Optional.empty();
    }
    String operator = infix.getOperator().toString();
    if (!operator.matches("[<>]=?")) {
      return Optional.empty();
    }
    boolean ascending = operator.startsWith("<") == (sign < 0);
    Expression left = infix.getLeftOperand();
    Expression right = infix.getRightOperand();
    if (right instanceof NumberLiteral zero && zero.getToken().equals("0")) {
      return ascending ? asked(scene, left) : Optional.empty();
    }
    return ascending ? compared(scene, left, right) : compared(scene, right, left);
  }

  /** {@code a.compareTo(b) < 0 ? -1 : 1} is {@code a.compareTo(b)}. */
  private static Optional<String> asked(Scene scene, Expression left) {
    return Nodes.bare(left) instanceof MethodInvocation call
            && call.getName().getIdentifier().startsWith("compare")
        ? Optional.of(scene.file().source(call))
        : Optional.empty();
  }

  private static int sign(Expression answer) {
    Expression bare = Nodes.bare(answer);
    if (bare instanceof PrefixExpression prefix
        && prefix.getOperator().equals(PrefixExpression.Operator.MINUS)) {
      return -sign(prefix.getOperand());
    }
    return bare instanceof NumberLiteral number && number.getToken().matches("[1-9]\\d*") ? 1 : 0;
  }

  private static Optional<String> compared(Scene scene, Expression left, Expression right) {
    ITypeBinding one = left.resolveTypeBinding();
    ITypeBinding other = right.resolveTypeBinding();
    if (one == null || other == null) {
      return Optional.empty();
    }
    String box = BOXES.getOrDefault(one.getName(), one.getName());
    boolean same = box.equals(BOXES.getOrDefault(other.getName(), other.getName()));
    return same && BOXES.containsValue(box)
        ? Optional.of(
            box
                + ".compare("
                + scene.file().source(Nodes.bare(left))
                + ", "
                + scene.file().source(Nodes.bare(right))
                + ")")
        : Optional.empty();
  }
}
