package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Finds the file of a type by its package and name: the file of that name first, then one of the
 * package that declares it beside others.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class TypeFiles {

  /**
   * A type.
   *
   * @param path its file
   * @param name its full name, or that of a function outside of types
   */
  record Found(String path, String name) {}

  /** Of a package this many files are searched for what stands in a file of another name. */
  private static final int MOST_SEARCHED = 400;

  private final Snapshot snapshot;
  private final Map<String, List<String>> byStem = new HashMap<>();
  private final Map<String, List<String>> byFolderName = new HashMap<>();
  private final Map<String, String> packages = new ConcurrentHashMap<>();

  TypeFiles(Snapshot snapshot) {
    this.snapshot = snapshot;
    for (SourceFile file : snapshot.files()) {
      if (file.language().isJvm() || file.language() == Language.CSHARP) {
        String path = file.path();
        String name = Paths.nameOf(path);
        add(byStem, name.substring(0, name.lastIndexOf('.')), path);
        add(byFolderName, Paths.nameOf(Paths.folderOf(path)), path);
      }
    }
  }

  private static void add(Map<String, List<String>> map, String key, String path) {
    map.computeIfAbsent(key, each -> new ArrayList<>()).add(path);
  }

  /** Whether some file has the name. */
  boolean mayDeclare(String simpleName) {
    return byStem.containsKey(simpleName);
  }

  /** The type of a full name, or the one that a member of this name belongs to. */
  Optional<Found> find(String fullName, SourceFile from) {
    for (int dot = fullName.lastIndexOf('.'); dot > 0; dot = fullName.lastIndexOf('.', dot - 1)) {
      int end = fullName.indexOf('.', dot + 1);
      String name = fullName.substring(dot + 1, end < 0 ? fullName.length() : end);
      Optional<Found> found = inPackage(fullName.substring(0, dot), name, from);
      if (found.isPresent()) {
        return found;
      }
    }
    return beside(fullName, from);
  }

  /** The file of this name in the package; of several the one that is nearest. */
  Optional<Found> inPackage(String packageName, String name, SourceFile from) {
    return byStem.getOrDefault(name, List.of()).stream()
        .filter(path -> packageOf(path).equals(packageName))
        .min(nearest(from))
        .map(path -> new Found(path, qualified(packageName, name)));
  }

  private Optional<Found> beside(String fullName, SourceFile from) {
    int dot = fullName.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String packageName = fullName.substring(0, dot);
    String name = fullName.substring(dot + 1);
    Optional<Found> found = declaredIn(packageName, name, fullName, from);
    int outer = packageName.lastIndexOf('.');
    return found.isPresent() || outer < 0
        ? found
        : declaredIn(
            packageName.substring(0, outer), packageName.substring(outer + 1), packageName, from);
  }

  private Optional<Found> declaredIn(
      String packageName, String name, String fullName, SourceFile from) {
    Pattern declares =
        Pattern.compile(
            "\\b(?:class|interface|enum|record|object|trait|struct|fun|def|val|var|typealias|type)"
                + "\\s++(?:<[^>\\n]{0,200}+>\\s*+)?(?:[\\w.<>?]{1,100}\\.)?"
                + Pattern.quote(name)
                + "\\b");
    String folder = packageName.substring(packageName.lastIndexOf('.') + 1);
    return byFolderName.getOrDefault(folder, List.of()).stream()
        .limit(MOST_SEARCHED)
        .filter(path -> packageOf(path).equals(packageName))
        .filter(path -> declares.matcher(code(path)).find())
        .min(nearest(from))
        .map(path -> new Found(path, fullName));
  }

  private String code(String path) {
    return BlankedText.codeOnly(ReadableText.of(snapshot, path));
  }

  private String packageOf(String path) {
    return packages.computeIfAbsent(path, each -> PackageClause.of(snapshot, each));
  }

  /** Production code before tests, then what shares most folders with the file that asks. */
  private static Comparator<String> nearest(SourceFile from) {
    return Comparator.<String, Boolean>comparing(path -> TestSources.byPath(path) && !from.test())
        .thenComparingInt(path -> -shared(path, from.path()))
        .thenComparing(path -> path);
  }

  private static int shared(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int i = 0;
    while (i < most && one.charAt(i) == other.charAt(i)) {
      i++;
    }
    return one.substring(0, i).lastIndexOf('/');
  }

  private static String qualified(String packageName, String name) {
    return packageName.isEmpty() ? name : packageName + "." + name;
  }
}
