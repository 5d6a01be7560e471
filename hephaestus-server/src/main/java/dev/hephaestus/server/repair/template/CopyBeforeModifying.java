package dev.hephaestus.server.repair.template;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.VariableDeclaration;

/**
 * Copies a read-only collection where it is made, because the code goes on to change it.
 *
 * <p><i>Source:</i> Genesis (Long et al. 2017); the contracts of {@code Arrays.asList}, {@code
 * List.of} and {@code Collections.unmodifiableList}.
 */
final class CopyBeforeModifying implements Operator {
  private static final Set<String> CHANGES =
      Set.of(
          "add",
          "addAll",
          "remove",
          "removeAll",
          "removeIf",
          "retainAll",
          "clear",
          "put",
          "putAll",
          "set",
          "sort",
          "putIfAbsent",
          "merge",
          "computeIfAbsent");
  private static final Map<String, String> COPIES =
      Map.of(
          "java.util.List", "java.util.ArrayList",
          "java.util.Collection", "java.util.ArrayList",
          "java.util.Set", "java.util.HashSet",
          "java.util.Map", "java.util.HashMap");

  @Override
  public String name() {
    return "copy-before-modifying";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().is("UnsupportedOperationException") || scene.javaLevel() < 7) {
      return;
    }
    for (MethodInvocation call : scene.site().at(MethodInvocation.class)) {
      if (CHANGES.contains(call.getName().getIdentifier()) && call.getExpression() != null) {
        IVariableBinding variable = Nodes.variable(call.getExpression());
        if (variable != null) {
          sources(scene, variable).forEach(source -> copy(scene, sketches, variable, source));
        }
      }
    }
  }

  private void copy(Scene scene, Sketches sketches, IVariableBinding variable, Expression source) {
    String type = COPIES.get(variable.getType().getErasure().getQualifiedName());
    if (type == null || Imports.clash(scene.file(), type)) {
      return;
    }
    String simple = type.substring(type.lastIndexOf('.') + 1);
    sketches.add(
        this,
        scene,
        0.92,
        "In "
            + scene.site().symbol()
            + " `"
            + variable.getName()
            + "` is changed although it can be a read-only collection.",
        new Rewrite(scene.file())
            .replace(source, "new " + simple + "<>(" + scene.file().source(source) + ")")
            .importing(type));
  }

  /** What the variable is set to, in its file: its initializer and its assignments. */
  private static List<Expression> sources(Scene scene, IVariableBinding variable) {
    CompilationUnit unit = scene.file().unit();
    List<Expression> sources = new java.util.ArrayList<>();
    if (unit.findDeclaringNode(variable) instanceof VariableDeclaration declaration
        && declaration.getInitializer() != null) {
      sources.add(declaration.getInitializer());
    }
    for (Assignment assignment : Nodes.all(unit, Assignment.class)) {
      IVariableBinding assigned = Nodes.variable(assignment.getLeftHandSide());
      if (assigned != null && assigned.isEqualTo(variable)) {
        sources.add(assignment.getRightHandSide());
      }
    }
    sources.removeIf(source -> source instanceof org.eclipse.jdt.core.dom.ClassInstanceCreation);
    sources.removeIf(Values::isNull);
    return sources;
  }
}
