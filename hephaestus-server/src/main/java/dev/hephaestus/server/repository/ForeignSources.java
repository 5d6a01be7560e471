package dev.hephaestus.server.repository;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells by the path what nobody of the project wrote: what tools generated, and what other projects
 * did.
 *
 * <p><i>Shape:</i> on the JVM a folder below a source root is a package's, so that {@code
 * com/shop/vendor/Vendor.java} is the project's own.
 *
 * <p><i>Source:</i> the conventions of GitHub Linguist's {@code vendor.yml} and {@code
 * generated.rb}, and of Maven's and Gradle's code generators.
 */
final class ForeignSources {

  private static final Set<String> VENDORED =
      Set.of(
          "node_modules",
          "bower_components",
          "jspm_packages",
          "third_party",
          "third-party",
          "thirdparty",
          "3rd_party",
          "3rd-party",
          "3rdparty",
          "vendor",
          "vendors",
          "extern",
          "external",
          "godeps",
          "site-packages",
          ".venv",
          "venv",
          "pods",
          "carthage");

  private static final Set<String> GENERATED =
      Set.of(
          "generated",
          "generated-sources",
          "generated-src",
          "generated-test-sources",
          "gensrc",
          "src-gen",
          "src_gen",
          "__generated__",
          "__pycache__");

  private static final List<String> GENERATED_ENDINGS =
      List.of(
          "_pb2.py",
          "_pb2_grpc.py",
          "_pb2.pyi",
          ".pb.go",
          ".pb.gw.go",
          "_pb.js",
          "_pb.d.ts",
          "_pb.rb",
          ".designer.cs",
          ".feature.cs",
          ".g.cs",
          ".g.i.cs",
          ".min.js",
          "-min.js",
          ".bundle.js");

  /** Where packages may start; what is below them is named by the project. */
  private static final Set<String> ROOTS = Set.of("src", "java", "kotlin", "scala", "groovy");

  private static final Set<String> TOP_DOMAINS = Set.of("com", "org", "net", "io", "de", "dev");

  private ForeignSources() {}

  static boolean isVendored(String path) {
    List<String> folders = outsideOfPackages(path);
    return folders.stream().anyMatch(VENDORED::contains)
        || (!folders.isEmpty() && folders.get(0).equals("dependencies"));
  }

  static boolean isGenerated(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    if (GENERATED_ENDINGS.stream().anyMatch(lower::endsWith)) {
      return true;
    }
    List<String> folders = outsideOfPackages(path);
    for (int i = 0; i < folders.size(); i++) {
      String folder = folders.get(i);
      // A build's output that was committed: target/classes, build/generated.
      boolean output =
          (folder.equals("target") || folder.equals("build")) && i + 1 < folders.size();
      if (GENERATED.contains(folder) || (output && isOutput(folders.get(i + 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOutput(String folder) {
    return GENERATED.contains(folder) || folder.equals("classes") || folder.equals("tmp");
  }

  /** The folders of a path in lower case; of a JVM source, those above its packages. */
  private static List<String> outsideOfPackages(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return List.of();
    }
    List<String> folders =
        List.of(path.substring(0, slash).toLowerCase(Locale.ROOT).split("/", -1));
    if (!Language.of(path).isJvm()) {
      return folders;
    }
    for (int i = 0; i < folders.size(); i++) {
      String folder = folders.get(i);
      if (TOP_DOMAINS.contains(folder)) {
        return folders.subList(0, i);
      }
      if (ROOTS.contains(folder) && !startsAnotherRoot(folders, i)) {
        return folders.subList(0, i + 1);
      }
    }
    return folders;
  }

  /** {@code src} is above {@code main/java}, {@code generated/java} and the like, not a root. */
  private static boolean startsAnotherRoot(List<String> folders, int at) {
    return folders.subList(at + 1, Math.min(folders.size(), at + 3)).stream()
        .anyMatch(next -> ROOTS.contains(next) || GENERATED.contains(next) || next.equals("main"));
  }
}
