package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.MethodBody.Call;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rest of what stands near: other methods of the classes on the stack, those of what the
 * stack's methods call, and their callees. Each is a faint hint; together they order what fills a
 * budget.
 */
final class NeighbourSignal implements Signal {

  private static final int FRAMES_READ = 8;
  private static final int SUSPECTS_READ = 16;

  @Override
  public void judge(Scene scene, Suspicions suspicions) {
    List<Suspect> suspects = suspicions.ranking(SUSPECTS_READ);
    double decay = 1;
    List<ProjectFrame> frames = scene.distinctFrames();
    for (ProjectFrame frame : frames.subList(0, Math.min(FRAMES_READ, frames.size()))) {
      double weight = scene.weight(Weight.SAME_CLASS) * decay;
      sameClass(scene, frame.method(), weight, "is in a class of the stack", suspicions);
      callees(scene, frame.method(), scene.weight(Weight.CALLED) * decay, suspicions);
      decay *= scene.weight(Weight.NEIGHBOUR_OUTWARD);
    }
    Set<MethodDeclaration> onStack = new LinkedHashSet<>();
    frames.forEach(frame -> onStack.add(frame.method()));
    for (Suspect suspect : suspects) {
      if (!onStack.contains(suspect.method())) {
        double score = suspect.score();
        double weight = scene.weight(Weight.SUSPECTS_CLASS) * score;
        sameClass(scene, suspect.method(), weight, "is in the class of a suspect", suspicions);
        callees(
            scene, suspect.method(), scene.weight(Weight.CALLED_BY_SUSPECT) * score, suspicions);
      }
    }
  }

  private static void sameClass(
      Scene scene, MethodDeclaration method, double weight, String reason, Suspicions suspicions) {
    for (MethodDeclaration other :
        scene.graph().type(method.typeName()).map(TypeDeclaration::methods).orElse(List.of())) {
      suspicions.hint(other, weight * scene.substance(other), reason);
    }
  }

  private static void callees(
      Scene scene, MethodDeclaration method, double weight, Suspicions suspicions) {
    MethodBody body = scene.graph().body(method).orElse(null);
    if (body == null) {
      return;
    }
    String reason = "is called by " + method.symbol();
    for (Call call : body.calls()) {
      List<MethodDeclaration> callees = scene.callees(body, call);
      double share = weight / Math.sqrt(Math.max(1, callees.size()));
      for (MethodDeclaration callee : callees) {
        suspicions.hint(callee, share * scene.substance(callee), reason);
      }
    }
  }
}
