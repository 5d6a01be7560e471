package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Classes of the project that a message names ({@code NotSerializableException: shop.Cart$1},
 * {@code class shop.A cannot be cast to class shop.B}): whoever makes them may be wrong, and what
 * they do.
 */
final class NamedClassSignal implements Signal {

  private static final int MOST_CLASSES = 4;

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    Set<String> names = new LinkedHashSet<>();
    Thrown thrown = scene.record().thrown();
    if (thrown != null) {
      thrown.chain().forEach(link -> names.addAll(ClassNames.in(link.message())));
    }
    for (String name : names.stream().limit(MOST_CLASSES).toList()) {
      Optional<TypeDeclaration> type = scene.graph().type(name);
      type.ifPresent(each -> judge(scene, each, suspicions));
    }
  }

  private static void judge(Scene scene, TypeDeclaration type, Suspicions suspicions) {
    String name = type.binaryName().substring(type.binaryName().lastIndexOf('.') + 1);
    Set<MethodDeclaration> makers = new LinkedHashSet<>();
    around(scene, type).ifPresent(makers::add);
    for (MethodDeclaration method : type.methods()) {
      suspicions.hint(
          method,
          scene.weight(Weight.MEMBER_OF_NAMED) * scene.substance(method),
          "its class " + name + " is in the message");
      if (method.name().equals("<init>")) {
        scene.graph().callers(method).stream().map(MethodBody::method).forEach(makers::add);
      }
    }
    double share = scene.weight(Weight.MAKES_NAMED) / Math.sqrt(Math.max(1, makers.size()));
    makers.forEach(
        maker -> suspicions.hint(maker, share, "makes a " + name + ", which the message names"));
  }

  /** The method that a local or anonymous class stands in. */
  private static Optional<MethodDeclaration> around(Scene scene, TypeDeclaration type) {
    int dollar = type.binaryName().lastIndexOf('$');
    boolean local =
        dollar > 0
            && Character.isDigit(
                type.binaryName().charAt(Math.min(dollar + 1, type.binaryName().length() - 1)));
    if (!local) {
      return Optional.empty();
    }
    List<MethodDeclaration> methods =
        scene
            .graph()
            .type(type.binaryName().substring(0, dollar))
            .map(TypeDeclaration::methods)
            .orElse(List.of());
    return methods.stream()
        .filter(method -> method.lines().contains(type.lines().first()))
        .findFirst();
  }
}
