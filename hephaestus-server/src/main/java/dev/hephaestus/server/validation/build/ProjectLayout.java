package dev.hephaestus.server.validation.build;

import dev.hephaestus.server.repository.Snapshot;
import dev.hephaestus.server.repository.SourceFile;
import dev.hephaestus.server.repository.SourceText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a module's sources are, found by what they declare and not by convention.
 *
 * @param module the module's folder, empty for the repository's root
 * @param mainRoots the source roots of the module
 * @param testRoots the test roots of the module
 * @param otherRoots the source roots of other modules
 * @param release the Java release that the build declares, or {@link #UNDECLARED}
 * @param encoding what the sources are written in
 */
public record ProjectLayout(
    String module,
    List<String> mainRoots,
    List<String> testRoots,
    List<String> otherRoots,
    int release,
    Charset encoding) {

  static final int UNDECLARED = 0;

  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);
  private static final Pattern ROOT_FOLDER =
      Pattern.compile("(^|/)(src/(main|test)/java|src/(java|test)|src|source|java|tests?)$");
  private static final List<Pattern> RELEASES =
      Stream.of(
              "<maven\\.compiler\\.release>\\s*(?:1\\.)?(\\d+)",
              "<release>\\s*(?:1\\.)?(\\d+)\\s*</release>",
              "<maven\\.compiler?e?\\.(?:target|source)>\\s*(?:1\\.)?(\\d+)",
              "<(?:target|source)>\\s*(?:1\\.)?(\\d+)\\s*</",
              "<java\\.version>\\s*(?:1\\.)?(\\d+)",
              "JavaLanguageVersion\\.of\\(\\s*(\\d+)",
              "(?:source|target)Compatibility\\D{0,25}?(?:1[._])?(\\d+)")
          .map(Pattern::compile)
          .toList();

  public ProjectLayout {
    Objects.requireNonNull(module, "module");
    Objects.requireNonNull(encoding, "encoding");
    mainRoots = List.copyOf(mainRoots);
    testRoots = List.copyOf(testRoots);
    otherRoots = List.copyOf(otherRoots);
  }

  /** The layout of the module that a file belongs to. */
  static ProjectLayout of(Snapshot snapshot, String file) {
    Map<String, String> rootOf = new HashMap<>();
    Set<String> mains = new LinkedHashSet<>();
    Set<String> tests = new LinkedHashSet<>();
    snapshot.files().stream()
        .filter(SourceFile::isJava)
        .sorted(Comparator.comparing(SourceFile::path))
        .forEach(
            source ->
                root(snapshot, source.path())
                    .ifPresent(
                        root -> {
                          rootOf.put(source.path(), root);
                          (source.test() ? tests : mains).add(root);
                        }));
    mains.removeAll(tests);
    String own = rootOf.getOrDefault(file, mains.stream().findFirst().orElse(""));
    String module = moduleOf(snapshot, own);
    return new ProjectLayout(
        module,
        ofModule(snapshot, mains, module),
        ofModule(snapshot, tests, module),
        mains.stream().filter(root -> !moduleOf(snapshot, root).equals(module)).toList(),
        release(snapshot, module),
        encoding(snapshot));
  }

  private static List<String> ofModule(Snapshot snapshot, Set<String> roots, String module) {
    return roots.stream().filter(root -> moduleOf(snapshot, root).equals(module)).toList();
  }

  /** The folder of a file without the folders that its package stands for. */
  private static Optional<String> root(Snapshot snapshot, String path) {
    String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    Matcher declared = PACKAGE.matcher(snapshot.text(path));
    if (!declared.find()) {
      return Optional.empty();
    }
    String suffix = declared.group(1).replace('.', '/');
    if (folder.equals(suffix)) {
      return Optional.of("");
    }
    return folder.endsWith("/" + suffix)
        ? Optional.of(folder.substring(0, folder.length() - suffix.length() - 1))
        : Optional.empty();
  }

  /** The nearest folder above with a build file, else what is above a conventional source root. */
  private static String moduleOf(Snapshot snapshot, String root) {
    for (String folder = root; ; folder = parent(folder)) {
      String prefix = folder.isEmpty() ? "" : folder + "/";
      if (Stream.of("pom.xml", "build.gradle", "build.gradle.kts", "build.xml")
          .anyMatch(name -> snapshot.file(prefix + name).isPresent())) {
        return folder;
      }
      if (folder.isEmpty()) {
        break;
      }
    }
    return ROOT_FOLDER.matcher(root).replaceFirst("");
  }

  static String parent(String folder) {
    return folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
  }

  private static int release(Snapshot snapshot, String module) {
    for (String folder = module; ; folder = parent(folder)) {
      for (String name : List.of("pom.xml", "build.gradle", "build.gradle.kts")) {
        String path = folder.isEmpty() ? name : folder + "/" + name;
        if (snapshot.file(path).isPresent()) {
          int release = release(snapshot.text(path));
          if (release != UNDECLARED) {
            return release;
          }
        }
      }
      if (folder.isEmpty()) {
        return UNDECLARED;
      }
    }
  }

  static int release(String buildFile) {
    for (Pattern pattern : RELEASES) {
      Matcher release = pattern.matcher(buildFile);
      if (release.find() && release.group(1).length() <= 2) {
        return Integer.parseInt(release.group(1));
      }
    }
    return UNDECLARED;
  }

  /** UTF-8, unless a source is in Latin-1; one in UTF-16 is no reason to misread the others. */
  private static Charset encoding(Snapshot snapshot) {
    for (SourceFile file : snapshot.files()) {
      if (file.isJava()
          && SourceText.of(snapshot.bytes(file.path())).encoding()
              == SourceText.Encoding.ISO_8859_1) {
        return StandardCharsets.ISO_8859_1;
      }
    }
    return StandardCharsets.UTF_8;
  }
}
