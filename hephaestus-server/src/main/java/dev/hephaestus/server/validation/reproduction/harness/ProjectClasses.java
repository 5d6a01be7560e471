package dev.hephaestus.server.validation.reproduction.harness;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The classes of the project, by name; loaded when they are asked for. */
final class ProjectClasses {
  private final TreeSet<String> names = new TreeSet<>();
  private final Map<String, Optional<Class<?>>> loaded = new HashMap<>();

  ProjectClasses(List<Path> folders) throws IOException {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> files = Files.walk(folder)) {
        files
            .map(file -> folder.relativize(file).toString())
            .filter(name -> name.endsWith(".class") && !name.contains("-info"))
            .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
            .forEach(names::add);
      }
    }
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  /** The class, not yet initialized. */
  Optional<Class<?>> load(String name) {
    return loaded.computeIfAbsent(name, ProjectClasses::tryLoad);
  }

  private static Optional<Class<?>> tryLoad(String name) {
    try {
      return Optional.of(Class.forName(name, false, ProjectClasses.class.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty(); // not everything that was compiled has its libraries
    }
  }

  /** Classes that can be made and stand in for the type, those nearest to the package first. */
  List<Class<?>> implementationsOf(Class<?> type, String packageName) {
    List<Class<?>> near = new ArrayList<>();
    List<Class<?>> far = new ArrayList<>();
    for (String name : names) {
      load(name)
          .filter(c -> c != type && type.isAssignableFrom(c))
          .filter(c -> !c.isInterface() && !Modifier.isAbstract(c.getModifiers()))
          .filter(c -> Types.isAccessible(c, packageName))
          .ifPresent(c -> (c.getPackageName().equals(type.getPackageName()) ? near : far).add(c));
    }
    near.addAll(far);
    return near;
  }

  /** All classes of the project that a test in the package can name. */
  List<Class<?>> accessibleFrom(String packageName) {
    List<Class<?>> all = new ArrayList<>();
    for (String name : names) {
      load(name).filter(c -> Types.isAccessible(c, packageName)).ifPresent(all::add);
    }
    return all;
  }
}
