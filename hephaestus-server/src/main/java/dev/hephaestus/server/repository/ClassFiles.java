package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which files may declare a class: those of its name, whatever their source root, for their package
 * is only known once they are parsed; and where none does, those of its package's folder, because a
 * file may declare several top-level classes.
 */
final class ClassFiles {

  private final Map<String, List<String>> byName;
  private final Map<String, List<String>> byFolderName;
  private final DeclaredPackages packages;

  private ClassFiles(
      Map<String, List<String>> byName,
      Map<String, List<String>> byFolderName,
      DeclaredPackages packages) {
    this.byName = byName;
    this.byFolderName = byFolderName;
    this.packages = packages;
  }

  ClassFiles(List<SourceFile> files, UnaryOperator<String> text) {
    this(new HashMap<>(), new HashMap<>(), new DeclaredPackages(files, text));
    for (SourceFile file : files) {
      String path = file.path();
      int slash = path.lastIndexOf('/');
      if (!file.isJava()) {
        names(file)
            .forEach(name -> byName.computeIfAbsent(name, key -> new ArrayList<>()).add(path));
      } else {
        String name = path.substring(slash + 1, path.length() - ".java".length());
        byName.computeIfAbsent(name, key -> new ArrayList<>()).add(path);
        String folder = slash < 0 ? "" : path.substring(0, slash);
        String last = folder.substring(folder.lastIndexOf('/') + 1);
        byFolderName.computeIfAbsent(last, key -> new ArrayList<>()).add(path);
      }
    }
  }

  /** Those of the same paths with other contents. */
  ClassFiles of(List<SourceFile> files, UnaryOperator<String> text) {
    return new ClassFiles(byName, byFolderName, new DeclaredPackages(files, text));
  }

  /** The classes that a file's name speaks of; none where classes are not what runs. */
  private static Set<String> names(SourceFile file) {
    if (!file.language().isJvm()) {
      return Set.of();
    }
    String base = file.path().substring(file.path().lastIndexOf('/') + 1);
    String name = base.substring(0, base.lastIndexOf('.'));
    if (file.language() != Language.KOTLIN || name.isEmpty()) {
      return Set.of(name);
    }
    return Set.of(name, name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Kt");
  }

  /** The files that have the name of the class or of one that it may be nested in. */
  Set<String> candidates(String binaryName) {
    String simple = binaryName.substring(binaryName.lastIndexOf('.') + 1);
    Set<String> paths = new LinkedHashSet<>();
    for (int end = simple.length(); end > 0; end = simple.lastIndexOf('$', end - 1)) {
      paths.addAll(byName.getOrDefault(simple.substring(0, end), List.of()));
    }
    return paths;
  }

  /**
   * The files in folders that are called like the class's package, and those that say they are in
   * it.
   */
  List<String> neighbours(String binaryName) {
    int dot = binaryName.lastIndexOf('.');
    String packageName = dot < 0 ? "" : binaryName.substring(0, dot);
    String last = packageName.substring(packageName.lastIndexOf('.') + 1);
    String suffix = packageName.replace('.', '/');
    List<String> paths = new ArrayList<>();
    for (String path : byFolderName.getOrDefault(last, List.of())) {
      int slash = path.lastIndexOf('/');
      String folder = slash < 0 ? "" : path.substring(0, slash);
      if (("/" + folder).endsWith("/" + suffix)) {
        paths.add(path);
      }
    }
    paths.addAll(packages.of(binaryName));
    return paths;
  }
}
