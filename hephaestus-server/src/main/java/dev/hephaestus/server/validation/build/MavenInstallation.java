package dev.hephaestus.server.validation.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * An installed Maven.
 *
 * @param home its folder
 * @param version {@code 3.9.16}
 */
public record MavenInstallation(Path home, String version) {

  private static final String PROPERTIES =
      "META-INF/maven/org.apache.maven/maven-core/pom.properties";
  private static final String LAUNCHER = "org.codehaus.plexus.classworlds.launcher.Launcher";

  public MavenInstallation {
    Objects.requireNonNull(home, "home");
    Objects.requireNonNull(version, "version");
  }

  /** The Maven in the folder; empty when there is none. */
  public static Optional<MavenInstallation> at(Path folder) {
    if (!Files.isDirectory(folder.resolve("lib")) || classworlds(folder).isEmpty()) {
      return Optional.empty();
    }
    try (var jars = Files.newDirectoryStream(folder.resolve("lib"), "maven-core-*.jar")) {
      for (Path jar : jars) {
        Optional<String> version = version(jar);
        if (version.isPresent()) {
          return Optional.of(new MavenInstallation(folder.toRealPath(), version.get()));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A distribution's own package may call the jar anything, so the jar itself is asked. */
  private static Optional<String> version(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry entry = file.getEntry(PROPERTIES);
      if (entry == null) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      properties.load(file.getInputStream(entry));
      return Optional.ofNullable(properties.getProperty("version"));
    }
  }

  /** Its own settings, which hold for all users and may hold credentials. */
  Optional<Path> settings() {
    Path file = home.resolve("conf/settings.xml");
    try {
      return Files.isRegularFile(file) ? Optional.of(file.toRealPath()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What of it has to be seen to run it: everything but its settings. */
  List<Path> programs() {
    // A link leads to the system's configuration, which every sandbox shows without settings.
    boolean ownLogging = !Files.isSymbolicLink(home.resolve("conf"));
    return Stream.of("bin", "boot", "lib", "conf/logging")
        .filter(name -> ownLogging || !name.startsWith("conf"))
        .map(home::resolve)
        .filter(Files::isDirectory)
        .toList();
  }

  /** Whether its version is this one or a later one. */
  boolean isAtLeast(int major, int minor, int patch) {
    return Arrays.compare(numbers(version), new int[] {major, minor, patch}) >= 0;
  }

  /** Older first. */
  int compareVersion(MavenInstallation other) {
    return Arrays.compare(numbers(version), numbers(other.version));
  }

  /** The command that runs it without a shell, and without the project's own JVM options. */
  List<String> command(Jdk jdk, Path root, List<String> jvmOptions, List<String> arguments) {
    List<String> line = new ArrayList<>(List.of(jdk.java().toString()));
    line.addAll(jvmOptions);
    line.addAll(List.of("-classpath", classworlds(home).map(Path::toString).orElseThrow()));
    line.add("-Dclassworlds.conf=" + home.resolve("bin/m2.conf"));
    line.add("-Dmaven.home=" + home);
    line.add("-Dmaven.multiModuleProjectDirectory=" + root);
    line.add(LAUNCHER);
    line.addAll(arguments);
    return line;
  }

  private static Optional<Path> classworlds(Path home) {
    Path boot = home.resolve("boot");
    if (!Files.isDirectory(boot)) {
      return Optional.empty();
    }
    try (var jars = Files.newDirectoryStream(boot, "plexus-classworlds*.jar")) {
      var found = jars.iterator();
      return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static int[] numbers(String version) {
    int[] numbers = new int[3];
    Matcher digits = Pattern.compile("\\d{1,6}").matcher(version);
    for (int i = 0; i < numbers.length && digits.find(); i++) {
      numbers[i] = Integer.parseInt(digits.group());
    }
    return numbers;
  }
}
