package dev.hephaestus.server.validation.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What this host has to build with.
 *
 * @param jdks the installed JDKs, lowest version first; at least one
 * @param mavens the installed Mavens, newest first
 * @param localRepository the user's local Maven repository; it need not exist, and is only read
 * @param settings the user's Maven settings
 */
public record Toolchain(
    List<Jdk> jdks, List<MavenInstallation> mavens, Path localRepository, Optional<Path> settings) {

  private static final Pattern LOCAL_REPOSITORY =
      Pattern.compile(
          "<localRepository>\\s*([^<$]*(?:\\$\\{user\\.home})?[^<$]*)</localRepository>");

  public Toolchain {
    jdks = jdks.stream().sorted(Comparator.comparingInt(Jdk::feature)).toList();
    mavens = List.copyOf(mavens);
    Objects.requireNonNull(localRepository, "localRepository");
    Objects.requireNonNull(settings, "settings");
    if (jdks.isEmpty()) {
      throw new IllegalArgumentException("no JDK: the server itself needs one with a compiler");
    }
  }

  /**
   * Looks where they usually are: the JDK that runs the server, {@code /usr/lib/jvm}, the JDKs that
   * Maven's toolchains and SDKMAN know of; Maven on the path and in the wrapper's folder.
   *
   * @param path the PATH of the environment, or empty
   * @param home the user's home
   * @param jdkHomes further JDKs
   * @param mavenHome a Maven to be preferred
   */
  public static Toolchain find(
      String path, Path home, List<Path> jdkHomes, Optional<Path> mavenHome) {
    Path settings = home.resolve(".m2/settings.xml");
    return new Toolchain(
        findJdks(home, jdkHomes),
        findMavens(path, home, mavenHome),
        localRepository(home, settings),
        Files.isRegularFile(settings) ? Optional.of(settings) : Optional.empty());
  }

  private static Path localRepository(Path home, Path settings) {
    Path usual = home.resolve(".m2/repository");
    if (!Files.isRegularFile(settings)) {
      return usual;
    }
    try {
      Matcher set = LOCAL_REPOSITORY.matcher(Files.readString(settings));
      return set.find()
          ? Path.of(set.group(1).strip().replace("${user.home}", home.toString()))
          : usual;
    } catch (IOException | InvalidPathException e) {
      return usual;
    }
  }

  /** The lowest JDK that can run code of this release, else the highest there is. */
  Jdk jdkFor(int release) {
    return jdks.stream()
        .filter(jdk -> jdk.feature() >= release)
        .findFirst()
        .orElse(jdks.get(jdks.size() - 1));
  }

  /** The Maven that the project's wrapper names if it is there, else the preferred one. */
  Optional<MavenInstallation> mavenFor(Path project) {
    Path properties = project.resolve(".mvn/wrapper/maven-wrapper.properties");
    if (Files.isRegularFile(properties)) {
      try {
        String text = Files.readString(properties);
        for (MavenInstallation maven : mavens) {
          if (text.contains("/apache-maven-" + maven.version() + "-bin.")) {
            return Optional.of(maven);
          }
        }
      } catch (IOException e) {
        return mavens.stream().findFirst();
      }
    }
    return mavens.stream().findFirst();
  }

  private static List<Jdk> findJdks(Path home, List<Path> given) {
    List<Path> folders = new ArrayList<>(given);
    folders.add(Path.of(System.getProperty("java.home")));
    folders.addAll(children(Path.of("/usr/lib/jvm")));
    folders.addAll(children(home.resolve(".sdkman/candidates/java")));
    folders.addAll(children(home.resolve(".jdks")));
    Map<Integer, Jdk> byFeature = new LinkedHashMap<>();
    for (Path folder : folders) {
      Jdk.at(folder).ifPresent(jdk -> byFeature.putIfAbsent(jdk.feature(), jdk));
    }
    return List.copyOf(byFeature.values());
  }

  /** Newest first: only Maven 3.9 can read the user's repository without writing to it. */
  private static List<MavenInstallation> findMavens(
      String path, Path home, Optional<Path> preferred) {
    List<MavenInstallation> found = new ArrayList<>();
    for (String folder : path.split(":", -1)) {
      Path program = Path.of(folder).resolve("mvn");
      if (!folder.isEmpty() && Files.isExecutable(program)) {
        realHome(program).flatMap(MavenInstallation::at).ifPresent(found::add);
      }
    }
    Path dists = home.resolve(".m2/wrapper/dists");
    if (Files.isDirectory(dists)) {
      try (Stream<Path> folders = Files.walk(dists, 3)) {
        folders
            .filter(Files::isDirectory)
            .flatMap(f -> MavenInstallation.at(f).stream())
            .forEach(found::add);
      } catch (IOException e) {
        // A folder that cannot be read has no Maven for us.
      }
    }
    found.sort(
        Comparator.comparing((MavenInstallation m) -> m, MavenInstallation::compareVersion)
            .reversed());
    preferred.flatMap(MavenInstallation::at).ifPresent(maven -> found.add(0, maven));
    return found.stream().distinct().toList();
  }

  private static Optional<Path> realHome(Path program) {
    try {
      return Optional.ofNullable(program.toRealPath().getParent()).map(Path::getParent);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(child -> !Files.isSymbolicLink(child)).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
