package dev.hephaestus.server.repository;

import java.util.Map;
import org.eclipse.jdt.core.JavaCore;
import org.eclipse.jdt.core.compiler.IProblem;
import org.eclipse.jdt.core.dom.AST;
import org.eclipse.jdt.core.dom.ASTParser;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Java sources into declarations and bodies, broken ones as far as they can be read.
 *
 * <p><i>Threads:</i> safe for use by many at once; each call has a parser of its own.
 *
 * <p><i>Source:</i> Eclipse JDT's syntax trees, without bindings.
 */
final class JavaParser {

  private static final Logger log = LoggerFactory.getLogger(JavaParser.class);
  private static final Map<String, String> NEWEST = options(JavaCore.latestSupportedJavaVersion());

  /** Where {@code _} was still a name and no newer word was reserved. */
  private static final Map<String, String> OLDEST = options(JavaCore.VERSION_1_8);

  private JavaParser() {}

  static ParsedSource parse(String path, String text) {
    try {
      char[] source = text.toCharArray();
      JavaComments comments = JavaComments.erase(text, source);
      CompilationUnit unit = tree(source, NEWEST);
      int faults = faults(unit);
      if (faults > 0) {
        CompilationUnit older = tree(source, OLDEST);
        unit = faults(older) < faults ? older : unit;
      }
      return new SourceVisitor(path, unit, comments).read();
    } catch (RuntimeException | StackOverflowError e) {
      // A file that breaks the parser must not break the snapshot.
      log.debug("{} could not be parsed and counts as declaring nothing", path, e);
      return ParsedSource.none(path);
    }
  }

  private static CompilationUnit tree(char[] source, Map<String, String> options) {
    ASTParser parser = ASTParser.newParser(AST.getJLSLatest());
    parser.setKind(ASTParser.K_COMPILATION_UNIT);
    parser.setCompilerOptions(options);
    parser.setResolveBindings(false);
    parser.setStatementsRecovery(true);
    parser.setSource(source);
    return (CompilationUnit) parser.createAST(null);
  }

  private static int faults(CompilationUnit unit) {
    int faults = 0;
    for (IProblem problem : unit.getProblems()) {
      faults += problem.isError() ? 1 : 0;
    }
    return faults;
  }

  private static Map<String, String> options(String version) {
    return Map.of(
        JavaCore.COMPILER_SOURCE, version,
        JavaCore.COMPILER_COMPLIANCE, version,
        JavaCore.COMPILER_CODEGEN_TARGET_PLATFORM, version,
        JavaCore.COMPILER_DOC_COMMENT_SUPPORT, JavaCore.DISABLED,
        JavaCore.COMPILER_TASK_TAGS, "");
  }
}
