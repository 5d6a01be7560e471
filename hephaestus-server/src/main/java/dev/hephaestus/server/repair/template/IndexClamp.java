package dev.hephaestus.server.repair.template;

import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.NumberLiteral;

/**
 * Keeps an index or the end of a range within the bounds, or moves it by one.
 *
 * <p><i>Source:</i> VFix and TBar (FP11, off by one); clamping is how SapFix (Marginean et al.
 * 2019) repairs ranges.
 */
final class IndexClamp implements Operator {

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
  }
}
