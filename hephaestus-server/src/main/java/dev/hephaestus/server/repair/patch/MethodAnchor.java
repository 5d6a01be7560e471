package dev.hephaestus.server.repair.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.JavaCore;
import org.eclipse.jdt.core.dom.AST;
import org.eclipse.jdt.core.dom.ASTParser;
import org.eclipse.jdt.core.dom.ASTVisitor;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.SingleVariableDeclaration;
import org.eclipse.jdt.core.dom.TypeDeclaration;

/**
 * The last rung: a block whose search and replacement are each one whole Java method replaces the
 * method of that name and those parameters, however its body was quoted.
 */
final class MethodAnchor {

  /**
   * Lines of the method.
   *
   * @param from the first, from 0
   * @param to behind the last
   */
  record Range(int from, int to) {}

  private MethodAnchor() {}

  /** The only method of the file that the block's texts both declare. */
  static Optional<Range> find(String file, String search, String replace) {
    Optional<MethodDeclaration> wanted = onlyMethod(search);
    Optional<MethodDeclaration> given = onlyMethod(replace);
    if (wanted.isEmpty()
        || given.isEmpty()
        || !signature(wanted.get()).equals(signature(given.get()))) {
      return Optional.empty();
    }
    CompilationUnit unit = parse(file);
    List<MethodDeclaration> same =
        methods(unit).stream()
            .filter(method -> signature(method).equals(signature(wanted.get())))
            .toList();
    if (same.size() != 1) {
      return Optional.empty();
    }
    MethodDeclaration method = same.get(0);
    boolean documents = given.get().getJavadoc() != null;
    int start =
        documents || method.getJavadoc() == null
            ? method.getStartPosition()
            : afterJavadoc(file, method);
    int end = method.getStartPosition() + method.getLength();
    return Optional.of(new Range(unit.getLineNumber(start) - 1, unit.getLineNumber(end - 1)));
  }

  private static int afterJavadoc(String file, MethodDeclaration method) {
    int at = method.getJavadoc().getStartPosition() + method.getJavadoc().getLength();
    while (Character.isWhitespace(file.charAt(at))) {
      at++;
    }
    return at;
  }

  private static Optional<MethodDeclaration> onlyMethod(String text) {
    CompilationUnit unit = parse("class Anchor {\n" + text + "\n}\n");
    boolean broken = List.of(unit.getProblems()).stream().anyMatch(problem -> problem.isError());
    if (broken
        || unit.types().size() != 1
        || !(unit.types().get(0) instanceof TypeDeclaration type)) {
      return Optional.empty();
    }
    return type.bodyDeclarations().size() == 1
            && type.bodyDeclarations().get(0) instanceof MethodDeclaration method
        ? Optional.of(method)
        : Optional.empty();
  }

  private static String signature(MethodDeclaration method) {
    StringBuilder signature = new StringBuilder(method.getName().getIdentifier()).append('(');
    for (Object parameter : method.parameters()) {
      if (parameter instanceof SingleVariableDeclaration declared) {
        signature.append(declared.getType()).append(declared.isVarargs() ? "...," : ",");
      }
    }
    return signature.append(')').toString();
  }

  private static List<MethodDeclaration> methods(CompilationUnit unit) {
    List<MethodDeclaration> methods = new ArrayList<>();
    unit.accept(
        new ASTVisitor() {
          @Override
          public boolean visit(MethodDeclaration method) {
            methods.add(method);
            return true;
          }
        });
    return methods;
  }

  private static CompilationUnit parse(String text) {
    ASTParser parser = ASTParser.newParser(AST.getJLSLatest());
    var options = JavaCore.getOptions();
    JavaCore.setComplianceOptions(JavaCore.latestSupportedJavaVersion(), options);
    parser.setCompilerOptions(options);
    parser.setSource(text.toCharArray());
    return (CompilationUnit) parser.createAST(null);
  }
}
