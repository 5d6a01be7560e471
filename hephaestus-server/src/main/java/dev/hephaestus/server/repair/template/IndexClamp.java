package dev.hephaestus.server.repair.template;

import java.util.List;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.NumberLiteral;

/**
 * Keeps an index or the end of a range within the bounds, or moves it by one.
 *
 * <p><i>Source:</i> VFix and TBar (FP11, off by one); clamping is how SapFix (Marginean et al.
 * 2019) repairs ranges.
 */
final class IndexClamp implements Operator {
  private static final int COPIED = 5;

  @Override
  public String name() {
    return "index-clamp";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isIndex()) {
      return;
    }
    boolean negative = scene.fault().index().isPresent() && scene.fault().index().getAsLong() < 0;
    for (IndexHazards.Access access : IndexHazards.accesses(scene.site())) {
      Expression index = access.index();
      if (index instanceof NumberLiteral || !Nodes.isRepeatable(access.container())) {
        continue;
      }
      String text = scene.file().source(index);
      String cause =
          "In "
              + scene.site().symbol()
              + " the index `"
              + NullHazards.oneLine(text)
              + "` can be out of bounds.";
      String clamped =
          negative ? "Math.max(0, " + text + ")" : "Math.min(" + text + ", " + access.size() + ")";
      if (access.end()) {
        sketches.add(this, scene, 0.74, cause, new Rewrite(scene.file()).replace(index, clamped));
      }
      String moved = negative ? text + " + 1" : text + " - 1";
      if (!(index instanceof org.eclipse.jdt.core.dom.PostfixExpression)) {
        sketches.add(this, scene, 0.45, cause, new Rewrite(scene.file()).replace(index, moved));
      }
    }
    scene.site().at(MethodInvocation.class).stream()
        .filter(call -> call.getName().getIdentifier().equals("arraycopy"))
        .map(Nodes::arguments)
        .filter(arguments -> arguments.size() == COPIED)
        .forEach(arguments -> shorten(scene, sketches, arguments));
  }

  /** Copies no more than there is, or than there is room for. */
  private void shorten(Scene scene, Sketches sketches, List<Expression> arguments) {
    Expression count = arguments.get(4);
    String text = scene.file().source(count);
    for (int array : new int[] {2, 0}) {
      String size = scene.file().source(arguments.get(array)) + ".length";
      String from = scene.file().source(arguments.get(array + 1));
      String left = from.equals("0") ? size : size + " - " + from;
      if (!left.equals(text)) {
        sketches.add(
            this,
            scene,
            array == 2 ? 0.7 : 0.66,
            "In " + scene.site().symbol() + " more can be copied than `" + size + "` allows.",
            new Rewrite(scene.file()).replace(count, "Math.min(" + text + ", " + left + ")"));
      }
    }
  }
}
