package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.RepairTask;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Keeps a patch away from what decides over the build, the review and the pipeline. */
final class ForbiddenPath implements Gate {
  private static final List<String> FOLDERS =
      List.of(
          ".git",
          ".github",
          ".gitlab",
          ".circleci",
          ".mvn",
          ".ci",
          ".idea",
          ".buildkite",
          ".teamcity");
  private static final List<String> FILES =
      List.of(
          "codeowners",
          "mvnw",
          "mvnw.cmd",
          "gradlew",
          "gradlew.bat",
          "gradle-wrapper.properties",
          "gradle-wrapper.jar",
          "maven-wrapper.properties",
          "maven-wrapper.jar",
          "jenkinsfile",
          ".gitlab-ci.yml",
          ".travis.yml",
          "azure-pipelines.yml",
          "bitbucket-pipelines.yml",
          ".gitmodules",
          ".gitattributes",
          ".gitignore",
          "dockerfile",
          "makefile");

  @Override
  public Optional<String> refuse(RepairTask task, Patch patch) {
    return patch.changes().stream()
        .map(FileChange::path)
        .filter(ForbiddenPath::isForbidden)
        .findFirst()
        .map(path -> "a fix must not touch " + path + ", which decides over builds or reviews");
  }

  private static boolean isForbidden(String path) {
    List<String> parts = List.of(path.toLowerCase(Locale.ROOT).split("/", -1));
    return parts.stream().anyMatch(part -> part.equals("..") || part.equals(".") || part.isEmpty())
        || parts.stream().anyMatch(FOLDERS::contains)
        || FILES.contains(parts.get(parts.size() - 1));
  }
}
