package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jdt.core.dom.ArrayCreation;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.NumberLiteral;

/**
 * Makes a computed size at least zero.
 *
 * <p><i>Source:</i> the range checks of PAR (Kim et al. 2013) applied to sizes.
 */
final class NonNegativeSize implements Operator {
  private static final Set<String> SIZED =
      Set.of("ArrayList", "HashMap", "HashSet", "StringBuilder", "StringBuffer", "LinkedHashMap");

  @Override
  public String name() {
    return "non-negative-size";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    boolean array = scene.fault().is("NegativeArraySizeException");
    boolean capacity =
        scene.fault().is("IllegalArgumentException")
            && scene.fault().message().toLowerCase(java.util.Locale.ROOT).contains("capacity");
    if (!array && !capacity) {
      return;
    }
    for (Expression size : sizes(scene.site())) {
      String text = scene.file().source(size);
      sketches.add(
          this,
          scene,
          0.9,
          "In "
              + scene.site().symbol()
              + " the size `"
              + NullHazards.oneLine(text)
              + "` can be negative.",
          new Rewrite(scene.file()).replace(size, "Math.max(0, " + text + ")"));
    }
  }

  private static List<Expression> sizes(Site site) {
    List<Expression> sizes = new ArrayList<>();
    for (ArrayCreation creation : site.at(ArrayCreation.class)) {
      sizes.addAll(Nodes.list(creation.dimensions(), Expression.class));
    }
    for (ClassInstanceCreation creation : site.at(ClassInstanceCreation.class)) {
      String type = creation.getType().toString().replaceAll("<.*>", "");
      if (SIZED.contains(type) && creation.arguments().size() == 1) {
        sizes.add((Expression) creation.arguments().get(0));
      }
    }
    sizes.removeIf(NumberLiteral.class::isInstance);
    return sizes;
  }
}
