package dev.hephaestus.server.repair.template;

import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.ThrowStatement;
import org.eclipse.jdt.core.dom.Type;

/**
 * Refuses bad input with the exception that the method declares for it, as the class does with
 * other bad input, instead of failing on an index or a number.
 *
 * <p><i>Source:</i> ACS (Xiong et al. 2017: what a method throws is documented in its contract),
 * with the idiom of the class itself as in Getafix (Bader et al. 2019).
 */
final class ThrowDeclared implements Operator {

  @Override
  public String name() {
    return "throw-declared";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (scene.fault().isNull() || scene.site().method().isEmpty()) {
      return;
    }
    Optional<String> idiom = idiom(scene, scene.site().method().get());
    for (Hazard hazard : scene.hazards()) {
      Optional<Statement> place = Nodes.statementOf(hazard.use());
      if (idiom.isEmpty()
          || place.isEmpty()
          || !hazard.canBeAsked()
          || !ReturnEarly.canStandBefore(place.get(), hazard)) {
        continue;
      }
      String problem = hazard.what().replace("`", "").replace("\"", "'").replace("\\", "/");
      sketches.add(
          this,
          scene,
          0.5 * hazard.likelihood(),
          scene.cause(hazard),
          new Rewrite(scene.file())
              .before(
                  place.get(),
                  "if (" + hazard.bad() + ") {",
                  "\tthrow new " + idiom.get() + "(\"Bad input: " + problem + "\");",
                  "}"));
    }
  }

  /** A declared exception that the class makes of a text somewhere. */
  private static Optional<String> idiom(Scene scene, MethodDeclaration method) {
    List<String> declared =
        Nodes.list(method.thrownExceptionTypes(), Type.class).stream().map(Type::toString).toList();
    return Nodes.all(scene.file().unit(), ThrowStatement.class).stream()
        .map(ThrowStatement::getExpression)
        .filter(ClassInstanceCreation.class::isInstance)
        .map(ClassInstanceCreation.class::cast)
        .filter(made -> made.arguments().size() == 1)
        .filter(made -> isText((Expression) made.arguments().get(0)))
        .map(made -> made.getType().toString())
        .filter(declared::contains)
        .findFirst();
  }

  private static boolean isText(Expression expression) {
    ITypeBinding type = expression.resolveTypeBinding();
    return type != null && type.getName().equals("String");
  }
}
