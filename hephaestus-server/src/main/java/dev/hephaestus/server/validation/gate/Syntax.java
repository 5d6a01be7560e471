package dev.hephaestus.server.validation.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jdt.core.JavaCore;
import org.eclipse.jdt.core.compiler.IProblem;
import org.eclipse.jdt.core.dom.AST;
import org.eclipse.jdt.core.dom.ASTParser;
import org.eclipse.jdt.core.dom.CompilationUnit;

/** Java's syntax, without types. */
public final class Syntax {
  /** The property under which a tree has its text. */
  static final String SOURCE = "source";

  private Syntax() {}

  /** The tree of a source; broken parts are left out of it. */
  static CompilationUnit parse(String source) {
    ASTParser parser = ASTParser.newParser(AST.getJLSLatest());
    Map<String, String> options = JavaCore.getOptions();
    JavaCore.setComplianceOptions(JavaCore.latestSupportedJavaVersion(), options);
    parser.setCompilerOptions(options);
    parser.setSource(source.toCharArray());
    CompilationUnit unit = (CompilationUnit) parser.createAST(null);
    unit.setProperty(SOURCE, source);
    return unit;
  }

  /** What is wrong with the syntax, with the line; none when it parses. */
  public static List<String> faults(String source) {
    return Arrays.stream(parse(source).getProblems())
        .filter(IProblem::isError)
        .map(problem -> "line " + problem.getSourceLineNumber() + ": " + problem.getMessage())
        .toList();
  }
}
