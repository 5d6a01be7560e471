package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds the modules of a snapshot: those that builds name, and those that sources show. */
final class LayoutReader {

  private static final int MOST_MODULES = 5_000;
  private static final Pattern SOURCES =
      Pattern.compile("(?:^|/)src/(?:main|test|it|\\w+Test)/|(?:^|/)(?:fixtures|testdata)/");

  private final Snapshot snapshot;
  private final Map<String, BuildModule> builds = new TreeMap<>();

  private LayoutReader(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  static ProjectLayout read(Snapshot snapshot) {
    return new LayoutReader(snapshot).read();
  }

  private ProjectLayout read() {
    Map<String, String> projects = gradleProjects();
    for (SourceFile file : snapshot.files()) {
      String name = Paths.nameOf(file.path());
      boolean gradle = name.equals("build.gradle") || name.equals("build.gradle.kts");
      if (builds.size() < MOST_MODULES && isOfTheProject(file.path())) {
        String folder = Paths.folderOf(file.path());
        if (name.equals("pom.xml")) {
          builds.put(folder, MavenModules.read(folder, ReadableText.of(snapshot, file.path())));
        } else if (gradle) {
          builds.putIfAbsent(
              folder, gradle(folder, ReadableText.of(snapshot, file.path()), projects));
        }
      }
    }
    projects.forEach((folder, name) -> builds.putIfAbsent(folder, gradle(folder, "", projects)));
    return new ProjectLayout(modules(SourceRoots.of(snapshot)));
  }

  /** Builds below a source root are what tests or generators work on. */
  private static boolean isOfTheProject(String path) {
    return !ForeignSources.isVendored(path) && !SOURCES.matcher(path).find();
  }

  /** The names of Gradle's projects by their folders; the innermost settings decide. */
  private Map<String, String> gradleProjects() {
    Map<String, String> names = new LinkedHashMap<>();
    snapshot.files().stream()
        .map(SourceFile::path)
        .filter(path -> Paths.nameOf(path).matches("settings\\.gradle(\\.kts)?"))
        .filter(LayoutReader::isOfTheProject)
        .sorted(Comparator.comparingInt(String::length))
        .forEach(
            path ->
                GradleModules.included(Paths.folderOf(path), ReadableText.of(snapshot, path))
                    .forEach((name, folder) -> names.put(folder, name)));
    names.keySet().removeIf(folder -> !isFolder(folder));
    return names;
  }

  private boolean isFolder(String folder) {
    return snapshot.files().stream().anyMatch(file -> Paths.isBelow(file.path(), folder));
  }

  private static BuildModule gradle(String folder, String build, Map<String, String> projects) {
    return new BuildModule(
        folder,
        ProjectLayout.Kind.GRADLE,
        projects.getOrDefault(folder, ":" + folder.replace('/', ':')),
        List.of(),
        List.of(),
        GradleModules.needs(build, new TreeSet<>(projects.values())));
  }

  private List<ProjectLayout.Module> modules(SourceRoots roots) {
    Map<String, List<String>> mains = new HashMap<>();
    Map<String, List<String>> tests = new HashMap<>();
    Set<String> plain = new TreeSet<>();
    roots
        .mains()
        .forEach(
            root -> mains.computeIfAbsent(home(root, plain), k -> new ArrayList<>()).add(root));
    roots
        .tests()
        .forEach(
            root -> tests.computeIfAbsent(home(root, plain), k -> new ArrayList<>()).add(root));
    List<ProjectLayout.Module> modules = new ArrayList<>();
    builds.forEach(
        (folder, build) ->
            modules.add(
                new ProjectLayout.Module(
                    folder,
                    build.kind(),
                    build.name(),
                    both(build.mainRoots(), mains.getOrDefault(folder, List.of())),
                    both(build.testRoots(), tests.getOrDefault(folder, List.of())),
                    folders(build))));
    for (String folder : plain) {
      modules.add(
          new ProjectLayout.Module(
              folder,
              ProjectLayout.Kind.PLAIN,
              Paths.nameOf(folder),
              mains.getOrDefault(folder, List.of()),
              tests.getOrDefault(folder, List.of()),
              List.of()));
    }
    return modules;
  }

  /** The folder of the module that a source root belongs to. */
  private String home(String root, Set<String> plain) {
    for (String folder = root; ; folder = Paths.folderOf(folder)) {
      if (builds.containsKey(folder)) {
        return folder;
      }
      if (folder.isEmpty()) {
        String above = SourceRoots.above(root);
        plain.add(above);
        return above;
      }
    }
  }

  private List<String> both(List<String> named, List<String> found) {
    Set<String> roots = new LinkedHashSet<>(named);
    roots.removeIf(root -> !isFolder(root));
    roots.addAll(found);
    return List.copyOf(roots);
  }

  private List<String> folders(BuildModule build) {
    return builds.values().stream()
        .filter(other -> !other.folder().equals(build.folder()) && other.kind() == build.kind())
        .filter(other -> build.needs().contains(other.name()))
        .map(BuildModule::folder)
        .toList();
  }
}
