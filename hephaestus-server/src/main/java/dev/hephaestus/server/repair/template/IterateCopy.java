package dev.hephaestus.server.repair.template;

import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.EnhancedForStatement;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ExpressionStatement;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Statement;

/**
 * Lets a loop change the collection that it walks: {@code removeIf} where removing is all it does,
 * else by walking a copy.
 *
 * <p><i>Source:</i> the collection operators of Genesis (Long et al. 2017); Java 8's {@code
 * Collection.removeIf}.
 */
final class IterateCopy implements Operator {
  private static final int REMOVE_IF_SINCE = 8;

  @Override
  public String name() {
    return "iterate-copy";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().is("ConcurrentModificationException")) {
      return;
    }
    for (EnhancedForStatement loop : loops(scene.site())) {
      Expression walked = loop.getExpression();
      String text = scene.file().source(walked);
      String cause =
          "In "
              + scene.site().symbol()
              + " the loop changes `"
              + NullHazards.oneLine(text)
              + "` while it walks it.";
      removal(scene, loop, text)
          .ifPresent(
              call ->
                  sketches.add(
                      this, scene, 0.97, cause, new Rewrite(scene.file()).replace(loop, call)));
      String diamond = scene.javaLevel() >= 7 ? "<>" : "<" + loop.getParameter().getType() + ">";
      if (!Imports.clash(scene.file(), "java.util.ArrayList")) {
        sketches.add(
            this,
            scene,
            0.9,
            cause,
            new Rewrite(scene.file())
                .replace(walked, "new ArrayList" + diamond + "(" + text + ")")
                .importing("java.util.ArrayList"));
      }
    }
  }

  private static List<EnhancedForStatement> loops(Site site) {
    List<EnhancedForStatement> at = site.at(EnhancedForStatement.class);
    return at.isEmpty() ? Nodes.all(site.body(), EnhancedForStatement.class) : at;
  }

  /** {@code c.removeIf(e -> condition);} for a loop that does nothing else. */
  private static Optional<String> removal(Scene scene, EnhancedForStatement loop, String walked) {
    if (scene.javaLevel() >= REMOVE_IF_SINCE
        && only(loop.getBody()) instanceof IfStatement choice
        && choice.getElseStatement() == null
        && only(choice.getThenStatement()) instanceof ExpressionStatement statement
        && statement.getExpression() instanceof MethodInvocation call
        && call.getName().getIdentifier().equals("remove")
        && call.getExpression() != null
        && scene.file().source(call.getExpression()).equals(walked)
        && call.arguments().size() == 1
        && call.arguments()
            .get(0)
            .toString()
            .equals(loop.getParameter().getName().getIdentifier())) {
      return Optional.of(
          walked
              + ".removeIf("
              + loop.getParameter().getName().getIdentifier()
              + " -> "
              + scene.file().source(choice.getExpression())
              + ");");
    }
    return Optional.empty();
  }

  private static ASTNode only(Statement statement) {
    if (statement instanceof Block block) {
      return block.statements().size() == 1 ? (ASTNode) block.statements().get(0) : block;
    }
    return statement;
  }
}
