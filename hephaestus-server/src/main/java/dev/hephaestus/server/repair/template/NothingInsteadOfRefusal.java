package dev.hephaestus.server.repair.template;

import java.util.List;
import java.util.Set;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.ThrowStatement;
import org.eclipse.jdt.core.dom.Type;

/**
 * Answers with nothing where a method refuses to be called at all: an object without children has
 * an empty list of them. Only for results that can be empty, for those can be told from a value.
 *
 * <p><i>Source:</i> the null object pattern and Liskov's substitution; NPEFix (Cornu et al. 2015)
 * for values by type.
 */
final class NothingInsteadOfRefusal implements Operator {
  private static final Set<String> EMPTY =
      Set.of("List", "Collection", "Iterable", "Set", "Map", "Iterator", "Optional", "Stream");

  @Override
  public String name() {
    return "nothing-instead-of-refusal";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().is("UnsupportedOperationException")
        || !(scene.site().body() instanceof MethodDeclaration method)
        || method.getBody() == null
        || method.getBody().statements().size() != 1
        || !(method.getBody().statements().get(0) instanceof ThrowStatement thrown)) {
      return;
    }
    for (Values.Value value : values(scene, method.getReturnType2())) {
      Rewrite rewrite =
          new Rewrite(scene.file()).replace((Statement) thrown, "return " + value.text() + ";");
      value.imports().forEach(rewrite::importing);
      sketches.add(
          this,
          scene,
          0.7 * value.weight(),
          scene.site().symbol() + " refuses a question that it could answer with nothing.",
          rewrite);
    }
  }

  private static List<Values.Value> values(
      Scene scene, @org.jspecify.annotations.Nullable Type type) {
    String name = type == null ? "" : type.toString().replaceAll("<.*>", "");
    return EMPTY.contains(name.substring(name.lastIndexOf('.') + 1)) || name.endsWith("[]")
        ? Values.ofType(name, scene.file()).stream()
            .filter(value -> !value.text().equals("null"))
            .toList()
        : List.of();
  }
}
