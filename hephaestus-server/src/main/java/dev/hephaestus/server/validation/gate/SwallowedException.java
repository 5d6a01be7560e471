package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.RepairTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ASTVisitor;
import org.eclipse.jdt.core.dom.CatchClause;
import org.eclipse.jdt.core.dom.ContinueStatement;
import org.eclipse.jdt.core.dom.EmptyStatement;
import org.eclipse.jdt.core.dom.ExpressionStatement;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Statement;

/**
 * Refuses a new {@code catch} that makes the exception disappear: one that does nothing, or nothing
 * but log, or that catches the logged kind of programming error whatever it then does.
 *
 * <p><i>Shape:</i> a handler that was there before, or was only moved, is no business of the patch.
 * A handler of an expected exception, such as {@code NumberFormatException}, may return a value.
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
  public Optional<String> refuse(RepairTask task, Patch patch) {
    for (FileChange change : patch.changes()) {
      if (change.path().endsWith(".java")) {
        Optional<String> refusal = refuse(task, change);
        if (refusal.isPresent()) {
          return refusal;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> refuse(RepairTask task, FileChange change) {
    String text = change.before();
    Map<String, Integer> before = handlers(text == null ? "" : text);
    Map<String, Integer> after = new HashMap<>();
    Optional<String>[] refusal = newHolder();
    Syntax.parse(change.after())
        .accept(
            new ASTVisitor() {
              @Override
              public boolean visit(CatchClause clause) {
                String source = clause.toString();
                boolean isNew =
                    after.merge(source, 1, Integer::sum) > before.getOrDefault(source, 0);
                if (isNew && refusal[0].isEmpty()) {
                  refusal[0] = judge(task, clause).map(why -> why + " in " + change.path());
                }
                return true;
              }
            });
    return refusal[0];
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type has no other form
  private static Optional<String>[] newHolder() {
    return new Optional[] {Optional.empty()};
  }

  private static Map<String, Integer> handlers(String source) {
    Map<String, Integer> handlers = new HashMap<>();
    Syntax.parse(source)
        .accept(
            new ASTVisitor() {
              @Override
              public boolean visit(CatchClause clause) {
                handlers.merge(clause.toString(), 1, Integer::sum);
                return true;
              }
            });
    return handlers;
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
    return !statements.isEmpty()
        && statements.get(statements.size() - 1) instanceof org.eclipse.jdt.core.dom.ThrowStatement;
  }
}
