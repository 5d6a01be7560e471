package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which files of a snapshot need which others.
 *
 * <p><i>Shape:</i> what a file needs is read from it alone; what needs it takes a look at every
 * source, once. Nothing is parsed: names are resolved by packages, imports and the names of files.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class FileDependencies {

  private final Snapshot snapshot;
  private final Lazy<JvmImports> jvm;
  private final Lazy<ModuleImports> modules;
  private final Lazy<Map<String, List<FileDependency>>> dependents;

  FileDependencies(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.jvm = new Lazy<>(() -> new JvmImports(snapshot));
    this.modules = new Lazy<>(() -> new ModuleImports(snapshot));
    this.dependents = new Lazy<>(this::allDependents);
  }

  /** What a file needs, in the order of paths. */
  List<FileDependency> of(String path) {
    return snapshot
        .file(path)
        .filter(file -> file.language().isSource())
        .map(this::of)
        .orElse(List.of());
  }

  /** What needs a file, in the order of paths. */
  List<FileDependency> on(String path) {
    return List.copyOf(dependents.get().getOrDefault(path, List.of()));
  }

  private List<FileDependency> of(SourceFile file) {
    Map<String, TreeSet<String>> types = new TreeMap<>();
    NeededTypes needed =
        (to, type) -> {
          if (!to.equals(file.path())) {
            types.computeIfAbsent(to, key -> new TreeSet<>()).add(type);
          }
        };
    String text = ReadableText.of(snapshot, file.path());
    switch (file.language()) {
      case JAVA, KOTLIN, SCALA, GROOVY, CSHARP -> jvm.get().read(file, text, needed);
      default -> modules.get().read(file, text, needed);
    }
    List<FileDependency> all = new ArrayList<>();
    types.forEach((to, names) -> all.add(new FileDependency(file.path(), to, List.copyOf(names))));
    return all;
  }

  private Map<String, List<FileDependency>> allDependents() {
    Map<String, List<FileDependency>> all = new HashMap<>();
    for (SourceFile file : snapshot.files()) {
      for (FileDependency dependency : of(file.path())) {
        all.computeIfAbsent(dependency.to(), key -> new ArrayList<>()).add(dependency);
      }
    }
    return all;
  }
}
