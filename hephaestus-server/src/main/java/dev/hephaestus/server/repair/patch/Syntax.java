package dev.hephaestus.server.repair.patch;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jdt.core.JavaCore;
import org.eclipse.jdt.core.compiler.IProblem;
import org.eclipse.jdt.core.dom.AST;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ASTParser;
import org.eclipse.jdt.core.dom.ASTVisitor;
import org.eclipse.jdt.core.dom.BodyDeclaration;
import org.eclipse.jdt.core.dom.CompilationUnit;

/** Java's syntax, without types. */
final class Syntax {

  /** Deeper nesting than anybody writes could exhaust the parser's stack. */
  private static final int DEEPEST = 400;

  private Syntax() {}

  static Optional<CompilationUnit> parse(String source) {
    if (isTooDeep(source)) {
      return Optional.empty();
    }
    ASTParser parser = ASTParser.newParser(AST.getJLSLatest());
    Map<String, String> options = JavaCore.getOptions();
    JavaCore.setComplianceOptions(JavaCore.latestSupportedJavaVersion(), options);
    parser.setCompilerOptions(options);
    parser.setSource(source.toCharArray());
    return Optional.of((CompilationUnit) parser.createAST(null));
  }

  /** The tree of a source without faults. */
  static Optional<CompilationUnit> sound(String source) {
    return parse(source).filter(unit -> fault(unit).isEmpty());
  }

  /** What is wrong first: {@code line 3: Syntax error on token "}"}. */
  static Optional<String> fault(String source) {
    Optional<CompilationUnit> unit = parse(source);
    return unit.isEmpty() ? Optional.of("it is nested too deeply") : fault(unit.get());
  }

  private static Optional<String> fault(CompilationUnit unit) {
    return Arrays.stream(unit.getProblems())
        .filter(IProblem::isError)
        .map(problem -> "line " + problem.getSourceLineNumber() + ": " + problem.getMessage())
        .findFirst();
  }

  /** The first and last line of a declaration, from 0, the last included. */
  static int[] lines(CompilationUnit unit, ASTNode node, boolean withJavadoc) {
    int start = node.getStartPosition();
    if (!withJavadoc && node instanceof BodyDeclaration member && member.getJavadoc() != null) {
      start = afterJavadoc(member);
    }
    int end = node.getStartPosition() + node.getLength() - 1;
    return new int[] {unit.getLineNumber(start) - 1, unit.getLineNumber(end) - 1};
  }

  /** Where the declaration's own first token is: its modifier, type or name. */
  private static int afterJavadoc(BodyDeclaration member) {
    int javadocEnd = member.getJavadoc().getStartPosition() + member.getJavadoc().getLength();
    int[] first = {member.getStartPosition() + member.getLength() - 1};
    member.accept(
        new ASTVisitor() {
          @Override
          public void preVisit(ASTNode node) {
            if (!node.equals(member) && node.getStartPosition() >= javadocEnd) {
              first[0] = Math.min(first[0], node.getStartPosition());
            }
          }
        });
    return first[0];
  }

  private static boolean isTooDeep(String source) {
    int depth = 0;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '(' || c == '{' || c == '[') {
        depth++;
      } else if (c == ')' || c == '}' || c == ']') {
        depth--;
      }
      if (depth > DEEPEST) {
        return true;
      }
    }
    return false;
  }
}
