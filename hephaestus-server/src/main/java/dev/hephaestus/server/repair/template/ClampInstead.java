package dev.hephaestus.server.repair.template;

import java.lang.reflect.Modifier;
import java.util.Optional;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.IVariableBinding;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.PrimitiveType;
import org.eclipse.jdt.core.dom.TagElement;
import org.eclipse.jdt.core.dom.ThrowStatement;

/**
 * Brings a value back within its bounds instead of giving up, where the method never said that it
 * would refuse it; and answers that two things are equal in order instead of refusing to compare.
 *
 * <p><i>Source:</i> SapFix (Marginean et al. 2019: clamping); failure-oblivious computing (Rinard
 * et al. 2004); the contract of {@code Comparator}.
 */
final class ClampInstead implements Operator {
  private static final double DOCUMENTED = 0.4;

  @Override
  public String name() {
    return "clamp-instead";
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    if (!scene.fault().isDeliberate() || scene.site().line() <= 0) {
      return;
    }
    double base = isDocumented(scene) ? DOCUMENTED : 1;
    for (ThrowStatement thrown : scene.site().at(ThrowStatement.class)) {
      Optional<IfStatement> choice = onlyStatementOf(thrown);
      if (choice.isPresent()
          && Nodes.bare(choice.get().getExpression()) instanceof InfixExpression infix) {
        clamped(scene, infix)
            .ifPresent(
                text ->
                    sketches.add(
                        this,
                        scene,
                        0.52 * base,
                        "In "
                            + scene.site().symbol()
                            + " a value beyond `"
                            + NullHazards.oneLine(scene.file().source(infix.getRightOperand()))
                            + "` is refused although it can be limited.",
                        new Rewrite(scene.file()).replace(thrown, text)));
      }
      if (comparesInOrder(scene.site())) {
        sketches.add(
            this,
            scene,
            0.45 * base,
            "In " + scene.site().symbol() + " things are refused that have no order.",
            new Rewrite(scene.file()).replace(thrown, "return 0;"));
      }
    }
  }

  private static Optional<IfStatement> onlyStatementOf(ThrowStatement thrown) {
    ASTNode parent = thrown.getParent();
    if (parent instanceof Block block && block.statements().size() == 1) {
      parent = block.getParent();
    }
    return parent instanceof IfStatement choice && choice.getElseStatement() == null
        ? Optional.of(choice)
        : Optional.empty();
  }

  private static Optional<String> clamped(Scene scene, InfixExpression infix) {
    IVariableBinding variable = Nodes.variable(infix.getLeftOperand());
    if (variable == null
        || variable.isField()
        || Modifier.isFinal(variable.getModifiers())
        || !variable.getType().isPrimitive()) {
      return Optional.empty();
    }
    boolean whole = !variable.getType().getName().matches("double|float");
    String bound = scene.file().source(infix.getRightOperand());
    String limit =
        switch (infix.getOperator().toString()) {
          case "<", ">" -> bound;
          case ">=" -> whole ? bound + " - 1" : bound;
          case "<=" -> whole ? bound + " + 1" : bound;
          default -> "";
        };
    return limit.isEmpty()
        ? Optional.empty()
        : Optional.of(scene.file().source(infix.getLeftOperand()) + " = " + limit + ";");
  }

  private static boolean comparesInOrder(Site site) {
    return site.method()
        .filter(method -> method.getName().getIdentifier().startsWith("compare"))
        .map(MethodDeclaration::getReturnType2)
        .filter(PrimitiveType.class::isInstance)
        .filter(type -> type.toString().equals("int"))
        .isPresent();
  }

  /** Whether the method's Javadoc names the exception. */
  private static boolean isDocumented(Scene scene) {
    return scene
        .site()
        .method()
        .map(MethodDeclaration::getJavadoc)
        .map(javadoc -> Nodes.list(javadoc.tags(), TagElement.class))
        .filter(
            tags ->
                tags.stream()
                    .filter(
                        tag ->
                            "@throws".equals(tag.getTagName())
                                || "@exception".equals(tag.getTagName()))
                    .anyMatch(tag -> tag.toString().contains(scene.fault().type())))
        .isPresent();
  }
}
