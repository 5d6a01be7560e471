package dev.hephaestus.server.repair.template;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.BodyDeclaration;
import org.eclipse.jdt.core.dom.IBinding;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.SimpleName;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.ThrowStatement;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;
import org.eclipse.jdt.core.dom.VariableDeclarationStatement;

/**
 * Which statements of a block need what a declaration before them declares.
 *
 * <p><i>Source:</i> PAR (Kim et al. 2013) wraps a dereference together with its dependents; the
 * forward slice of Weiser (1981), within a block.
 */
final class Dependents {

  private Dependents() {}

  /**
   * The last statement of the list that uses what the declaration declares, or what those between
   * declare in turn; empty where nothing would be left of the method but its end.
   */
  static Optional<Statement> last(Statement statement) {
    if (!(statement instanceof VariableDeclarationStatement)
        || !(statement.getParent() instanceof Block block)) {
      return Optional.empty();
    }
    List<Statement> all = Nodes.list(block.statements(), Statement.class);
    Set<String> declared = new HashSet<>();
    int last = all.indexOf(statement);
    for (int i = last; i < all.size(); i++) {
      if (i == last || uses(all.get(i), declared)) {
        // What lies between is taken in too, and so is what it declares.
        all.subList(last, i + 1).forEach(each -> declare(each, declared));
        last = i;
      }
    }
    Statement found = all.get(last);
    boolean ends = found instanceof ReturnStatement || found instanceof ThrowStatement;
    return ends ? Optional.empty() : Optional.of(found);
  }

  private static void declare(Statement statement, Set<String> declared) {
    if (statement instanceof VariableDeclarationStatement declaration) {
      Nodes.list(declaration.fragments(), VariableDeclarationFragment.class).stream()
          .map(fragment -> fragment.resolveBinding())
          .filter(binding -> binding != null)
          .forEach(binding -> declared.add(binding.getKey()));
    }
  }

  private static boolean uses(Statement statement, Set<String> declared) {
    for (SimpleName name : Nodes.all(statement, SimpleName.class)) {
      IBinding binding = name.resolveBinding();
      if (binding != null && declared.contains(binding.getKey())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the method does more behind a statement. */
  static boolean isFollowedByOthers(Statement statement) {
    for (ASTNode up = statement; up.getParent() != null; up = up.getParent()) {
      if (up.getParent() instanceof BodyDeclaration) {
        return false;
      }
      if (up.getParent() instanceof Block block
          && block.statements().indexOf(up) < block.statements().size() - 1) {
        return true;
      }
    }
    return false;
  }
}
