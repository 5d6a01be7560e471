package dev.hephaestus.server.repair.template;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.ITypeBinding;

/**
 * The declarations of the project's types, as written and without resolved names. What a type has
 * of its own is read from these: the compiler forgets the members of files that it only looked up.
 *
 * <p><i>Threads:</i> for one thread.
 */
final class Declarations {
  private static final int MOST = 32;

  private final Snapshot snapshot;
  private final Map<String, Optional<AbstractTypeDeclaration>> known = new HashMap<>();

  Declarations(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** A type's declaration; empty for one that is not the project's. */
  Optional<AbstractTypeDeclaration> of(ITypeBinding type) {
    String name = type.getErasure().getQualifiedName();
    if (!type.isFromSource() || name.isEmpty() || type.isTypeVariable()) {
      return Optional.empty();
    }
    if (known.size() >= MOST && !known.containsKey(name)) {
      return Optional.empty();
    }
    return known.computeIfAbsent(name, wanted -> find(wanted, outermost(type)));
  }

  private static String outermost(ITypeBinding type) {
    ITypeBinding up = type.getErasure();
    while (up.getDeclaringClass() != null) {
      up = up.getDeclaringClass();
    }
    return up.getErasure().getQualifiedName();
  }

  private Optional<AbstractTypeDeclaration> find(String name, String outermost) {
    String end = "/" + outermost.replace('.', '/') + ".java";
    String simple = name.substring(name.lastIndexOf('.') + 1);
    return snapshot.files().stream()
        .filter(file -> !file.test() && ("/" + file.path()).endsWith(end))
        .map(SourceFile::path)
        .findFirst()
        .flatMap(
            path ->
                Nodes.all(Sources.tree(snapshot.text(path)), AbstractTypeDeclaration.class).stream()
                    .filter(found -> found.getName().getIdentifier().equals(simple))
                    .findFirst());
  }
}
