package dev.hephaestus.server.localization;

import dev.hephaestus.server.localization.PackedContext.Kind;
import dev.hephaestus.server.localization.PackedContext.Part;
import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.TypeDeclaration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What stands around the suspects: their classes' outlines, those who call them, their tests, what
 * recent commits changed near them, and what they override.
 *
 * <p>What helps most for its length comes first.
 */
final class Surroundings {

  private static final int CLASSES = 4;
  private static final int CALLED_SUSPECTS = 3;
  private static final int CALLERS_OF_EACH = 2;
  private static final int TESTS = 4;
  private static final int SUSPECTS_THAT_SAY_FIELDS = 20;

  /** Of a class with a longer outline the fields that matter come first. */
  private static final int LONG_OUTLINE = 400;

  private static final int LINES_OF_A_WHOLE_CALLER = 20;

  private final Snapshot snapshot;
  private final CodeGraph graph;
  private final Excerpts excerpts;

  Surroundings(Snapshot snapshot, CodeGraph graph, Excerpts excerpts) {
    this.snapshot = snapshot;
    this.graph = graph;
    this.excerpts = excerpts;
  }

  List<Part> of(List<Suspect> suspects) {
    List<Part> parts = new ArrayList<>();
    List<Part> last = new ArrayList<>();
    List<TypeDeclaration> classes = classes(suspects);
    for (TypeDeclaration type : classes.subList(0, Math.min(1, classes.size()))) {
      outline(type, suspects, parts, last);
    }
    suspects.stream().limit(CALLED_SUSPECTS).forEach(suspect -> callers(suspect, suspects, parts));
    for (TypeDeclaration type : classes.subList(Math.min(1, classes.size()), classes.size())) {
      outline(type, suspects, parts, last);
    }
    for (MethodDeclaration test : new SuspectTests(snapshot).of(suspects, TESTS)) {
      parts.add(excerpts.method(test, Kind.TEST));
    }
    parts.addAll(new RecentDiffs(snapshot).of(suspects));
    parts.addAll(new Kin(graph, excerpts).declarations(suspects));
    parts.addAll(last);
    return parts;
  }

  /**
   * The declarations of the first classes; anonymous ones say nothing that their methods do not.
   */
  private List<TypeDeclaration> classes(List<Suspect> suspects) {
    Set<TypeDeclaration> types = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (Suspect suspect : suspects) {
      MethodDeclaration method = suspect.method();
      if (names.size() < CLASSES || names.contains(method.typeName())) {
        names.add(method.typeName());
        snapshot.types(method.typeName()).stream()
            .filter(type -> type.path().equals(method.path()))
            .forEach(types::add);
      }
    }
    return List.copyOf(types);
  }

  private void outline(
      TypeDeclaration type, List<Suspect> suspects, List<Part> parts, List<Part> last) {
    Part skeleton = excerpts.skeleton(type);
    if (skeleton.tokens() <= LONG_OUTLINE) {
      parts.add(skeleton);
    } else {
      excerpts.fields(type, used(type, suspects)).ifPresent(parts::add);
      last.add(skeleton);
    }
  }

  private Set<String> used(TypeDeclaration type, List<Suspect> suspects) {
    Set<String> names = new LinkedHashSet<>();
    suspects.stream()
        .limit(SUSPECTS_THAT_SAY_FIELDS)
        .map(Suspect::method)
        .filter(method -> method.path().equals(type.path()))
        .filter(method -> method.typeName().equals(type.binaryName()))
        .flatMap(method -> graph.body(method).stream())
        .forEach(
            body -> {
              names.addAll(body.fieldReads());
              names.addAll(body.fieldWrites());
            });
    return names;
  }

  /** Callers that are suspects come as methods. */
  private void callers(Suspect called, List<Suspect> suspects, List<Part> parts) {
    graph.callers(called.method()).stream()
        .filter(
            caller -> suspects.stream().noneMatch(each -> each.method().equals(caller.method())))
        .limit(CALLERS_OF_EACH)
        .forEach(caller -> parts.add(caller(caller, called.method())));
  }

  private Part caller(MethodBody caller, MethodDeclaration called) {
    if (caller.method().lines().length() <= LINES_OF_A_WHOLE_CALLER) {
      return excerpts.method(caller.method(), Kind.CALLER);
    }
    List<Integer> calls =
        caller.calls().stream()
            .filter(call -> graph.callees(caller, call).contains(called))
            .map(call -> call.lines().first())
            .limit(2)
            .toList();
    return excerpts.window(caller.method(), calls, Kind.CALLER);
  }
}
