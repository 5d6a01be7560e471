package dev.hephaestus.server.repair.template;

import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.Modifier;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;

/**
 * Gives a field or a local variable a value where it is declared or set to null, so that there is
 * no time at which it has none.
 *
 * <p><i>Source:</i> TBar (Liu et al. 2019, FP2 and FP9), VFix (Xu et al. 2019: initialization where
 * the null begins).
 */
final class InitializeVariable implements Operator {

  @Override
  public String name() {
    return "initialize-variable";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isNull()) {
      return;
    }
    for (Hazard hazard : scene.hazards()) {
      IVariableBinding variable = Nodes.variable(hazard.operands().get(0));
      if (variable == null || variable.isParameter() || variable.isRecordComponent()) {
        continue;
      }
      IVariableBinding declared = variable.getVariableDeclaration();
      ITypeBinding type = declared.getType();
      CompilationUnit unit = scene.file().unit();
      Creations.of(type, scene)
          .filter(made -> !Imports.clash(scene.file(), made.imports()))
          .flatMap(made -> rewrite(scene.file(), unit, declared, made))
          .ifPresent(
              rewrite ->
                  sketches.add(
                      this,
                      scene,
                      (isAskedFor(unit, declared) ? 0.4 : score(type)) * hazard.likelihood(),
                      scene.cause(hazard),
                      rewrite));
    }
  }

  private static double score(ITypeBinding type) {
    return type.isFromSource() ? 0.5 : 0.78;
  }

  /** All places at once: one that is left would leave the fault. */
  private static Optional<Rewrite> rewrite(
      ParsedFile file, CompilationUnit unit, IVariableBinding variable, Creations.Creation made) {
    Rewrite rewrite = new Rewrite(file).importing(made.imports());
    List<Expression> nulls =
        Nodes.all(unit, Assignment.class).stream()
            .filter(set -> variable.isEqualTo(Nodes.variable(set.getLeftHandSide())))
            .map(Assignment::getRightHandSide)
            .filter(Values::isNull)
            .toList();
    nulls.forEach(set -> rewrite.replace(set, made.text()));
    boolean declaredBare = false;
    if (unit.findDeclaringNode(variable) instanceof VariableDeclarationFragment fragment) {
      Expression initial = fragment.getInitializer();
      if (initial != null && Values.isNull(initial)) {
        rewrite.replace(initial, made.text());
        declaredBare = true;
      } else if (initial == null
          && variable.isField()
          && nulls.isEmpty()
          && !Modifier.isFinal(variable.getModifiers())) {
        rewrite.replace(fragment.getStartPosition() + fragment.getLength(), 0, " = " + made.text());
        declaredBare = true;
      }
    }
    return declaredBare || !nulls.isEmpty() ? Optional.of(rewrite) : Optional.empty();
  }

  /** Whether the file asks it for null somewhere, so that null means something. */
  private static boolean isAskedFor(CompilationUnit unit, IVariableBinding variable) {
    return Nodes.all(unit, InfixExpression.class).stream()
        .map(
            infix -> {
              Expression same = NullQuestion.subject(infix, InfixExpression.Operator.EQUALS);
              return same != null
                  ? same
                  : NullQuestion.subject(infix, InfixExpression.Operator.NOT_EQUALS);
            })
        .anyMatch(asked -> asked != null && variable.isEqualTo(Nodes.variable(asked)));
  }
}
