package dev.hephaestus.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the application's own build says of itself: git.properties on its class path, then the
 * manifest of the jar that the JVM was started with.
 *
 * <p>Manifests of other jars are not asked: theirs are the libraries' commits.
 *
 * <p><em>Source:</em> git-commit-id-maven-plugin, gradle-git-properties.
 */
final class CommitFinder {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final List<String> GIT_KEYS = List.of("git.commit.id.full", "git.commit.id");
  private static final List<String> MANIFEST_KEYS =
      List.of(
          "Git-Commit",
          "Git-Commit-Id",
          "Git-Commit-Id-Full",
          "Implementation-SCM-Revision",
          "Implementation-Build",
          "Scm-Revision",
          "SCM-Revision",
          "Build-Revision");

  private final Properties git;
  private final Attributes manifest;

  private CommitFinder(Properties git, Attributes manifest) {
    this.git = git;
    this.manifest = manifest;
  }

  static CommitFinder of(@Nullable ClassLoader application, String classPath) {
    return new CommitFinder(gitProperties(application), mainManifest(classPath));
  }

  /** The full hash, or empty. */
  String commit() {
    for (String key : GIT_KEYS) {
      String value = git.getProperty(key, "").trim();
      if (HASH.matcher(value).matches()) {
        return value;
      }
    }
    for (String key : MANIFEST_KEYS) {
      String value = manifest.getValue(key);
      if (value != null && HASH.matcher(value.trim()).matches()) {
        return value.trim();
      }
    }
    return "";
  }

  /** The application's version, or empty. */
  String version() {
    String version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    return version == null ? git.getProperty("git.build.version", "") : version;
  }

  private static Properties gitProperties(@Nullable ClassLoader application) {
    Properties git = new Properties();
    try (InputStream in =
        application == null
            ? ClassLoader.getSystemResourceAsStream("git.properties")
            : application.getResourceAsStream("git.properties")) {
      if (in != null) {
        git.load(in);
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      git.clear();
    }
    return git;
  }

  /** {@code java -jar application.jar} has that jar alone as its class path. */
  private static Attributes mainManifest(String classPath) {
    try {
      Path jar = Path.of(classPath);
      if (classPath.endsWith(".jar") && Files.isRegularFile(jar)) {
        try (JarFile file = new JarFile(jar.toFile())) {
          Manifest manifest = file.getManifest();
          return manifest == null ? new Attributes() : manifest.getMainAttributes();
        }
      }
    } catch (IOException | RuntimeException unreadable) {
      // As if it said nothing.
    }
    return new Attributes();
  }
}
