package dev.hephaestus.server.repair.patch;

import java.util.Optional;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;

/** The file that code belongs to, by the class that it declares. */
final class TypeNames {

  private TypeNames() {}

  static Optional<String> file(Edit edit) {
    return edit instanceof Code code
        ? Syntax.sound(code.text())
            .filter(
                unit ->
                    !unit.types().isEmpty()
                        && !((AbstractTypeDeclaration) unit.types().get(0))
                            .getName()
                            .getIdentifier()
                            .isEmpty())
            .map(
                unit -> {
                  String name =
                      ((AbstractTypeDeclaration) unit.types().get(0)).getName().getIdentifier();
                  return unit.getPackage() == null
                      ? name + ".java"
                      : unit.getPackage().getName().toString().replace('.', '/')
                          + "/"
                          + name
                          + ".java";
                })
        : Optional.empty();
  }
}
