package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.EnhancedForStatement;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ExpressionStatement;
import org.eclipse.jdt.core.dom.FieldAccess;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.LambdaExpression;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.VariableDeclarationStatement;

/**
 * Puts a neutral value in the place of the expression that would throw: {@code x == null ? 0 :
 * x.size()}.
 *
 * <p><i>Source:</i> NPEFix (Cornu et al. 2015: replace by a value), TBar FP2.3, VFix.
 */
final class ConditionalDefault implements Operator {
  private static final double OF_OPERAND = 0.84;
  private static final double EXPECTED = 0.9;
  private static final Pattern BOUND = Pattern.compile("[^&|?=]+ (?:<|<=|>|>=) [^&|?=]+");

  @Override
  public String name() {
    return "conditional-default";
  }

  @Override
  public boolean isGuess(Fault fault) {
    return fault.isDeliberate();
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    for (Hazard hazard : scene.hazards()) {
      if (!hazard.canBeAsked()) {
        continue;
      }
      for (Expression place : places(hazard.use())) {
        boolean returned = place.getParent() instanceof ReturnStatement;
        for (Values.Value value : values(scene, hazard, place, returned)) {
          String choice = choice(hazard, value.text(), scene.file().source(place));
          Rewrite rewrite =
              new Rewrite(scene.file())
                  .replace(place, Nodes.needsParentheses(place) ? "(" + choice + ")" : choice);
          value.imports().forEach(rewrite::importing);
          double base = returned ? 0.82 : base(place, value);
          sketches.add(
              this,
              scene,
              base * value.weight() * hazard.likelihood(),
              scene.cause(hazard),
              rewrite);
        }
        Concatenation.around(place)
            .flatMap(Concatenation::withPunctuation)
            .ifPresent(group -> leaveOut(scene, hazard, group, sketches));
      }
    }
  }

  /** Leaves a part of a text out together with its punctuation. */
  private void leaveOut(Scene scene, Hazard hazard, Concatenation.Group group, Sketches sketches) {
    int start = group.first().getStartPosition();
    int end = group.last().getStartPosition() + group.last().getLength();
    String parts = scene.file().text().substring(start, end);
    Rewrite rewrite =
        new Rewrite(scene.file())
            .replace(start, end - start, "(" + choice(hazard, "\"\"", parts) + ")");
    double score = OF_OPERAND * 0.85 * hazard.likelihood();
    sketches.add(this, scene, score, scene.cause(hazard), rewrite);
  }

  /** Bounds read best with what is within them first, other questions with the exception first. */
  private static String choice(Hazard hazard, String value, String source) {
    return BOUND.matcher(hazard.bad()).matches()
        ? hazard.good() + " ? " + source + " : " + value
        : hazard.badOperand() + " ? " + value + " : " + source;
  }

  /**
   * A value that a result is made of: only its part is missing, so only that gets a default. A null
   * there often just moves the failure, no character means nothing except in a text, and what
   * advances a cursor should not be left out alone.
   */
  private static double base(Expression place, Values.Value value) {
    Statement statement = Nodes.statementOf(place).orElse(null);
    boolean feeds =
        statement instanceof ReturnStatement
            || statement instanceof VariableDeclarationStatement
            || (statement instanceof ExpressionStatement line
                && line.getExpression() instanceof Assignment);
    boolean weak =
        (value.text().equals("null") && value.weight() < EXPECTED)
            || value.text().startsWith("'")
            || !Nodes.isRepeatable(place);
    return feeds && !weak ? OF_OPERAND : 0.7;
  }

  /** The use itself where its value is not dereferenced, and the whole value that it is part of. */
  private static Set<Expression> places(Expression use) {
    Set<Expression> places = new LinkedHashSet<>();
    Expression place = use;
    while (isDereferenced(place)) {
      place = (Expression) place.getParent();
    }
    if (isValue(place)) {
      places.add(place);
    }
    ASTNode up = place;
    while (up.getParent() instanceof Expression outer
        && !(outer instanceof Assignment)
        && !(outer instanceof LambdaExpression)) {
      up = outer;
    }
    if (up instanceof Expression whole && !up.equals(place) && isValue(whole)) {
      places.add(whole);
    }
    return places;
  }

  private static boolean isDereferenced(Expression place) {
    return (place.getParent() instanceof MethodInvocation call
            && place.equals(call.getExpression()))
        || place.getParent() instanceof FieldAccess;
  }

  private static boolean isValue(Expression place) {
    ITypeBinding type = place.resolveTypeBinding();
    boolean target =
        place.getParent() instanceof Assignment assignment
            && place.equals(assignment.getLeftHandSide());
    return !(place.getParent() instanceof ExpressionStatement)
        && !(place instanceof Assignment)
        && !target
        && !(place.getParent() instanceof org.eclipse.jdt.core.dom.PostfixExpression)
        && (type == null || !type.getName().equals("void"));
  }

  private static List<Values.Value> values(
      Scene scene, Hazard hazard, Expression place, boolean returned) {
    Site site = scene.site();
    List<Values.Value> values = new ArrayList<>();
    if (returned && site.returnsFromMethod(place)) {
      values.addAll(Values.toReturn(site, hazard));
      values.removeIf(value -> value.text().isEmpty());
    } else {
      values.addAll(operandValues(scene, place));
      if (isText(place)
          && place.getParent() instanceof MethodInvocation call
          && call.arguments().contains(place)
          && hazard.bad().endsWith("== null")) {
        values.add(Values.Value.of("\"null\"", 0.6));
      }
    }
    if (place.getParent() instanceof EnhancedForStatement || place.resolveUnboxing()) {
      values.removeIf(value -> value.text().equals("null"));
    }
    return values;
  }

  /** Neutral values of the place's type, weighed by what the project expects there. */
  private static List<Values.Value> operandValues(Scene scene, Expression place) {
    List<Values.Value> neutral = Values.of(place, scene.file());
    if (Concatenation.around(place).isPresent()) {
      return inText(place, neutral);
    }
    Conventions.Missing missing = scene.conventions().missing(place);
    if (missing == Conventions.Missing.UNKNOWN) {
      return neutral;
    }
    boolean expectsNull = missing == Conventions.Missing.NULL;
    return neutral.stream()
        .map(
            value ->
                value.text().equals("null") == expectsNull && !isPrimitive(place)
                    ? new Values.Value(value.text(), EXPECTED, value.imports())
                    : value)
        .toList();
  }

  /** In a text, nothing is neutral; a number is rather 0 than not there. */
  private static List<Values.Value> inText(Expression place, List<Values.Value> neutral) {
    List<Values.Value> values = new ArrayList<>();
    ITypeBinding type = place.resolveTypeBinding();
    boolean number = type != null && type.isPrimitive() && !type.getName().equals("char");
    values.add(Values.Value.of("\"\"", number ? 0.5 : 0.8));
    neutral.stream().filter(value -> number).forEach(values::add);
    return values;
  }

  private static boolean isPrimitive(Expression place) {
    ITypeBinding type = place.resolveTypeBinding();
    return type != null && type.isPrimitive();
  }

  private static boolean isText(Expression place) {
    ITypeBinding type = place.resolveTypeBinding();
    return type != null && type.getName().equals("String");
  }
}
