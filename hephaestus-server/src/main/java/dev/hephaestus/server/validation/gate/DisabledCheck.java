package dev.hephaestus.server.validation.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ASTVisitor;
import org.eclipse.jdt.core.dom.AssertStatement;
import org.eclipse.jdt.core.dom.BooleanLiteral;
import org.eclipse.jdt.core.dom.Comment;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.ConditionalExpression;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.IfStatement;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.MethodInvocation;

/**
 * Refuses a patch that switches a check off instead of meeting it: a condition made constant, code
 * turned into a comment, an argument check or assertion taken out, a tool told to look away.
 *
 * <p><i>Shape:</i> a {@code throw} that is gone is not held against a patch: that an exception is
 * thrown too eagerly is a fault like others.
 */
final class DisabledCheck implements Gate {
  private static final Pattern ARGUMENT_CHECK =
      Pattern.compile(
          "requireNonNull|checkNotNull|checkArgument|checkState|checkIndex|checkElementIndex"
              + "|notNull|notEmpty|notBlank|validIndex|validState|isTrue|checkFromToIndex");
  private static final Pattern LOOK_AWAY =
      Pattern.compile(
          "NOSONAR|NOPMD|CHECKSTYLE[: ]?OFF|noinspection|@SuppressFBWarnings"
              + "|@SuppressWarnings\\(\\{?\\s*\"(?:all|null|nullness|NullAway|squid[^\"]*|java:S[^\"]*)\"");
  private static final Pattern CODE = Pattern.compile(".*[;{}(].*");
  private static final int SHORTEST_CODE = 6;

  @Override
  public String name() {
    return "disabled check";
  }

  @Override
  public Optional<String> refuse(Inspection patch) {
    int checksBefore = 0;
    int checksAfter = 0;
    for (JavaChange change : patch.sources()) {
      if (count(change.after()).constants > count(change.before()).constants) {
        return Optional.of("the patch makes a condition constant in " + change.path());
      }
      if (lookAways(change.added()) > lookAways(change.removed())) {
        return Optional.of("the patch tells a checker to look away in " + change.path());
      }
      if (!commentedOut(change).isEmpty()) {
        return Optional.of(
            "the patch turns code of "
                + change.path()
                + " into a comment: "
                + commentedOut(change).iterator().next());
      }
      checksBefore += change.test() ? 0 : count(change.before()).checks;
      checksAfter += change.test() ? 0 : count(change.after()).checks;
    }
    return checksAfter < checksBefore
        ? Optional.of("the patch takes out a check of arguments or an assertion")
        : Optional.empty();
  }

  private static long lookAways(List<String> lines) {
    return lines.stream().mapToLong(line -> LOOK_AWAY.matcher(line).results().count()).sum();
  }

  /** Lines that were code before and are comment now. */
  private static Set<String> commentedOut(JavaChange change) {
    if (change.removed().isEmpty()
        && change.added().stream().noneMatch(line -> line.contains("/*"))) {
      return Set.of();
    }
    Set<String> now = new TreeSet<>();
    for (Object comment : change.after().getCommentList()) {
      if (!((Comment) comment).isDocComment()) {
        text(change.after(), (Comment) comment).lines().map(DisabledCheck::bare).forEach(now::add);
      }
    }
    Set<String> before = new HashSet<>();
    for (Object comment : change.before().getCommentList()) {
      text(change.before(), (Comment) comment)
          .lines()
          .map(DisabledCheck::bare)
          .forEach(before::add);
    }
    now.removeAll(before);
    now.removeIf(line -> line.length() < SHORTEST_CODE || !CODE.matcher(line).matches());
    now.retainAll(code(change.before()));
    now.removeAll(code(change.after()));
    return now;
  }

  /** The lines without comments. */
  private static Set<String> code(CompilationUnit unit) {
    StringBuilder code = new StringBuilder(source(unit));
    for (Object comment : unit.getCommentList()) {
      int start = ((Comment) comment).getStartPosition();
      int end = Math.min(start + ((Comment) comment).getLength(), code.length());
      for (int i = start; i < end; i++) {
        if (code.charAt(i) != '\n') {
          code.setCharAt(i, ' ');
        }
      }
    }
    Set<String> lines = new HashSet<>();
    code.toString().lines().map(String::strip).forEach(lines::add);
    return lines;
  }

  private static String bare(String line) {
    return line.strip()
        .replaceFirst("^(?://+|/\\*+|\\*+(?!/))", "")
        .replaceFirst("\\*/$", "")
        .strip();
  }

  private static String text(CompilationUnit unit, Comment comment) {
    String source = source(unit);
    int start = Math.min(comment.getStartPosition(), source.length());
    return source.substring(start, Math.min(start + comment.getLength(), source.length()));
  }

  private static String source(CompilationUnit unit) {
    return String.valueOf(unit.getProperty(Syntax.SOURCE));
  }

  private static Count count(CompilationUnit unit) {
    Count count = new Count();
    unit.accept(count);
    return count;
  }

  private static final class Count extends ASTVisitor {
    private int constants;
    private int checks;

    @Override
    public boolean visit(IfStatement statement) {
      constant(statement.getExpression());
      return true;
    }

    @Override
    public boolean visit(ConditionalExpression expression) {
      constant(expression.getExpression());
      return true;
    }

    @Override
    public boolean visit(InfixExpression infix) {
      if (infix.getOperator().equals(InfixExpression.Operator.CONDITIONAL_AND)
          || infix.getOperator().equals(InfixExpression.Operator.CONDITIONAL_OR)) {
        constant(infix.getLeftOperand());
        constant(infix.getRightOperand());
        for (Object operand : infix.extendedOperands()) {
          constant((Expression) operand);
        }
      }
      return true;
    }

    @Override
    public boolean visit(AssertStatement statement) {
      checks++;
      return true;
    }

    @Override
    public boolean visit(MethodInvocation call) {
      if (ARGUMENT_CHECK.matcher(call.getName().getIdentifier()).matches()) {
        checks++;
      }
      return true;
    }

    private void constant(ASTNode condition) {
      if (condition instanceof BooleanLiteral) {
        constants++;
      }
    }
  }
}
