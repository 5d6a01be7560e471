package dev.hephaestus.server.repair.template;

import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.ReturnStatement;

/**
 * Goes through the getter that makes a field's value when it is first asked for, instead of reading
 * the field that may not be set yet.
 *
 * <p><i>Source:</i> NPEFix (Cornu et al. 2015: reuse), VFix (Xu et al. 2019: lazy initialization).
 */
final class UseLazyGetter implements Operator {

  @Override
  public String name() {
    return "use-lazy-getter";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isNull()) {
      return;
    }
    for (Hazard hazard : scene.hazards()) {
      Expression value = Nodes.bare(hazard.operands().get(0));
      IVariableBinding field = Nodes.variable(value);
      if (field == null || !field.isField()) {
        continue;
      }
      getter(scene.site(), field)
          .ifPresent(
              getter ->
                  sketches.add(
                      this,
                      scene,
                      0.96 * hazard.likelihood(),
                      scene.cause(hazard),
                      new Rewrite(scene.file())
                          .replace(value, getter.getName().getIdentifier() + "()")));
    }
  }

  private static Optional<MethodDeclaration> getter(Site site, IVariableBinding field) {
    return Nodes.enclosing(site.body(), AbstractTypeDeclaration.class).stream()
        .flatMap(type -> Nodes.list(type.bodyDeclarations(), Object.class).stream())
        .filter(MethodDeclaration.class::isInstance)
        .map(MethodDeclaration.class::cast)
        .filter(method -> !method.equals(site.body()) && method.parameters().isEmpty())
        .filter(method -> makes(method, field) && answers(method, field))
        .findFirst();
  }

  private static boolean makes(MethodDeclaration method, IVariableBinding field) {
    List<IfStatement> choices = Nodes.all(method, IfStatement.class);
    return choices.stream()
        .filter(choice -> NullQuestion.isAsked(choice.getExpression(), field))
        .flatMap(choice -> Nodes.all(choice.getThenStatement(), Assignment.class).stream())
        .anyMatch(made -> field.isEqualTo(Nodes.variable(made.getLeftHandSide())));
  }

  private static boolean answers(MethodDeclaration method, IVariableBinding field) {
    return Nodes.all(method, ReturnStatement.class).stream()
        .map(ReturnStatement::getExpression)
        .anyMatch(answer -> answer != null && field.isEqualTo(Nodes.variable(answer)));
  }
}
