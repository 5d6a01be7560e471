package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodBody;
import java.util.List;
import java.util.Set;

/**
 * When a collection refused to be changed, whoever of the suspects made one that cannot be: {@code
 * List.of}, {@code Arrays.asList}, {@code Collections.unmodifiableList}.
 */
final class FixedCollectionSignal implements Signal {

  private static final int SUSPECTS_READ = 60;
  private static final Set<String> FACTORIES = Set.of("List", "Set", "Map");
  private static final List<String> NAMES =
      List.of("unmodifiable", "singleton", "empty", "immutable", "asList", "toList", "copyOf");

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    List<ProjectFrame> frames = scene.frames();
    if (frames.isEmpty()
        || !frames.get(0).thrown().className().equals("java.lang.UnsupportedOperationException")) {
      return;
    }
    ProjectFrame innermost = frames.get(0);
    boolean meant =
        scene.body(innermost).map(body -> body.throwsAt(Scene.line(innermost))).orElse(true);
    if (meant) {
      return;
    }
    for (Suspect suspect : suspicions.ranking(SUSPECTS_READ)) {
      boolean makes =
          scene.graph().body(suspect.method()).stream()
              .flatMap(body -> body.calls().stream())
              .anyMatch(FixedCollectionSignal::makesFixed);
      if (makes) {
        suspicions.hint(
            suspect.method(),
            scene.weight(Weight.MAKES_FIXED),
            "makes a collection that cannot be changed");
      }
    }
  }

  private static boolean makesFixed(MethodBody.Call call) {
    return (call.name().equals("of") && FACTORIES.contains(call.receiver()))
        || NAMES.stream().anyMatch(call.name()::startsWith);
  }
}
