package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.SingleVariableDeclaration;
import org.eclipse.jdt.core.dom.Statement;

/**
 * Sequences of different length are not equal, so a comparison for equality asks for the length
 * before it looks at the elements.
 *
 * <p><i>Source:</i> the contract of {@code Arrays.equals} and {@code String.contentEquals}; PAR
 * (Kim et al. 2013: expression adder).
 */
final class SameLength implements Operator {
  private static final Set<String> TEXTS =
      Set.of("String", "CharSequence", "StringBuilder", "StringBuffer");
  private static final Set<String> LISTS = Set.of("List", "Collection", "ArrayList", "Set");

  @Override
  public String name() {
    return "same-length";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isIndex() || scene.site().method().isEmpty()) {
      return;
    }
    MethodDeclaration method = scene.site().method().get();
    List<String> sizes = sizes(method);
    if (!isEquality(method) || sizes.size() != 2) {
      return;
    }
    String cause = "In " + scene.site().symbol() + " what is compared can be of different lengths.";
    for (ReturnStatement answer : scene.site().at(ReturnStatement.class)) {
      Expression compared = answer.getExpression();
      String text = scene.file().source(compared);
      String guarded = sizes.get(0) + " == " + sizes.get(1) + " && " + operand(compared, text);
      // The caller can stand outside of the helper that reads; there it is the comparison itself.
      sketches.add(this, scene, 1.6, cause, new Rewrite(scene.file()).replace(compared, guarded));
    }
    scene.site().at(Statement.class).stream()
        .findFirst()
        .map(SameLength::outermost)
        .filter(statement -> !(statement instanceof ReturnStatement))
        .ifPresent(
            statement ->
                sketches.add(
                    this,
                    scene,
                    0.95,
                    cause,
                    new Rewrite(scene.file())
                        .before(
                            statement,
                            "if (" + sizes.get(0) + " != " + sizes.get(1) + ") {",
                            "\treturn false;",
                            "}")));
  }

  private static String operand(Expression compared, String text) {
    boolean or = compared.toString().contains("||") || compared.toString().contains("?");
    return or ? "(" + text + ")" : text;
  }

  /** The statement of the method's own block around one. */
  private static Statement outermost(Statement inner) {
    Statement outermost = inner;
    while (outermost.getParent() instanceof Statement outer
        && !(outer.getParent() instanceof MethodDeclaration)) {
      outermost = outer;
    }
    return outermost;
  }

  private static boolean isEquality(MethodDeclaration method) {
    String name = method.getName().getIdentifier().toLowerCase(java.util.Locale.ROOT);
    return method.getReturnType2() != null
        && method.getReturnType2().toString().equals("boolean")
        && (name.contains("equal") || name.contains("same"))
        && !name.contains("starts")
        && !name.contains("prefix");
  }

  /** How long the parameters are that are sequences. */
  private static List<String> sizes(MethodDeclaration method) {
    List<String> sizes = new ArrayList<>();
    for (SingleVariableDeclaration parameter :
        Nodes.list(method.parameters(), SingleVariableDeclaration.class)) {
      ITypeBinding type = parameter.getType().resolveBinding();
      String name = parameter.getName().getIdentifier();
      if (type != null && type.isArray()) {
        sizes.add(name + ".length");
      } else if (type != null && TEXTS.contains(type.getErasure().getName())) {
        sizes.add(name + ".length()");
      } else if (type != null && LISTS.contains(type.getErasure().getName())) {
        sizes.add(name + ".size()");
      }
    }
    return sizes;
  }
}
