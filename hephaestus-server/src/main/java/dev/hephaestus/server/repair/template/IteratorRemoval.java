package dev.hephaestus.server.repair.template;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ExpressionStatement;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;

/**
 * Removes through the iterator that walks a collection, instead of behind its back.
 *
 * <p><i>Source:</i> Genesis (Long et al. 2017); the contract of {@code java.util.Iterator.remove}.
 */
final class IteratorRemoval implements Operator {
  private static final Pattern WALK =
      Pattern.compile("(.+?)(?:\\.(?:keySet|entrySet|values)\\(\\))?\\.(?:listI|i)terator\\(\\)");

  @Override
  public String name() {
    return "iterator-removal";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().is("ConcurrentModificationException")) {
      return;
    }
    for (VariableDeclarationFragment iterator :
        Nodes.all(scene.site().body(), VariableDeclarationFragment.class)) {
      Expression made = iterator.getInitializer();
      Matcher walk = WALK.matcher(made == null ? "" : scene.file().source(made));
      if (walk.matches()) {
        propose(scene, sketches, iterator, walk.group(1));
      }
    }
  }

  private void propose(
      Scene scene, Sketches sketches, VariableDeclarationFragment iterator, String walked) {
    String name = iterator.getName().getIdentifier();
    for (MethodInvocation call : Nodes.all(scene.site().body(), MethodInvocation.class)) {
      Optional<String> owner = Optional.ofNullable(call.getExpression()).map(scene.file()::source);
      boolean removes =
          call.getName().getIdentifier().equals("remove")
              && call.arguments().size() == 1
              && call.getParent() instanceof ExpressionStatement
              && call.getStartPosition() > iterator.getStartPosition()
              && owner.filter(text -> bare(text).equals(bare(walked))).isPresent();
      if (removes) {
        sketches.add(
            this,
            scene,
            0.98,
            "In "
                + scene.site().symbol()
                + " `"
                + NullHazards.oneLine(walked)
                + "` is changed while `"
                + name
                + "` walks it.",
            new Rewrite(scene.file()).replace(call, name + ".remove()"));
      }
    }
  }

  private static String bare(String text) {
    return text.startsWith("this.") ? text.substring(5) : text;
  }
}
