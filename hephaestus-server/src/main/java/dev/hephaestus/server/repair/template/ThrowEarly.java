package dev.hephaestus.server.repair.template;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.ExpressionStatement;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.ThrowStatement;

/**
 * Refuses a bad argument by name, as the class does with its others: with the very check that it
 * uses for them, else with an exception of its own. Tried last: the caller still gets an exception,
 * only a better one.
 *
 * <p><i>Source:</i> Getafix (Bader et al. 2019) and the argument checks of the project itself.
 */
final class ThrowEarly implements Operator {
  private static final Pattern DEMANDS =
      Pattern.compile("(?:require|check|assert|ensure|is)?(?:NonNull|NotNull|notNull|nonNull)");

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
          || !ReturnEarly.canStandBefore(place.get(), hazard)) {
        continue;
      }
      if (hazard.bad().equals(variable.getName() + " == null")) {
        checkOf(scene, variable)
            .ifPresent(
                check ->
                    sketches.add(
                        this,
                        scene,
                        0.06 * hazard.likelihood(),
                        scene.cause(hazard),
                        new Rewrite(scene.file()).before(place.get(), check)));
      }
      if (!projectRefusesArguments(scene)) {
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

  /** A statement of the file that only demands another parameter, said of this one. */
  private static Optional<String> checkOf(Scene scene, IVariableBinding parameter) {
    return Nodes.all(scene.file().unit(), ExpressionStatement.class).stream()
        .filter(
            statement ->
                statement.getExpression() instanceof MethodInvocation call
                    && DEMANDS.matcher(call.getName().getIdentifier()).matches()
                    && call.arguments().size() <= 2
                    && !call.arguments().isEmpty()
                    && isAnother(call.arguments().get(0), parameter))
        .map(
            statement -> {
              MethodInvocation call = (MethodInvocation) statement.getExpression();
              String other = ((SimpleName) call.arguments().get(0)).getIdentifier();
              String name = Matcher.quoteReplacement(parameter.getName());
              return scene.file().source(statement).replaceAll("\\b" + other + "\\b", name);
            })
        .findFirst();
  }

  private static boolean isAnother(Object argument, IVariableBinding parameter) {
    IVariableBinding variable = argument instanceof SimpleName name ? Nodes.variable(name) : null;
    return variable != null && variable.isParameter() && !variable.isEqualTo(parameter);
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
