package dev.hephaestus.server.repair.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.NullLiteral;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;
import org.eclipse.jdt.core.dom.VariableDeclarationStatement;

/**
 * Asks a map whether it has a key instead of taking a null result for its absence: the key can be
 * there with the value null.
 *
 * <p><i>Source:</i> the contract of {@code Map.put} and {@code Map.get}; TBar (Liu et al. 2019,
 * FP10: mutate method invocation).
 */
final class KeyPresence implements Operator {
  private static final Map<String, Integer> CALLS = Map.of("put", 2, "get", 1, "remove", 1);
  private static final int DEEPEST = 3;

  @Override
  public String name() {
    return "key-presence";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (scene.site().depth() > DEEPEST || scene.site().frame().isEmpty()) {
      return;
    }
    for (VariableDeclarationStatement declared :
        Nodes.all(scene.site().body(), VariableDeclarationStatement.class)) {
      if (declared.fragments().size() == 1
          && declared.fragments().get(0) instanceof VariableDeclarationFragment variable
          && variable.getInitializer() instanceof MethodInvocation call
          && asksMap(call)) {
        String name = variable.getName().getIdentifier();
        next(declared)
            .flatMap(choice -> question(choice, name))
            .filter(question -> uses(scene, name) == 2)
            .ifPresent(question -> rewrite(scene, sketches, declared, call, question));
      }
    }
  }

  private void rewrite(
      Scene scene,
      Sketches sketches,
      VariableDeclarationStatement declared,
      MethodInvocation call,
      InfixExpression question) {
    List<Expression> arguments = Nodes.arguments(call);
    Expression key = arguments.get(arguments.size() == 3 ? 1 : 0);
    if (!Nodes.isRepeatable(key)) {
      return;
    }
    String owner =
        call.getExpression() == null ? "" : scene.file().source(call.getExpression()) + ".";
    String asked = owner + "containsKey(" + scene.file().source(key) + ")";
    boolean absent = question.getOperator().equals(InfixExpression.Operator.EQUALS);
    boolean reads = call.getName().getIdentifier().equals("get");
    String rest = reads ? "" : scene.file().source(call) + ";";
    String indent = scene.file().indentAt(declared.getStartPosition());
    String text =
        "boolean contained = "
            + asked
            + ";"
            + (rest.isEmpty() ? "" : scene.file().newline() + indent + rest);
    sketches.add(
        this,
        scene,
        0.6,
        "In "
            + scene.site().symbol()
            + " a null result of `"
            + NullHazards.oneLine(scene.file().source(call))
            + "` is taken for an absent key.",
        new Rewrite(scene.file())
            .replace(declared, text)
            .replace(question, absent ? "!contained" : "contained"));
  }

  private static boolean asksMap(MethodInvocation call) {
    String name = call.getName().getIdentifier();
    int least = CALLS.getOrDefault(name, 99);
    if (call.resolveMethodBinding() == null
        || call.arguments().size() < least
        || call.arguments().size() > least + 1) {
      return false;
    }
    ITypeBinding owner = call.resolveMethodBinding().getDeclaringClass();
    return isMap(owner);
  }

  private static boolean isMap(@org.jspecify.annotations.Nullable ITypeBinding type) {
    if (type == null) {
      return false;
    }
    if (type.getErasure().getQualifiedName().equals("java.util.Map")) {
      return true;
    }
    for (ITypeBinding each : type.getInterfaces()) {
      if (isMap(each)) {
        return true;
      }
    }
    return isMap(type.getSuperclass());
  }

  private static Optional<IfStatement> next(Statement statement) {
    if (statement.getParent() instanceof Block block) {
      int index = block.statements().indexOf(statement) + 1;
      if (index < block.statements().size()
          && block.statements().get(index) instanceof IfStatement choice) {
        return Optional.of(choice);
      }
    }
    return Optional.empty();
  }

  /** The question whether a variable is null. */
  private static Optional<InfixExpression> question(IfStatement choice, String name) {
    return choice.getExpression() instanceof InfixExpression infix
            && infix.getRightOperand() instanceof NullLiteral
            && infix.getLeftOperand().toString().equals(name)
        ? Optional.of(infix)
        : Optional.empty();
  }

  private static long uses(Scene scene, String name) {
    return Nodes.all(scene.site().body(), SimpleName.class).stream()
        .filter(simple -> simple.getIdentifier().equals(name))
        .count();
  }
}
