package dev.hephaestus.server.repair.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.NullLiteral;

/**
 * Adds one more question to a condition on the way to where the program throws on purpose: one that
 * the class asks elsewhere, or that a value of the condition can answer about itself.
 *
 * <p><i>Source:</i> PAR (Kim et al. 2013: expression adder), TBar (Liu et al. 2019, FP6.3), with
 * the question chosen as in ACS (Xiong et al. 2017: by the variables) and ELIXIR (Saha et al. 2017:
 * by the methods of what is in reach).
 */
final class ExtendCondition implements Operator {
  private static final int MOST_CONDITIONS = 2;
  private static final int MOST_QUESTIONS = 6;
  private static final int DEEPEST = 1;

  @Override
  public String name() {
    return "extend-condition";
  }

  @Override
  public boolean isGuess(Fault fault) {
    return true;
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isDeliberate()
        || scene.site().line() <= 0
        || scene.site().depth() > DEEPEST) {
      return;
    }
    Optional<? extends ASTNode> place = MutateCondition.place(scene.site());
    if (place.isEmpty()) {
      return;
    }
    PathCondition.to(place.get()).stream()
        .limit(MOST_CONDITIONS)
        .forEach(decided -> extend(scene, sketches, decided));
  }

  private void extend(Scene scene, Sketches sketches, PathCondition decided) {
    Expression condition = decided.condition();
    String cause =
        "In "
            + scene.site().symbol()
            + " the condition `"
            + NullHazards.oneLine(scene.file().source(condition))
            + "` does not ask for everything that counts.";
    questions(scene, condition, decided.held()).entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(MOST_QUESTIONS)
        .forEach(
            question ->
                sketches.add(
                    this,
                    scene,
                    question.getValue(),
                    cause,
                    new Rewrite(scene.file())
                        .replace(condition, joined(scene, decided, question.getKey()))));
  }

  /** Questions, each asked in one way and in the other. */
  private static Map<String, Double> questions(Scene scene, Expression condition, boolean held) {
    Questions found = new Questions(scene.site(), condition);
    Set<String> asked =
        Nodes.all(condition, Expression.class).stream()
            .map(scene.file()::source)
            .collect(Collectors.toSet());
    Map<String, Double> questions = new LinkedHashMap<>();
    for (Expression atom : found.askedElsewhere()) {
      String text = scene.file().source(atom);
      if (!asked.contains(text) && !isAskedOfNull(condition, text)) {
        String opposite = Negation.of(atom, scene.file()::source);
        if (!isOneValue(atom, held)) {
          questions.putIfAbsent(text, 0.34);
        }
        if (!isOneValue(atom, !held)) {
          questions.putIfAbsent(opposite, 0.3);
        }
      }
    }
    for (String text : found.ofValues()) {
      if (!asked.contains(text) && !isAskedOfNull(condition, text)) {
        questions.putIfAbsent(text, 0.3);
        questions.putIfAbsent("!" + text, 0.28);
      }
    }
    return questions;
  }

  /** Whether it asks the very value that the condition asks to be null. */
  private static boolean isAskedOfNull(Expression condition, String question) {
    return Nodes.all(condition, InfixExpression.class).stream()
        .filter(infix -> infix.getRightOperand() instanceof NullLiteral)
        .anyMatch(infix -> question.contains(infix.getLeftOperand() + "."));
  }

  /** One value is taken out of what is refused or let through, never all the others. */
  private static boolean isOneValue(Expression atom, boolean equal) {
    return atom instanceof InfixExpression infix
        && infix
            .getOperator()
            .equals(equal ? InfixExpression.Operator.EQUALS : InfixExpression.Operator.NOT_EQUALS);
  }

  /** What held must hold less often, so its opposite is demanded too; what did not, more often. */
  private static String joined(Scene scene, PathCondition decided, String question) {
    Expression condition = decided.condition();
    String text = scene.file().source(condition);
    boolean chain = Nodes.isAndOr(condition);
    boolean same =
        condition instanceof InfixExpression infix
            && infix.getOperator().equals(InfixExpression.Operator.CONDITIONAL_AND)
                == decided.held();
    String own = chain && !same ? "(" + text + ")" : text;
    String other =
        question.contains("||") || question.contains("&&") ? "(" + question + ")" : question;
    return own + (decided.held() ? " && " : " || ") + other;
  }
}
