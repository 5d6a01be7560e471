package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whoever makes the object whose method failed: an object that was made of the wrong things fails
 * later, when its maker is not on the stack any more.
 */
final class MakerSignal implements Signal {

  private static final int FRAMES_READ = 2;

  /** What everybody makes says nothing about one who does. */
  private static final int MOST_MAKERS = 12;

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    Set<String> classes = new LinkedHashSet<>();
    List<ProjectFrame> frames = scene.distinctFrames();
    for (ProjectFrame frame : frames.subList(0, Math.min(FRAMES_READ, frames.size()))) {
      MethodDeclaration method = frame.method();
      if (!method.modifiers().contains("static") && !method.name().startsWith("<")) {
        classes.add(method.typeName());
      }
    }
    double decay = 1;
    for (String name : classes) {
      makers(scene, name, scene.weight(Weight.MAKES_RECEIVER) * decay, suspicions);
      decay *= scene.weight(Weight.NEIGHBOUR_OUTWARD);
    }
  }

  private static void makers(Scene scene, String name, double weight, Suspicions suspicions) {
    Set<MethodDeclaration> makers = new LinkedHashSet<>();
    for (MethodDeclaration method :
        scene.graph().type(name).map(TypeDeclaration::methods).orElse(List.of())) {
      if (method.name().equals("<init>")) {
        scene.graph().callers(method).stream().map(MethodBody::method).forEach(makers::add);
      }
    }
    if (makers.size() > MOST_MAKERS) {
      return;
    }
    // The stack has said already what it says of those that are on it.
    scene.frames().forEach(frame -> makers.remove(frame.method()));
    String reason = "makes a " + CodeGraph.simple(name) + ", which failed";
    double share = weight / Math.sqrt(Math.max(1, makers.size()));
    makers.forEach(maker -> suspicions.hint(maker, share * scene.substance(maker), reason));
  }
}
