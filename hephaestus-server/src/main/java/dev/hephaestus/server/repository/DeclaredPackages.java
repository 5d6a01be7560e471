package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which files of Kotlin, Scala and Groovy are in a package: their folders need not be called like
 * it, so that each one's first lines are read, once, when it is first asked.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class DeclaredPackages {

  private static final Pattern CLAUSE =
      Pattern.compile("^[ \\t]*package[ \\t]+(?!object\\b)([\\w.`$]+)", Pattern.MULTILINE);

  /** A licence and annotations stand before it; code does not. */
  private static final int HEAD = 16_384;

  private final List<String> paths;
  private final UnaryOperator<String> text;
  private Map<String, List<String>> byPackage = Map.of();
  private boolean read;

  DeclaredPackages(List<SourceFile> files, UnaryOperator<String> text) {
    this.paths =
        files.stream()
            .filter(file -> file.language().isJvm() && !file.isJava())
            .map(SourceFile::path)
            .toList();
    this.text = text;
  }

  /** The files of the package that a class is in, or of one around it. */
  List<String> of(String binaryName) {
    if (paths.isEmpty()) {
      return List.of();
    }
    String name = around(binaryName);
    List<String> found = index().getOrDefault(name, List.of());
    // Scala's nested packages are written in a file of the one around them.
    while (found.isEmpty() && !name.isEmpty()) {
      name = around(name);
      found =
          index().getOrDefault(name, List.of()).stream()
              .filter(path -> path.endsWith(".scala"))
              .toList();
    }
    return found;
  }

  private static String around(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  private synchronized Map<String, List<String>> index() {
    if (!read) {
      Map<String, List<String>> packages = new HashMap<>();
      for (String path : paths) {
        packages.computeIfAbsent(packageOf(path), key -> new ArrayList<>()).add(path);
      }
      byPackage = packages;
      read = true;
    }
    return byPackage;
  }

  private String packageOf(String path) {
    String all = text.apply(path);
    Matcher clause = CLAUSE.matcher(all.substring(0, Math.min(all.length(), HEAD)));
    StringBuilder name = new StringBuilder();
    while (clause.find() && (name.isEmpty() || path.endsWith(".scala"))) {
      name.append(name.isEmpty() ? "" : ".").append(clause.group(1).replace("`", ""));
    }
    return name.toString();
  }
}
