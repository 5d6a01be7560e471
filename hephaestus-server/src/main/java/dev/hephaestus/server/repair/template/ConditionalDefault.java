package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

/**
 * Puts a neutral value in the place of the expression that would throw: {@code x == null ? 0 :
 * x.size()}.
 *
 * <p><i>Source:</i> NPEFix (Cornu et al. 2015: replace by a value), TBar FP2.3, VFix.
 */
final class ConditionalDefault implements Operator {

  @Override
  public String name() {
    return "conditional-default";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    for (Hazard hazard : scene.hazards()) {
      if (!hazard.canBeAsked()) {
        continue;
      }
      for (Expression place : places(hazard.use())) {
        boolean returned = place.getParent() instanceof ReturnStatement;
        for (Values.Value value : values(scene.site(), hazard, place, returned)) {
          String choice =
              hazard.badOperand() + " ? " + value.text() + " : " + scene.file().source(place);
          Rewrite rewrite =
              new Rewrite(scene.file())
                  .replace(place, Nodes.needsParentheses(place) ? "(" + choice + ")" : choice);
          value.imports().forEach(rewrite::importing);
          double score = (returned ? 0.82 : 0.7) * value.weight() * hazard.likelihood();
          sketches.add(this, scene, score, scene.cause(hazard), rewrite);
        }
      }
    }
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
      Site site, Hazard hazard, Expression place, boolean returned) {
    List<Values.Value> values = new ArrayList<>();
    if (returned && site.returnsFromMethod(place)) {
      values.addAll(Values.toReturn(site, hazard));
      values.removeIf(value -> value.text().isEmpty());
    } else {
      values.addAll(Values.of(place, site.file()));
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

  private static boolean isText(Expression place) {
    ITypeBinding type = place.resolveTypeBinding();
    return type != null && type.getName().equals("String");
  }
}
