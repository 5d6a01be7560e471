package dev.hephaestus.server.repository;

import java.util.Locale;
import java.util.Set;

/** Which files are kept first where there are more than a snapshot may show. */
enum FileRank {
  /** Tells about other files: builds, owners, attributes. */
  DESCRIPTION,
  PRODUCTION,
  TEST,
  /** Generated or written elsewhere. */
  FOREIGN,
  OTHER;

  private static final Set<String> DESCRIPTIONS =
      Set.of(
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          "settings.gradle",
          "settings.gradle.kts",
          "build.xml",
          "build.sbt",
          "codeowners",
          ".gitattributes",
          ".gitmodules",
          "package.json",
          "go.mod",
          "pyproject.toml");

  /** By the path alone, for contents are not read yet. */
  static FileRank of(String path) {
    boolean foreign = ForeignSources.isVendored(path) || ForeignSources.isGenerated(path);
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (DESCRIPTIONS.contains(name) && !foreign) {
      return DESCRIPTION;
    }
    if (!Language.of(path).isSource()) {
      return OTHER;
    }
    return foreign ? FOREIGN : TestSources.byPath(path) ? TEST : PRODUCTION;
  }
}
