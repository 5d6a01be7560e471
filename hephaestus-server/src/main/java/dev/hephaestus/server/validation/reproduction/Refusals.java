package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.localization.ProjectFrame;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.TypeDeclaration;
import dev.hephaestus.server.validation.reproduction.fixture.Contract;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a refusal from a fault, where the code throws on purpose: what is thrown deep inside is a
 * fault of the outer method unless that one says that it refuses so.
 *
 * <p><i>Source:</i> documented exceptions as an oracle (Blasi et al., Translating code comments to
 * procedure specifications, ISSTA 2018).
 */
final class Refusals {
  private static final Set<String> UNSPECIFIC = Set.of("Throwable", "Exception", "Error", "Object");
  private static final int MAX_PARENTS = 12;

  private final RepairTask task;
  private final FaultTarget target;

  Refusals(RepairTask task, FaultTarget target) {
    this.task = task;
    this.target = target;
  }

  /** The outermost logged method, when it does not promise the exception; else empty. */
  Optional<MethodDeclaration> brokenPromise() {
    MethodDeclaration inner = target.fault().method();
    MethodDeclaration outer = target.outermost();
    boolean sameOperation =
        outer.typeName().equals(inner.typeName()) && outer.name().equals(inner.name());
    Set<String> names = names();
    boolean promised =
        sameOperation
            || target.calls().stream()
                .map(ProjectFrame::method)
                .filter(method -> isSameOperation(method, outer))
                .anyMatch(method -> promises(method, names));
    return promised ? Optional.empty() : Optional.of(outer);
  }

  /** Overloads hand on to each other; what one of them says holds for all. */
  private static boolean isSameOperation(MethodDeclaration one, MethodDeclaration other) {
    return one.typeName().equals(other.typeName()) && one.name().equals(other.name());
  }

  private boolean promises(MethodDeclaration method, Set<String> names) {
    return Contract.promises(task.snapshot().text(method.path()), method.lines().last(), names);
  }

  /** The exception and what it extends, by simple names. */
  private Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    String name = target.thrown().className();
    for (int i = 0; i < MAX_PARENTS && !name.isEmpty(); i++) {
      String simple = name.replaceFirst(".*[.$]", "");
      names.add(simple);
      name = parent(name, simple);
    }
    names.removeAll(UNSPECIFIC);
    return names;
  }

  private String parent(String name, String simple) {
    List<TypeDeclaration> own = task.snapshot().types(name);
    if (own.isEmpty()) {
      own = task.snapshot().index().types(simple).limit(1).toList();
    }
    if (!own.isEmpty()) {
      return own.get(0).supertypes().stream().findFirst().orElse("");
    }
    for (String packaged :
        List.of(name, "java.lang." + simple, "java.util." + simple, "java.io." + simple)) {
      try {
        Class<?> parent =
            Class.forName(packaged, false, ClassLoader.getPlatformClassLoader()).getSuperclass();
        return parent == null ? "" : parent.getName();
      } catch (ClassNotFoundException e) {
        // It is in another of the packages, or a library's, which promises nothing by itself.
      }
    }
    return "";
  }
}
