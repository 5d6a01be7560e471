package dev.hephaestus.server.repair.template;

import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;
import org.eclipse.jdt.core.dom.VariableDeclarationStatement;

/**
 * Closes what a method opens: the rest of its block goes into a {@code try} with the resource.
 *
 * <p><i>Source:</i> the resource leaks of Infer that SapFix (Marginean et al. 2019) and Getafix
 * (Bader et al. 2019) repair; JLS 14.20.3.
 */
final class CloseResource implements Operator {
  private static final int SINCE = 7;
  private static final Pattern LEAK =
      Pattern.compile(
          "(?i)too many open files|used by another process|connections? (?:limit|pool)"
              + "|pool (?:is )?exhausted|too many connections|not been closed|cannot delete");

  @Override
  public String name() {
    return "close-resource";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (scene.javaLevel() < SINCE || !LEAK.matcher(scene.fault().message()).find()) {
      return;
    }
    for (VariableDeclarationStatement opened :
        Nodes.all(scene.site().body(), VariableDeclarationStatement.class)) {
      if (opened.fragments().size() == 1
          && opened.getParent() instanceof Block block
          && isLeft((VariableDeclarationFragment) opened.fragments().get(0), block)) {
        sketches.add(
            this,
            scene,
            0.93,
            "In "
                + scene.site().symbol()
                + " `"
                + ((VariableDeclarationFragment) opened.fragments().get(0)).getName()
                + "` is opened and never closed.",
            rewrite(scene, opened, block));
      }
    }
  }

  private static Rewrite rewrite(Scene scene, VariableDeclarationStatement opened, Block block) {
    List<Statement> all = Nodes.list(block.statements(), Statement.class);
    Statement last = all.get(all.size() - 1);
    int end = last.getStartPosition() + last.getLength();
    String head = scene.file().source(opened).replaceFirst(";\\s*$", "");
    return new Rewrite(scene.file())
        .enclose(opened.getStartPosition(), opened.getLength(), end, "try (" + head + ") {");
  }

  /** Whether the method opens it and neither closes it nor gives it to anybody who could. */
  private static boolean isLeft(VariableDeclarationFragment variable, Block block) {
    Expression made = variable.getInitializer();
    ITypeBinding type = variable.getName().resolveTypeBinding();
    boolean opens =
        made instanceof ClassInstanceCreation
            || (made instanceof MethodInvocation call
                && call.getName().getIdentifier().matches("(?:open|new|lines|list|walk|get)\\w*"));
    if (!opens || type == null || !isCloseable(type)) {
      return false;
    }
    String name = variable.getName().getIdentifier();
    for (SimpleName use : Nodes.all(block, SimpleName.class)) {
      boolean given =
          use.getIdentifier().equals(name)
              && !use.equals(variable.getName())
              && (use.getParent() instanceof ReturnStatement
                  || use.getParent() instanceof ClassInstanceCreation
                  || use.getParent() instanceof org.eclipse.jdt.core.dom.Assignment
                  || (use.getParent() instanceof MethodInvocation call
                      && call.getName().getIdentifier().equals("close")));
      if (given) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCloseable(ITypeBinding type) {
    for (ITypeBinding up = type; up != null; up = up.getSuperclass()) {
      if (up.getErasure().getQualifiedName().equals("java.lang.AutoCloseable")) {
        return true;
      }
      for (ITypeBinding face : up.getInterfaces()) {
        if (isCloseable(face)) {
          return true;
        }
      }
    }
    return false;
  }
}
