package dev.hephaestus.server.validation.build;

import java.util.Map;
import org.eclipse.jdt.core.JavaCore;
import org.eclipse.jdt.core.dom.AST;
import org.eclipse.jdt.core.dom.ASTParser;
import org.eclipse.jdt.core.dom.ASTVisitor;
import org.eclipse.jdt.core.dom.CompilationUnit;
import org.eclipse.jdt.core.dom.FieldDeclaration;
import org.eclipse.jdt.core.dom.Initializer;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.Modifier;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;
import org.jspecify.annotations.Nullable;

/** What of a source other sources can depend on. */
final class Declarations {
  private Declarations() {}

  /** Whether a change goes beyond bodies, so that dependants must be compiled again. */
  static boolean differ(@Nullable String before, String after) {
    return before != null && !outline(before).equals(outline(after));
  }

  /** The source without bodies and comments. */
  private static String outline(String source) {
    ASTParser parser = ASTParser.newParser(AST.getJLSLatest());
    Map<String, String> options = JavaCore.getOptions();
    JavaCore.setComplianceOptions(JavaCore.latestSupportedJavaVersion(), options);
    parser.setCompilerOptions(options);
    parser.setSource(source.toCharArray());
    CompilationUnit unit = (CompilationUnit) parser.createAST(null);
    unit.accept(
        new ASTVisitor() {
          @Override
          public boolean visit(MethodDeclaration method) {
            method.setJavadoc(null);
            method.setBody(null);
            return false;
          }

          @Override
          public boolean visit(Initializer initializer) {
            initializer.setBody(unit.getAST().newBlock());
            return false;
          }

          @Override
          public boolean visit(FieldDeclaration field) {
            field.setJavadoc(null);
            boolean constant = Modifier.isFinal(field.getModifiers());
            for (Object fragment : field.fragments()) {
              if (!constant) {
                ((VariableDeclarationFragment) fragment).setInitializer(null);
              }
            }
            return false;
          }
        });
    return unit.toString();
  }
}
