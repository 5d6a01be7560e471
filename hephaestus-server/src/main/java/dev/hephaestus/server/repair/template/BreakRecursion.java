package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.FieldDeclaration;
import org.eclipse.jdt.core.dom.IMethodBinding;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.SingleVariableDeclaration;
import org.eclipse.jdt.core.dom.ThisExpression;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;

/**
 * Turns a method that only calls itself, with what it was given, to what it was meant to call: the
 * field of that name, the method it overrides, the object that it wraps.
 *
 * <p><i>Source:</i> the infinite recursive call of FindBugs (Hovemeyer and Pugh 2004); TBar (Liu et
 * al. 2019, FP10: mutate method invocation).
 */
final class BreakRecursion implements Operator {
  private static final int MOST_FIELDS = 3;

  @Override
  public String name() {
    return "break-recursion";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().is("StackOverflowError")
        || !(scene.site().body() instanceof MethodDeclaration method)) {
      return;
    }
    for (MethodInvocation call : scene.site().at(MethodInvocation.class)) {
      if (isSelf(call, method)) {
        propose(scene, sketches, method, call);
      }
    }
  }

  private void propose(
      Scene scene, Sketches sketches, MethodDeclaration method, MethodInvocation call) {
    String arguments =
        Nodes.list(call.arguments(), Expression.class).stream()
            .map(scene.file()::source)
            .collect(Collectors.joining(", ", "(", ")"));
    String called = call.getName().getIdentifier() + arguments;
    add(scene, sketches, call, 0.9, "super." + called);
    int left = MOST_FIELDS;
    for (String field : fields(method)) {
      if (call.arguments().isEmpty() && isNamed(field, call.getName().getIdentifier())) {
        add(scene, sketches, call, 0.95, field);
      } else if (left-- > 0) {
        add(scene, sketches, call, 0.85, field + "." + called);
      }
    }
  }

  private void add(
      Scene scene, Sketches sketches, MethodInvocation call, double score, String text) {
    sketches.add(
        this,
        scene,
        score,
        scene.site().symbol() + " calls itself without an end; `" + text + "` is meant.",
        new Rewrite(scene.file()).replace(call, text));
  }

  /** Whether it is called on the same object with the same arguments. */
  private static boolean isSelf(MethodInvocation call, MethodDeclaration method) {
    IMethodBinding binding = call.resolveMethodBinding();
    IMethodBinding own = method.resolveBinding();
    if (binding == null
        || own == null
        || !binding.getMethodDeclaration().isEqualTo(own)
        || !(call.getExpression() == null || call.getExpression() instanceof ThisExpression)) {
      return false;
    }
    List<String> given =
        Nodes.list(call.arguments(), Expression.class).stream().map(Object::toString).toList();
    List<String> taken =
        Nodes.list(method.parameters(), SingleVariableDeclaration.class).stream()
            .map(SingleVariableDeclaration::getName)
            .map(SimpleName::getIdentifier)
            .toList();
    return given.equals(taken);
  }

  private static boolean isNamed(String field, String method) {
    String bare = field.replaceFirst("^_|^m_|_$", "").toLowerCase(Locale.ROOT);
    String asked = method.toLowerCase(Locale.ROOT);
    return asked.equals(bare) || asked.equals("get" + bare) || asked.equals("is" + bare);
  }

  private static List<String> fields(MethodDeclaration method) {
    List<String> fields = new ArrayList<>();
    Nodes.enclosing(method, AbstractTypeDeclaration.class)
        .map(type -> Nodes.all(type, FieldDeclaration.class))
        .orElse(List.of())
        .forEach(
            field ->
                Nodes.list(field.fragments(), VariableDeclarationFragment.class)
                    .forEach(fragment -> fields.add(fragment.getName().getIdentifier())));
    return fields;
  }
}
