package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.repair.RepairTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ASTVisitor;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.CatchClause;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.ContinueStatement;
import org.eclipse.jdt.core.dom.EmptyStatement;
import org.eclipse.jdt.core.dom.ExpressionStatement;
import org.eclipse.jdt.core.dom.LambdaExpression;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.ReturnStatement;
import org.eclipse.jdt.core.dom.Statement;
import org.eclipse.jdt.core.dom.ThrowStatement;
import org.eclipse.jdt.core.dom.TryStatement;
import org.eclipse.jdt.core.dom.TypeDeclaration;

/**
 * Refuses a new handler that makes the exception disappear: a {@code catch} that does nothing, or
 * nothing but log, or that catches the logged kind of programming error whatever it then does; and
 * a {@code finally} that returns.
 *
 * <p><i>Shape:</i> a handler that was there before, or was only moved, is no business of the patch;
 * one that catches more than it did is new. A handler of an expected exception, such as {@code
 * NumberFormatException}, may return a value.
 *
 * <p><i>Source:</i> JLS 14.20.2: a {@code finally} that ends abruptly discards the exception.
 */
final class SwallowedException implements Gate {
  private static final Pattern LOG_CALL =
      Pattern.compile(
          "(?:trace|debug|info|warn|warning|error|fatal|severe|fine|log|print|println|printStackTrace)");
  private static final Set<String> TOO_WIDE =
      Set.of("Exception", "Throwable", "RuntimeException", "Error");
  private static final Set<String> PROGRAMMING_ERRORS =
      Set.of(
          "NullPointerException",
          "IndexOutOfBoundsException",
          "ArrayIndexOutOfBoundsException",
          "StringIndexOutOfBoundsException",
          "ClassCastException",
          "NegativeArraySizeException",
          "ConcurrentModificationException",
          "ArrayStoreException",
          "ArithmeticException",
          "StackOverflowError");

  @Override
  public String name() {
    return "swallowed exception";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    for (JavaChange change : patch.sources()) {
      Map<String, Integer> before = new HashMap<>();
      handlers(change.before())
          .forEach(handler -> before.merge(handler.toString(), 1, Integer::sum));
      for (ASTNode handler : handlers(change.after())) {
        boolean isNew = before.merge(handler.toString(), -1, Integer::sum) < 0;
        Optional<String> why = isNew ? judge(patch.task(), handler) : Optional.empty();
        if (why.isPresent()) {
          return why.map(reason -> reason + " in " + change.path());
        }
      }
    }
    return Optional.empty();
  }

  /** Every catch, and every block that always runs. */
  private static List<ASTNode> handlers(CompilationUnit unit) {
    List<ASTNode> handlers = new java.util.ArrayList<>();
    unit.accept(
        new ASTVisitor() {
          @Override
          public boolean visit(CatchClause clause) {
            handlers.add(clause);
            return true;
          }

          @Override
          public boolean visit(TryStatement statement) {
            if (statement.getFinally() != null) {
              handlers.add(statement.getFinally());
            }
            return true;
          }
        });
    return handlers;
  }

  private static Optional<String> judge(RepairTask task, ASTNode handler) {
    if (handler instanceof CatchClause clause) {
      return judge(task, clause);
    }
    return handler instanceof Block always && returns(always)
        ? Optional.of("a new finally that returns discards every exception")
        : Optional.empty();
  }

  private static boolean returns(Block block) {
    boolean[] found = {false};
    block.accept(
        new ASTVisitor() {
          @Override
          public boolean visit(ReturnStatement statement) {
            found[0] = true;
            return false;
          }

          @Override
          public boolean visit(LambdaExpression lambda) {
            return false;
          }

          @Override
          public boolean visit(TypeDeclaration type) {
            return false;
          }
        });
    return found[0];
  }

  private static Optional<String> judge(RepairTask task, CatchClause clause) {
    String type = clause.getException().getType().toString();
    if (doesNothing(clause)) {
      return Optional.of("a new catch of " + type + " swallows the exception");
    }
    Thrown thrown = task.record().thrown();
    String logged = thrown == null ? "" : thrown.deepestCause().simpleName();
    for (String caught : type.split("\\|", -1)) {
      String name = caught.strip().substring(caught.strip().lastIndexOf('.') + 1);
      boolean isLogged =
          PROGRAMMING_ERRORS.contains(name) && (name.equals(logged) || logged.endsWith(name));
      if (!rethrows(clause) && (TOO_WIDE.contains(name) || isLogged)) {
        return Optional.of("a new catch of " + name + " hides the fault instead of removing it");
      }
    }
    return Optional.empty();
  }

  private static boolean doesNothing(CatchClause clause) {
    for (Object statement : clause.getBody().statements()) {
      if (!isIdle((Statement) statement)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIdle(Statement statement) {
    return statement instanceof EmptyStatement
        || statement instanceof ContinueStatement
        || (statement instanceof ExpressionStatement expression
            && expression.getExpression() instanceof MethodInvocation call
            && LOG_CALL.matcher(call.getName().getIdentifier()).matches());
  }

  private static boolean rethrows(CatchClause clause) {
    List<?> statements = clause.getBody().statements();
    return !statements.isEmpty() && statements.get(statements.size() - 1) instanceof ThrowStatement;
  }
}
