package dev.hephaestus.server.repair.template;

import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.BodyDeclaration;
import org.eclipse.jdt.core.dom.CatchClause;
import org.eclipse.jdt.core.dom.ITypeBinding;
import org.eclipse.jdt.core.dom.LambdaExpression;
import org.eclipse.jdt.core.dom.SingleVariableDeclaration;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.TryStatement;
import org.eclipse.jdt.core.dom.Type;
import org.eclipse.jdt.core.dom.UnionType;

/**
 * Lets a handler that is there already handle this exception too: what is done when the input is
 * bad in one way is done when it is bad in the other.
 *
 * <p><i>Source:</i> PAR (Kim et al. 2013: try-catch adder), with the handler taken from the
 * surroundings as ssFix (Xin and Reiss 2017) takes its code.
 */
final class CatchAsElsewhere implements Operator {
  private static final int UNIONS_SINCE = 7;

  @Override
  public String name() {
    return "catch-as-elsewhere";
  }

  @Override
  public boolean isGuess(Fault fault) {
    return true;
  }

  @Override
  public void propose(Scene scene, Sketches sketches) {
    Fault fault = scene.fault();
    if (scene.site().line() <= 0
        || scene.javaLevel() < UNIONS_SINCE
        || fault.isNull()
        || fault.is("ClassCastException")
        || fault.type().endsWith("Error")) {
      return;
    }
    for (ASTNode node : scene.site().at(Statement.class)) {
      Optional<TryStatement> handled = around(node);
      if (handled.isPresent()) {
        Nodes.list(handled.get().catchClauses(), CatchClause.class).stream()
            .filter(clause -> canTake(clause, fault))
            .forEach(clause -> add(scene, sketches, clause));
        return;
      }
    }
  }

  private void add(Scene scene, Sketches sketches, CatchClause clause) {
    Type type = clause.getException().getType();
    String text = scene.file().source(type) + " | " + scene.fault().type();
    Rewrite rewrite = new Rewrite(scene.file()).replace(type, text);
    String name = scene.fault().thrown().className();
    if (name.lastIndexOf('.') > 0 && !name.contains("$")) {
      rewrite.importing(name);
    }
    sketches.add(
        this,
        scene,
        0.6,
        "In "
            + scene.site().symbol()
            + " the handler of "
            + NullHazards.oneLine(scene.file().source(type))
            + " does not handle a "
            + scene.fault().type()
            + ".",
        rewrite);
  }

  /** The try whose body holds the place, within the same method and lambda. */
  private static Optional<TryStatement> around(ASTNode place) {
    for (ASTNode up = place; up.getParent() != null; up = up.getParent()) {
      if (up.getParent() instanceof TryStatement handled
          && up.equals(handled.getBody())
          && !handled.catchClauses().isEmpty()) {
        return Optional.of(handled);
      }
      if (up instanceof BodyDeclaration || up instanceof LambdaExpression) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whether it does something, and neither covers the exception nor is covered by it. */
  private static boolean canTake(CatchClause clause, Fault fault) {
    SingleVariableDeclaration caught = clause.getException();
    List<Type> types =
        caught.getType() instanceof UnionType union
            ? Nodes.list(union.types(), Type.class)
            : List.of(caught.getType());
    for (Type type : types) {
      ITypeBinding binding = type.resolveBinding();
      for (ITypeBinding up = binding; up != null; up = up.getSuperclass()) {
        if (up.getName().equals(fault.type())) {
          return false;
        }
      }
      if (binding == null || isSupertype(binding.getName(), fault.type())) {
        return false;
      }
    }
    return !clause.getBody().statements().isEmpty();
  }

  private static boolean isSupertype(String type, String fault) {
    return switch (type) {
      case "Throwable", "Exception", "RuntimeException" -> true;
      case "IllegalArgumentException" -> fault.equals("NumberFormatException");
      case "IndexOutOfBoundsException" -> fault.endsWith("IndexOutOfBoundsException");
      default -> type.equals(fault);
    };
  }
}
