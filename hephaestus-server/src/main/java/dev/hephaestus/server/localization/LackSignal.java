package dev.hephaestus.server.localization;

import dev.hephaestus.server.ingest.Thrown;
import java.util.List;
import java.util.Set;

/**
 * Classes that lack what was looked for in them: an interface such as {@code Serializable}, a
 * constructor, a method. What is wrong with them stands in no method, so their heads are suspected.
 */
final class LackSignal implements Signal {

  private static final Set<String> LOOKED_FOR_IN_VAIN =
      Set.of(
          "NotSerializableException",
          "ClassCastException",
          "InstantiationException",
          "NoSuchMethodException",
          "NoSuchMethodError",
          "NoSuchFieldException",
          "NoSuchFieldError",
          "AbstractMethodError");

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    Thrown thrown = scene.record().thrown();
    for (Thrown link : thrown == null ? List.<Thrown>of() : thrown.chain()) {
      if (!LOOKED_FOR_IN_VAIN.contains(link.simpleName())) {
        continue;
      }
      ClassNames.in(link.message()).stream()
          .map(scene.graph()::type)
          .flatMap(type -> type.stream())
          .findFirst()
          .ifPresent(
              type ->
                  suspicions.hint(
                      Declarations.head(type),
                      scene.weight(Weight.LACKS),
                      "may lack what " + link.simpleName() + " asks for"));
    }
  }
}
