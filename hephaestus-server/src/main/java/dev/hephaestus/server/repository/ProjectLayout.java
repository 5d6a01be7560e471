package dev.hephaestus.server.repository;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The modules of a repository.
 *
 * @param modules in the order of their folders
 */
public record ProjectLayout(List<Module> modules) {

  /** What builds a module. */
  public enum Kind {
    MAVEN,
    GRADLE,
    /** Nothing that is known here; its sources tell where its roots are. */
    PLAIN
  }

  /**
   * A part of a repository that is built by itself.
   *
   * @param folder where it is; empty for the repository's root
   * @param kind what builds it
   * @param name as the build names it: {@code group:artifact}, {@code :core:api}; a plain one's
   *     folder
   * @param mainRoots where the packages of its production code start, from the repository's root
   * @param testRoots where the packages of its tests start
   * @param dependsOn the folders of the modules that its build names as dependencies
   */
  public record Module(
      String folder,
      Kind kind,
      String name,
      List<String> mainRoots,
      List<String> testRoots,
      List<String> dependsOn) {

    public Module {
      Objects.requireNonNull(folder, "folder");
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(name, "name");
      mainRoots = List.copyOf(mainRoots);
      testRoots = List.copyOf(testRoots);
      dependsOn = List.copyOf(dependsOn);
    }
  }

  public ProjectLayout {
    modules = modules.stream().sorted(Comparator.comparing(Module::folder)).toList();
  }

  /** The module that a file belongs to: the innermost one around it. */
  public Optional<Module> moduleOf(String path) {
    return modules.stream()
        .filter(module -> Paths.isBelow(path, module.folder()))
        .max(Comparator.comparingInt(module -> module.folder().length()));
  }

  /** The modules whose builds depend on this one, directly. */
  public List<Module> dependents(Module module) {
    return modules.stream().filter(each -> each.dependsOn().contains(module.folder())).toList();
  }
}
