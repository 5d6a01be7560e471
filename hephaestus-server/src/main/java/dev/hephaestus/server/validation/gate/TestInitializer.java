package dev.hephaestus.server.validation.gate;

import java.util.Optional;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ASTVisitor;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.Initializer;

/** Refuses tests that run code by being loaded, before any test of theirs begins. */
final class TestInitializer implements Gate {

  @Override
  public String name() {
    return "test initializer";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    return patch.sources().stream()
        .filter(JavaChange::test)
        .filter(change -> count(change.after()) > count(change.before()))
        .findFirst()
        .map(change -> "the test " + change.path() + " gets an initializer that runs by itself");
  }

  private static int count(CompilationUnit unit) {
    int[] count = {0};
    unit.accept(
        new ASTVisitor() {
          @Override
          public boolean visit(Initializer initializer) {
            if (initializer.getParent().getNodeType() != ASTNode.ANONYMOUS_CLASS_DECLARATION) {
              count[0]++;
            }
            return true;
          }
        });
    return count[0];
  }
}
