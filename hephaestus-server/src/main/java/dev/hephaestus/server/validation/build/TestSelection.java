package dev.hephaestus.server.validation.build;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Puts test classes in the order in which they are worth running after a change: tests of the same
 * class, of the same package, those that mention the class, and the rest of the module.
 */
final class TestSelection {
  private final List<String> tests;
  private final Mentions mentions;

  /**
   * A selection from one module's tests.
   *
   * @param tests all test classes
   * @param mentions the test sources that mention a class, as paths
   */
  TestSelection(List<String> tests, Mentions mentions) {
    this.tests = List.copyOf(tests);
    this.mentions = mentions;
  }

  /** Tells which test sources mention a class by its simple name. */
  @FunctionalInterface
  interface Mentions {
    List<String> of(String simpleName);
  }

  /** The groups, nearest first; each test is in one, and a group may be empty. */
  List<List<String>> groups(Collection<String> changedPaths) {
    Set<String> left = new LinkedHashSet<>(tests);
    List<List<String>> groups = new ArrayList<>();
    groups.add(take(left, changedPaths, TestSelection::isNamedAfter));
    groups.add(take(left, changedPaths, TestSelection::isInPackageOf));
    List<String> mentioning =
        changedPaths.stream().flatMap(path -> mentions.of(simpleName(path)).stream()).toList();
    groups.add(take(left, test -> isAmong(test, mentioning)));
    groups.add(List.copyOf(left));
    return groups;
  }

  /** The tests that say most about a file, by name and then by mention. */
  List<String> nearest(Collection<String> changedPaths, int most) {
    List<List<String>> groups = groups(changedPaths);
    List<String> mentioning =
        changedPaths.stream().flatMap(path -> mentions.of(simpleName(path)).stream()).toList();
    Set<String> near = new LinkedHashSet<>(groups.get(0));
    tests.stream().filter(test -> isAmong(test, mentioning)).forEach(near::add);
    return near.stream().limit(most).toList();
  }

  private interface Relation {
    boolean holds(String test, String path);
  }

  private static List<String> take(Set<String> left, Collection<String> paths, Relation relation) {
    return take(left, test -> paths.stream().anyMatch(path -> relation.holds(test, path)));
  }

  private static List<String> take(Set<String> left, Predicate<String> wanted) {
    List<String> taken = left.stream().filter(wanted).toList();
    taken.forEach(left::remove);
    return taken;
  }

  private static boolean isNamedAfter(String test, String path) {
    return test.substring(test.lastIndexOf('.') + 1).contains(simpleName(path));
  }

  private static boolean isInPackageOf(String test, String path) {
    String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    int dot = test.lastIndexOf('.');
    return dot > 0 && ("/" + folder).endsWith("/" + test.substring(0, dot).replace('.', '/'));
  }

  private static boolean isAmong(String test, List<String> sources) {
    String end = "/" + test.replace('.', '/') + ".java";
    return sources.stream().anyMatch(source -> ("/" + source).endsWith(end));
  }

  static String simpleName(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file.endsWith(".java") ? file.substring(0, file.length() - 5) : file;
  }
}
