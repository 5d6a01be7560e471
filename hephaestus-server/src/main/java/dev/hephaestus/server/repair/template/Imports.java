package dev.hephaestus.server.repair.template;

import java.util.List;
import java.util.Optional;
import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ImportDeclaration;
import org.eclipse.jdt.core.dom.PackageDeclaration;

/** Where a new import goes: in the order of the others, or behind the package. */
final class Imports {

  /**
   * A text to insert.
   *
   * @param offset where
   * @param text what
   */
  record Insertion(int offset, String text) {}

  private Imports() {}

  /** The insertion that makes a type's simple name mean that type; empty when it does already. */
  static Optional<Insertion> edit(ParsedFile file, String qualifiedName) {
    List<ImportDeclaration> imports =
        Nodes.list(file.unit().imports(), ImportDeclaration.class).stream()
            .filter(declaration -> !declaration.isStatic())
            .toList();
    String owner = qualifiedName.substring(0, qualifiedName.lastIndexOf('.'));
    PackageDeclaration own = file.unit().getPackage();
    boolean there =
        owner.equals("java.lang")
            || (own != null && own.getName().getFullyQualifiedName().equals(owner))
            || imports.stream()
                .anyMatch(
                    declaration ->
                        declaration
                            .getName()
                            .getFullyQualifiedName()
                            .equals(declaration.isOnDemand() ? owner : qualifiedName));
    if (there) {
      return Optional.empty();
    }
    String line = "import " + qualifiedName + ";";
    for (ImportDeclaration other : imports) {
      if (other.getName().getFullyQualifiedName().compareTo(qualifiedName) > 0) {
        return Optional.of(new Insertion(other.getStartPosition(), line + file.newline()));
      }
    }
    if (!imports.isEmpty()) {
      return Optional.of(
          new Insertion(end(imports.get(imports.size() - 1)), file.newline() + line));
    }
    return Optional.of(
        own == null
            ? new Insertion(0, line + file.newline() + file.newline())
            : new Insertion(end(own), file.newline() + file.newline() + line));
  }

  /** Whether the simple name already means another type in the file. */
  static boolean clash(ParsedFile file, String qualifiedName) {
    String simple = qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    return Nodes.list(file.unit().imports(), ImportDeclaration.class).stream()
        .filter(declaration -> !declaration.isStatic() && !declaration.isOnDemand())
        .map(declaration -> declaration.getName().getFullyQualifiedName())
        .anyMatch(name -> name.endsWith("." + simple) && !name.equals(qualifiedName));
  }

  private static int end(ASTNode node) {
    return node.getStartPosition() + node.getLength();
  }
}
