package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the modules that Gradle builds, as far as they are written out: builds are programs, and
 * they are not run.
 *
 * <p><i>Source:</i> Gradle's user manual, "Multi-project builds" and "Settings".
 */
final class GradleModules {

  private static final int LONGEST = 1 << 20;
  private static final int MOST = 5_000;

  private static final Pattern INCLUDE = Pattern.compile("\\binclude(Flat)?\\b\\s*+\\(?");
  private static final Pattern NEXT_NAME = Pattern.compile("[\\s,]*+[\"']([^\"'\\n]{1,300}+)[\"']");
  private static final Pattern PLACED =
      Pattern.compile(
          "project\\s*+\\(\\s*+[\"'](:[^\"'\\n]{1,300}+)[\"']\\s*+\\)\\.projectDir\\s*+=[^\"'\\n]{0,100}"
              + "[\"']([^\"'\\n]{1,300}+)[\"']");
  private static final Pattern ROOT_NAME =
      Pattern.compile("rootProject\\.name\\s*+=\\s*+[\"']([^\"'\\n]{1,300}+)[\"']");
  private static final Pattern PROJECT =
      Pattern.compile(
          "\\bproject\\s*+\\(\\s*+(?:path\\s*+[:=]\\s*+)?[\"'](:[^\"'\\n]{1,300}+)[\"']");
  private static final Pattern ACCESSOR = Pattern.compile("\\(\\s*+projects\\.([\\w.]{1,300}+)");

  private GradleModules() {}

  /** What a settings file includes: the folders by the paths of the projects, the root's first. */
  static Map<String, String> included(String folder, String settings) {
    String text = BlankedText.withoutComments(settings, LONGEST);
    Map<String, String> folders = new LinkedHashMap<>();
    folders.put(":", folder);
    Matcher includes = INCLUDE.matcher(text);
    Matcher names = NEXT_NAME.matcher(text);
    while (includes.find()) {
      int at = includes.end();
      while (folders.size() < MOST && names.region(at, text.length()).lookingAt()) {
        include(folder, names.group(1), includes.group(1) != null, folders);
        at = names.end();
      }
    }
    Matcher placed = PLACED.matcher(text);
    while (placed.find()) {
      Paths.resolve(folder, placed.group(2)).ifPresent(at -> folders.replace(placed.group(1), at));
    }
    return folders;
  }

  /** Including {@code :a:b} includes {@code :a} too. */
  private static void include(
      String folder, String name, boolean flat, Map<String, String> folders) {
    StringBuilder path = new StringBuilder();
    String at = folder;
    for (String part : name.replace('/', ':').split(":", -1)) {
      if (!part.isEmpty()) {
        path.append(':').append(part);
        Optional<String> below = Paths.resolve(at, flat ? "../" + part : part);
        if (below.isEmpty()) {
          return;
        }
        at = below.get();
        folders.putIfAbsent(path.toString(), at);
      }
    }
  }

  static Optional<String> rootName(String settings) {
    Matcher name = ROOT_NAME.matcher(BlankedText.withoutComments(settings, LONGEST));
    return name.find() ? Optional.of(name.group(1)) : Optional.empty();
  }

  /** The paths of the projects that a build file depends on. */
  static List<String> needs(String build, Set<String> projects) {
    String text = BlankedText.withoutComments(build, LONGEST);
    Set<String> needs = new LinkedHashSet<>();
    Matcher named = PROJECT.matcher(text);
    while (named.find() && needs.size() < MOST) {
      needs.add(named.group(1));
    }
    Matcher accessed = ACCESSOR.matcher(text);
    while (accessed.find() && needs.size() < MOST) {
      String wanted = accessor(accessed.group(1).replace('.', ':'));
      projects.stream().filter(each -> accessor(each).equals(":" + wanted)).forEach(needs::add);
    }
    return new ArrayList<>(needs);
  }

  /** The generated accessor of {@code :my-core} is {@code projects.myCore}. */
  private static String accessor(String project) {
    return project.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }
}
