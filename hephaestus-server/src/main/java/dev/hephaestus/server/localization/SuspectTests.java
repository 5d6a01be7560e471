package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds tests that call the suspects: first in test classes that are named after the suspects'
 * classes, then in those of the same package or whose name says that they are about them.
 *
 * <p>The second search is bounded, for every file that it looks at has to be parsed.
 */
final class SuspectTests {

  private static final int CLASSES_LOOKED_AT = 3;
  private static final int NEIGHBOURS_LOOKED_AT = 24;

  private final Snapshot snapshot;

  SuspectTests(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** At most so many, those of the first suspects first, shorter ones before longer ones. */
  List<MethodDeclaration> of(List<Suspect> suspects, int most) {
    Set<String> classes = new LinkedHashSet<>();
    suspects.forEach(suspect -> classes.add(outer(suspect.method().typeName())));
    List<String> first = classes.stream().limit(CLASSES_LOOKED_AT).toList();
    List<SourceFile> files =
        snapshot.files().stream()
            .filter(file -> file.test() && file.language().isSource())
            .toList();
    Set<MethodDeclaration> tests = new LinkedHashSet<>();
    for (String outer : first) {
      files.stream()
          .filter(file -> isNamedAfter(file, simple(outer)))
          .forEach(file -> tests.addAll(calling(file.path(), outer, suspects, false)));
    }
    for (String outer : first) {
      if (tests.size() < most) {
        files.stream()
            .filter(file -> isNear(file.path(), outer))
            .sorted(Comparator.comparing(file -> !isAbout(file, simple(outer))))
            .limit(NEIGHBOURS_LOOKED_AT)
            .forEach(file -> tests.addAll(calling(file.path(), outer, suspects, true)));
      }
    }
    return tests.stream().limit(most).toList();
  }

  /** The methods of a test that call a suspect; strictly, only where the class is named too. */
  private List<MethodDeclaration> calling(
      String path, String outer, List<Suspect> suspects, boolean strictly) {
    String simpleName = simple(outer);
    Set<String> wanted = new LinkedHashSet<>();
    for (Suspect suspect : suspects) {
      if (outer(suspect.method().typeName()).equals(outer)) {
        String name = suspect.method().name();
        wanted.add(name.equals("<init>") ? "new " + simpleName : name);
      }
    }
    List<MethodBody> bodies = snapshot.bodies(path);
    return bodies.stream()
        .filter(body -> body.calls().stream().anyMatch(call -> wanted.contains(called(call))))
        .filter(body -> !strictly || names(body, simpleName))
        .map(MethodBody::method)
        .sorted(Comparator.comparingInt(method -> method.lines().length()))
        .toList();
  }

  private static boolean names(MethodBody body, String simpleName) {
    return body.calls().stream()
        .anyMatch(
            call ->
                call.receiver().equals(simpleName)
                    || CodeGraph.simple(call.receiverType()).equals(simpleName));
  }

  private static String called(MethodBody.Call call) {
    return call.name().equals("<init>") ? "new " + call.receiver() : call.name();
  }

  private static boolean isNamedAfter(SourceFile file, String simpleName) {
    String name = name(file.path());
    return name.equals(simpleName + "Test")
        || name.equals("Test" + simpleName)
        || name.equals(simpleName + "Tests")
        || name.equals(simpleName + "TestCase")
        || name.equals(simpleName + "Spec")
        || name.equals(simpleName + "IT");
  }

  private static boolean isAbout(SourceFile file, String simpleName) {
    return name(file.path()).contains(simpleName);
  }

  /** Whether a file lies in a folder of the class's package, or is about the class by its name. */
  private static boolean isNear(String path, String outer) {
    int dot = outer.lastIndexOf('.');
    String folder = "/" + path.substring(0, path.lastIndexOf('/') + 1);
    boolean samePackage =
        dot > 0 && folder.endsWith("/" + outer.substring(0, dot).replace('.', '/') + "/");
    return samePackage || name(path).contains(simple(outer));
  }

  private static String name(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot < 0 ? file : file.substring(0, dot);
  }

  private static String outer(String binaryName) {
    int dollar = binaryName.indexOf('$', binaryName.lastIndexOf('.') + 2);
    return dollar < 0 ? binaryName : binaryName.substring(0, dollar);
  }

  private static String simple(String binaryName) {
    return binaryName.substring(binaryName.lastIndexOf('.') + 1);
  }
}
