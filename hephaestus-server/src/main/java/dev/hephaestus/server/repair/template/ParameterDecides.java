package dev.hephaestus.server.repair.template;

import java.util.List;
import org.eclipse.jdt.core.dom.ConditionalExpression;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Modifier;
import org.eclipse.jdt.core.dom.Name;
import org.eclipse.jdt.core.dom.SingleVariableDeclaration;
import org.jspecify.annotations.Nullable;

/**
 * Lets a switch of the method decide about a constant too: where the value that was refused comes
 * from a constant, and a {@code boolean} parameter that decides elsewhere in the method was
 * forgotten, the constant counts only where the switch is on.
 *
 * <p><i>Source:</i> TBar (Liu et al. 2019, FP5: mutate literal expression) with the variable chosen
 * by data dependence as in ACS (Xiong et al. 2017).
 */
final class ParameterDecides implements Operator {

  @Override
  public String name() {
    return "parameter-decides";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!(scene.fault().isDeliberate() || scene.fault().isIndex())
        || scene.site().method().isEmpty()) {
      return;
    }
    List<String> switches = switches(scene.site().method().get());
    if (switches.isEmpty()) {
      return;
    }
    for (Expression expression : Slice.of(scene.site(), scene.fault())) {
      if (switches.stream().anyMatch(expression.toString()::contains)) {
        continue;
      }
      for (MethodInvocation call : Nodes.all(expression, MethodInvocation.class)) {
        for (Expression argument : Nodes.arguments(call)) {
          if (isConstantNumber(argument)) {
            switches.forEach(decides -> add(scene, sketches, argument, decides));
          }
        }
      }
    }
  }

  private void add(Scene scene, Sketches sketches, Expression argument, String decides) {
    String text = scene.file().source(argument);
    String cause =
        "In "
            + scene.site().symbol()
            + " `"
            + NullHazards.oneLine(text)
            + "` is used whatever `"
            + decides
            + "` says.";
    sketches.add(
        this,
        scene,
        0.56,
        cause,
        new Rewrite(scene.file()).replace(argument, decides + " ? " + text + " : 0"));
    sketches.add(
        this,
        scene,
        0.36,
        cause,
        new Rewrite(scene.file()).replace(argument, decides + " ? 0 : " + text));
  }

  /** The boolean parameters that something in the method depends on. */
  private static List<String> switches(MethodDeclaration method) {
    return Nodes.list(method.parameters(), SingleVariableDeclaration.class).stream()
        .filter(parameter -> parameter.getType().toString().equals("boolean"))
        .map(parameter -> parameter.getName().getIdentifier())
        .filter(
            name ->
                Nodes.all(method, ConditionalExpression.class).stream()
                        .anyMatch(choice -> choice.getExpression().toString().equals(name))
                    || Nodes.all(method, IfStatement.class).stream()
                        .anyMatch(choice -> choice.getExpression().toString().equals(name)))
        .toList();
  }

  private static boolean isConstantNumber(Expression argument) {
    @Nullable ITypeBinding type = argument.resolveTypeBinding();
    return argument instanceof Name name
        && name.resolveBinding() instanceof IVariableBinding variable
        && variable.isField()
        && Modifier.isStatic(variable.getModifiers())
        && Modifier.isFinal(variable.getModifiers())
        && type != null
        && List.of("int", "long").contains(type.getName());
  }
}
