package dev.hephaestus.server.repository;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Resolves what sources need whose imports name files: JavaScript and TypeScript, Python, Ruby, Go.
 *
 * <p><i>Shape:</i> packages from elsewhere resolve to nothing; of Go's packages, which are folders,
 * every file but the tests.
 */
final class ModuleImports {

  private static final Pattern WEB =
      Pattern.compile(
          "(?:\\bfrom|\\bimport|\\brequire\\s*+\\(|\\bimport\\s*+\\()\\s*+[\"'](\\.[^\"'\\n]{0,300}+)[\"']");
  private static final List<String> WEB_ENDINGS =
      List.of(
          "",
          ".ts",
          ".tsx",
          ".js",
          ".jsx",
          ".mjs",
          ".cjs",
          ".mts",
          ".d.ts",
          "/index.ts",
          "/index.tsx",
          "/index.js",
          "/index.jsx");

  private static final Pattern PYTHON_FROM =
      Pattern.compile(
          "(?m)^[ \\t]*+from[ \\t]++(\\.*+)([\\w.]*+)[ \\t]++import[ \\t]++(\\([\\w, \\t\\n]{0,2000}+|[\\w, \\t*]{0,2000}+)");
  private static final Pattern PYTHON_IMPORT =
      Pattern.compile("(?m)^[ \\t]*+import[ \\t]++([\\w., \\t]{1,500}+)");

  private static final Pattern RUBY =
      Pattern.compile(
          "(?m)^[ \\t]*+(require|require_relative|load)[ \\t(]++[\"']([^\"'\\n]{1,300}+)[\"']");

  private static final Pattern GO_BLOCK =
      Pattern.compile("(?m)^import\\s*+(?:\\(([^)]{0,20000}+)\\)|([^\\n]++))");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"\\n]{1,300}+)\"");

  private final Snapshot snapshot;
  private final Map<String, List<String>> byName = new HashMap<>();
  private final Map<String, List<String>> goFolders = new HashMap<>();

  ModuleImports(Snapshot snapshot) {
    this.snapshot = snapshot;
    for (SourceFile file : snapshot.files()) {
      Language language = file.language();
      String path = file.path();
      if (language == Language.PYTHON || language == Language.RUBY) {
        byName.computeIfAbsent(Paths.nameOf(path), key -> new ArrayList<>()).add(path);
      } else if (language == Language.GO && !file.test()) {
        goFolders.computeIfAbsent(Paths.folderOf(path), key -> new ArrayList<>()).add(path);
      }
    }
  }

  void read(SourceFile file, String text, NeededTypes needed) {
    String folder = Paths.folderOf(file.path());
    switch (file.language()) {
      case JAVASCRIPT, TYPESCRIPT -> web(folder, text, needed);
      case PYTHON -> python(file.path(), folder, text, needed);
      case RUBY -> ruby(file.path(), folder, text, needed);
      case GO -> go(text, needed);
      default -> {
        // No other language's imports name files.
      }
    }
  }

  private void web(String folder, String text, NeededTypes needed) {
    Matcher imports = WEB.matcher(BlankedText.withoutComments(text, text.length()));
    while (imports.find()) {
      String module = imports.group(1);
      Paths.resolve(folder, module)
          .flatMap(
              at ->
                  // TypeScript's modules are imported by the names that they will be compiled to.
                  Stream.of(at, at.replaceFirst("\\.[cm]?jsx?$", ""))
                      .flatMap(stem -> WEB_ENDINGS.stream().map(ending -> stem + ending))
                      .filter(this::exists)
                      .findFirst())
          .ifPresent(path -> needed.add(path, module));
    }
  }

  private void python(String path, String folder, String text, NeededTypes needed) {
    Matcher from = PYTHON_FROM.matcher(text);
    while (from.find()) {
      String dots = from.group(1);
      String module = from.group(2);
      String base = folder;
      for (int i = 1; i < dots.length(); i++) {
        base = Paths.folderOf(base);
      }
      for (String name : names(from.group(3).replace("(", ""))) {
        String full = module.isEmpty() ? name : module + "." + name;
        pythonFile(path, base, !dots.isEmpty(), full)
            .ifPresent(found -> needed.add(found, dots + full));
      }
      if (!module.isEmpty()) {
        pythonFile(path, base, !dots.isEmpty(), module)
            .ifPresent(found -> needed.add(found, dots + module));
      }
    }
    Matcher plain = PYTHON_IMPORT.matcher(text);
    while (plain.find()) {
      for (String name : names(plain.group(1))) {
        pythonFile(path, folder, false, name).ifPresent(found -> needed.add(found, name));
      }
    }
  }

  /** The first word of each part: what follows is an alias. */
  private static List<String> names(String listed) {
    return Stream.of(listed.split(",", -1))
        .map(each -> each.strip().split("\\s", 2)[0])
        .filter(name -> !name.isEmpty() && !name.equals("*"))
        .toList();
  }

  private Optional<String> pythonFile(String from, String base, boolean relative, String module) {
    String at = module.replace('.', '/');
    return Stream.of(at + ".py", at + "/__init__.py", at + ".pyi")
        .flatMap(
            name ->
                relative
                    ? Stream.of(Paths.below(base, name)).filter(this::exists)
                    : bySuffix(from, name).stream())
        .findFirst();
  }

  private void ruby(String path, String folder, String text, NeededTypes needed) {
    Matcher requires = RUBY.matcher(text);
    while (requires.find()) {
      String module = requires.group(2);
      String name = module.endsWith(".rb") ? module : module + ".rb";
      Optional<String> found =
          requires.group(1).equals("require_relative")
              ? Paths.resolve(folder, name).filter(this::exists)
              : bySuffix(path, name);
      found.ifPresent(to -> needed.add(to, module));
    }
  }

  private void go(String text, NeededTypes needed) {
    Matcher blocks = GO_BLOCK.matcher(BlankedText.withoutComments(text, text.length()));
    while (blocks.find()) {
      Matcher quoted = QUOTED.matcher(blocks.group());
      while (quoted.find()) {
        String imported = quoted.group(1);
        goFolder(imported)
            .ifPresent(
                folder ->
                    goFolders
                        .getOrDefault(folder, List.of())
                        .forEach(to -> needed.add(to, imported)));
      }
    }
  }

  /** The longest end of the import that is a folder with Go files: the module's name is before. */
  private Optional<String> goFolder(String imported) {
    for (int slash = imported.indexOf('/'); slash > 0; slash = imported.indexOf('/', slash + 1)) {
      String folder = imported.substring(slash + 1);
      if (goFolders.containsKey(folder)) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  private Optional<String> bySuffix(String from, String wanted) {
    return byName.getOrDefault(Paths.nameOf(wanted), List.of()).stream()
        .filter(path -> path.equals(wanted) || path.endsWith("/" + wanted))
        .min(
            Comparator.<String, Boolean>comparing(
                    path ->
                        !Paths.isBelow(
                            from,
                            path.substring(0, path.length() - wanted.length())
                                .replaceFirst("/$", "")))
                .thenComparingInt(String::length)
                .thenComparing(path -> path));
  }

  private boolean exists(String path) {
    return snapshot.file(path).isPresent();
  }
}
