package dev.hephaestus.server.repair.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.BodyDeclaration;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.NodeFinder;
import org.eclipse.jdt.core.dom.Statement;

/**
 * Finds the copies of a statement in the other methods of its file. A fault in code that was copied
 * is in the copies too, and developers repair them together.
 *
 * <p><i>Source:</i> Hercules (Saha et al. 2019: evolutionary siblings), CP-Miner (Li et al. 2006).
 */
final class Siblings {
  private static final int LEAST_LENGTH = 24;
  private static final int MOST = 6;
  private static final Pattern QUESTION = Pattern.compile("(?:this\\.)?(\\w+) [!=]= null");

  private Siblings() {}

  /**
   * How far the copies are from the statement that holds a part of the text; none where there are
   * so many that they are rather an idiom.
   *
   * @param inserted what the change adds: a copy whose method asks for that already has no fault
   */
  static List<Integer> shifts(ParsedFile file, int start, int end, List<String> inserted) {
    Optional<Statement> found = statement(file, start, end);
    if (found.isEmpty() || found.get().getLength() < LEAST_LENGTH) {
      return List.of();
    }
    Statement own = found.get();
    String source = file.source(own);
    List<Integer> shifts = new ArrayList<>();
    for (Statement other : Nodes.all(file.unit(), Statement.class)) {
      if (other.getNodeType() == own.getNodeType()
          && other.getLength() == own.getLength()
          && isElsewhere(other, own)
          && file.source(other).equals(source)
          && isAlike(file, other, own)
          && !isGuarded(file, other, inserted)) {
        shifts.add(other.getStartPosition() - own.getStartPosition());
      }
    }
    return shifts.size() <= MOST ? shifts : List.of();
  }

  private static Optional<Statement> statement(ParsedFile file, int start, int end) {
    ASTNode node = NodeFinder.perform(file.unit(), start, Math.max(1, end - start));
    Optional<Statement> found = node == null ? Optional.empty() : Nodes.statementOf(node);
    return found.filter(
        statement ->
            statement.getStartPosition() <= start
                && end <= statement.getStartPosition() + statement.getLength());
  }

  private static boolean isElsewhere(Statement other, Statement own) {
    Optional<BodyDeclaration> there = Nodes.enclosing(other, BodyDeclaration.class);
    Optional<BodyDeclaration> here = Nodes.enclosing(own, BodyDeclaration.class);
    return there.isPresent() && here.isPresent() && !there.get().equals(here.get());
  }

  /** Whether the same edit fits: in a list, as deep, and in a method with the same result. */
  private static boolean isAlike(ParsedFile file, Statement other, Statement own) {
    return other.getParent() instanceof Block == own.getParent() instanceof Block
        && file.indentAt(other.getStartPosition()).equals(file.indentAt(own.getStartPosition()))
        && result(other).equals(result(own));
  }

  private static String result(Statement statement) {
    return Nodes.enclosing(statement, MethodDeclaration.class)
        .map(method -> String.valueOf(method.getReturnType2()))
        .orElse("");
  }

  private static boolean isGuarded(ParsedFile file, Statement other, List<String> inserted) {
    String method = Nodes.enclosing(other, BodyDeclaration.class).map(file::source).orElse("");
    Matcher asked = QUESTION.matcher(String.join(" ", inserted));
    return asked.find()
        && Pattern.compile("\\b" + asked.group(1) + "\\s*[!=]=\\s*null\\b").matcher(method).find();
  }
}
