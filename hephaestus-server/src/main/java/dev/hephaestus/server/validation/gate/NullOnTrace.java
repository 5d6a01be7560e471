package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.localization.ProjectFrame;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ASTVisitor;
import org.eclipse.jdt.core.dom.ArrayAccess;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.ConditionalExpression;
import org.eclipse.jdt.core.dom.EnhancedForStatement;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.FieldAccess;
import org.eclipse.jdt.core.dom.LambdaExpression;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.NullLiteral;
import org.eclipse.jdt.core.dom.ParenthesizedExpression;
import org.eclipse.jdt.core.dom.ReturnStatement;

/**
 * Refuses a method on the trace that now answers null where its caller on the same trace uses the
 * answer at once: the fault would only move one frame up.
 *
 * <p><i>Shape:</i> by syntax: the caller calls a method, or reaches into, the call itself. A caller
 * that keeps the answer in a variable first may well look at it.
 *
 * <p><i>Source:</i> Durieux et al., Dynamic Patch Generation for Null Pointer Exceptions Using
 * Metaprogramming (NPEFix), SANER 2017, on the strategies that return null.
 */
final class NullOnTrace implements Gate {

  @Override
  public String name() {
    return "null on the trace";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    List<ProjectFrame> frames = patch.task().localization().frames();
    for (int i = 0; i + 1 < frames.size(); i++) {
      MethodDeclaration method = frames.get(i).method();
      MethodDeclaration caller = frames.get(i + 1).method();
      for (JavaChange change : patch.sources()) {
        if (change.path().equals(method.path())
            && nulls(change.after(), method.name()) > nulls(change.before(), method.name())
            && usesAtOnce(patch, caller, method.name())) {
          return Optional.of(
              method.name()
                  + " in "
                  + change.path()
                  + " would return null, and "
                  + caller.name()
                  + ", which calls it on the trace, uses the result without a look");
        }
      }
    }
    return Optional.empty();
  }

  private static int nulls(CompilationUnit unit, String method) {
    int[] count = {0};
    unit.accept(
        new ASTVisitor() {
          @Override
          public boolean visit(LambdaExpression lambda) {
            return false;
          }

          @Override
          public boolean visit(ReturnStatement statement) {
            if (method.equals(enclosing(statement)) && canBeNull(statement.getExpression())) {
              count[0]++;
            }
            return true;
          }
        });
    return count[0];
  }

  private static boolean canBeNull(Expression expression) {
    if (expression instanceof ParenthesizedExpression inner) {
      return canBeNull(inner.getExpression());
    }
    return expression instanceof NullLiteral
        || (expression instanceof ConditionalExpression choice
            && (canBeNull(choice.getThenExpression()) || canBeNull(choice.getElseExpression())));
  }

  private static boolean usesAtOnce(Inspection patch, MethodDeclaration caller, String called) {
    boolean[] found = {false};
    ASTVisitor finder =
        new ASTVisitor() {
          @Override
          public boolean visit(MethodInvocation call) {
            if (call.getName().getIdentifier().equals(called)
                && caller.name().equals(enclosing(call))
                && isUsedAtOnce(call)) {
              found[0] = true;
            }
            return true;
          }
        };
    tree(patch, caller.path()).ifPresent(unit -> unit.accept(finder));
    return found[0];
  }

  private static boolean isUsedAtOnce(MethodInvocation call) {
    ASTNode parent = call.getParent();
    return (parent instanceof MethodInvocation outer && call.equals(outer.getExpression()))
        || (parent instanceof FieldAccess access && call.equals(access.getExpression()))
        || (parent instanceof ArrayAccess array && call.equals(array.getArray()))
        || (parent instanceof EnhancedForStatement loop && call.equals(loop.getExpression()));
  }

  private static Optional<CompilationUnit> tree(Inspection patch, String path) {
    Optional<CompilationUnit> changed =
        patch.sources().stream()
            .filter(change -> change.path().equals(path))
            .map(JavaChange::after)
            .findFirst();
    return changed.isPresent() || patch.task().snapshot().file(path).isEmpty()
        ? changed
        : Optional.of(Syntax.parse(patch.task().snapshot().text(path)));
  }

  private static String enclosing(ASTNode node) {
    for (ASTNode up = node; up != null; up = up.getParent()) {
      if (up instanceof org.eclipse.jdt.core.dom.MethodDeclaration method) {
        return method.getName().getIdentifier();
      }
    }
    return "";
  }
}
