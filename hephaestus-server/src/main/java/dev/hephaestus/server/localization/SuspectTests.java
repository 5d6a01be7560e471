package dev.hephaestus.server.localization;

import dev.hephaestus.server.repository.MethodBody;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.repository.SourceSymbols;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds tests that call the suspects, in test classes that are named after the suspects' classes.
 */
final class SuspectTests {

  private static final int CLASSES_LOOKED_AT = 3;

  private final Snapshot snapshot;

  SuspectTests(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /** At most so many, those of the first suspects first, shorter ones before longer ones. */
  List<MethodDeclaration> of(List<Suspect> suspects, int most) {
    Set<String> classes = new LinkedHashSet<>();
    suspects.forEach(suspect -> classes.add(simpleOuter(suspect.method().typeName())));
    List<MethodDeclaration> tests = new ArrayList<>();
    for (String simpleName : classes.stream().limit(CLASSES_LOOKED_AT).toList()) {
      for (SourceFile file : snapshot.files()) {
        if (file.test() && file.isJava() && names(file.path(), simpleName)) {
          tests.addAll(calling(file.path(), simpleName, suspects));
        }
      }
    }
    return tests.stream().distinct().limit(most).toList();
  }

  private List<MethodDeclaration> calling(String path, String simpleName, List<Suspect> suspects) {
    Set<String> wanted = new LinkedHashSet<>();
    for (Suspect suspect : suspects) {
      if (simpleOuter(suspect.method().typeName()).equals(simpleName)) {
        String name = suspect.method().name();
        wanted.add(name.equals("<init>") ? "new " + simpleName : name);
      }
    }
    if (snapshot.symbols(path).map(SourceSymbols::types).orElse(List.of()).isEmpty()) {
      return List.of();
    }
    return snapshot.bodies(path).stream()
        .filter(body -> body.calls().stream().anyMatch(call -> wanted.contains(called(call))))
        .map(MethodBody::method)
        .sorted(Comparator.comparingInt(method -> method.lines().length()))
        .toList();
  }

  private static String called(MethodBody.Call call) {
    return call.name().equals("<init>") ? "new " + call.receiver() : call.name();
  }

  private static boolean names(String path, String simpleName) {
    String file = path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
    return file.equals(simpleName + "Test")
        || file.equals("Test" + simpleName)
        || file.equals(simpleName + "Tests")
        || file.equals(simpleName + "TestCase")
        || file.equals(simpleName + "IT");
  }

  private static String simpleOuter(String binaryName) {
    String simple = binaryName.substring(binaryName.lastIndexOf('.') + 1);
    int dollar = simple.indexOf('$', 1);
    return dollar < 0 ? simple : simple.substring(0, dollar);
  }
}
