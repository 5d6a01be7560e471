package dev.hephaestus.server.repair.template;

import java.util.Optional;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.ThrowStatement;

/**
 * Refuses a bad argument by name, as the class does with its others. Tried last: the caller still
 * gets an exception, only a better one.
 *
 * <p><i>Source:</i> Getafix (Bader et al. 2019) and the argument checks of the project itself.
 */
final class ThrowEarly implements Operator {

  @Override
  public String name() {
    return "throw-early";
  }

  @Override
  public boolean isGuess(Fault fault) {
    return true;
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    for (Hazard hazard : scene.hazards()) {
      IVariableBinding variable = Nodes.variable(hazard.operands().get(0));
      Optional<Statement> place = Nodes.statementOf(hazard.use());
      if (variable == null
          || !variable.isParameter()
          || place.isEmpty()
          || !projectRefusesArguments(scene)
          || !ReturnEarly.canStandBefore(place.get(), hazard)) {
        continue;
      }
      String problem = hazard.bad().endsWith("== null") ? " must not be null" : " is out of range";
      sketches.add(
          this,
          scene,
          0.05 * hazard.likelihood(),
          scene.cause(hazard),
          new Rewrite(scene.file())
              .before(
                  place.get(),
                  "if (" + hazard.bad() + ") {",
                  "\tthrow new IllegalArgumentException(\"" + variable.getName() + problem + "\");",
                  "}"));
    }
  }

  private static boolean projectRefusesArguments(Scene scene) {
    return Nodes.all(scene.file().unit(), MethodDeclaration.class).stream()
        .flatMap(method -> Nodes.all(method, ThrowStatement.class).stream())
        .anyMatch(
            thrown ->
                thrown.getExpression() instanceof ClassInstanceCreation creation
                    && creation.getType().toString().equals("IllegalArgumentException"));
  }
}
