package dev.hephaestus.client.resource;

import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the application's own build says of itself: git.properties and Spring Boot's build
 * information on its class path, the manifest of the jar that the JVM was started with, then the
 * variables that builds and platforms set.
 *
 * <p><em>Source:</em> git-commit-id-maven-plugin, gradle-git-properties, Spring Boot's build-info,
 * buildnumber-maven-plugin, nebula, and the documentation of the services named below.
 */
final class BuildFacts {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final List<String> GIT_KEYS = List.of("git.commit.id.full", "git.commit.id");
  private static final List<String> BUILD_KEYS =
      List.of("build.commit", "build.git.commit", "build.revision", "build.scm.revision");
  private static final List<String> MANIFEST_KEYS =
      List.of(
          "Git-Commit",
          "Git-Commit-Id",
          "Git-Commit-Id-Full",
          "Git-SHA",
          "Git-Revision",
          "Implementation-SCM-Revision",
          "Implementation-Build",
          "Implementation-Revision",
          "Scm-Revision",
          "SCM-Revision",
          "Build-Revision",
          "Change",
          "Full-Change");
  private static final List<String> VARIABLES =
      List.of(
          "GIT_COMMIT", // Jenkins
          "GITHUB_SHA",
          "CI_COMMIT_SHA", // GitLab, Woodpecker
          "BITBUCKET_COMMIT",
          "BUILDKITE_COMMIT",
          "CIRCLE_SHA1",
          "TRAVIS_COMMIT",
          "DRONE_COMMIT_SHA",
          "BUILD_SOURCEVERSION", // Azure Pipelines
          "BUILD_VCS_NUMBER", // TeamCity
          "CODEBUILD_RESOLVED_SOURCE_VERSION", // AWS
          "COMMIT_SHA", // Google Cloud Build
          "OPENSHIFT_BUILD_COMMIT",
          "HEROKU_SLUG_COMMIT",
          "HEROKU_BUILD_COMMIT",
          "SOURCE_VERSION", // Heroku, Dokku
          "SOURCE_COMMIT", // Docker Hub
          "RENDER_GIT_COMMIT",
          "RAILWAY_GIT_COMMIT_SHA",
          "KOYEB_GIT_SHA",
          "ZEABUR_GIT_COMMIT_SHA",
          "GIT_SHA",
          "GIT_REVISION",
          "GIT_COMMIT_SHA",
          "VCS_REF");

  private final Surroundings surroundings;
  private final Properties git;
  private final Properties build;
  private final MainJar jar;

  private BuildFacts(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.git = surroundings.resource("git.properties");
    this.build = surroundings.resource("META-INF/build-info.properties");
    this.jar = MainJar.of(surroundings);
  }

  static BuildFacts of(Surroundings surroundings) {
    return new BuildFacts(surroundings);
  }

  /** The full hash, or empty; what is no full hash is passed over. */
  String commit() {
    for (String key : GIT_KEYS) {
      if (isHash(git.getProperty(key))) {
        return git.getProperty(key).trim();
      }
    }
    for (String key : BUILD_KEYS) {
      if (isHash(build.getProperty(key))) {
        return build.getProperty(key).trim();
      }
    }
    for (String key : MANIFEST_KEYS) {
      if (isHash(jar.manifest().getValue(key))) {
        return jar.manifest().getValue(key).trim();
      }
    }
    for (String name : VARIABLES) {
      if (isHash(surroundings.variable(name))) {
        return surroundings.variable(name);
      }
    }
    return "";
  }

  /** The application's version, or empty. */
  String version() {
    return first(
        build.getProperty("build.version"),
        jar.manifest().getValue(Attributes.Name.IMPLEMENTATION_VERSION),
        git.getProperty("git.build.version"));
  }

  /** What the build calls the application, or empty. */
  String name() {
    return first(
        build.getProperty("build.name"),
        build.getProperty("build.artifact"),
        jar.manifest().getValue(Attributes.Name.IMPLEMENTATION_TITLE),
        jar.name());
  }

  static boolean isHash(@Nullable String text) {
    return text != null && HASH.matcher(text.trim()).matches();
  }

  private static String first(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isBlank()) {
        return Surroundings.bounded(candidate);
      }
    }
    return "";
  }
}
