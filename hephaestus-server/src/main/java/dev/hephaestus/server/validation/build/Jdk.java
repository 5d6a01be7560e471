package dev.hephaestus.server.validation.build;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * An installed JDK.
 *
 * @param home its folder
 * @param feature its feature version: 17
 */
public record Jdk(Path home, int feature) {

  public Jdk {
    Objects.requireNonNull(home, "home");
  }

  /** The JDK in the folder; empty when there is none with a compiler. */
  public static Optional<Jdk> at(Path folder) {
    Path release = folder.resolve("release");
    if (!Files.isExecutable(folder.resolve("bin/javac")) || !Files.isRegularFile(release)) {
      return Optional.empty();
    }
    try (Reader reader = Files.newBufferedReader(release)) {
      Properties properties = new Properties();
      properties.load(reader);
      String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
      return feature(version).map(feature -> new Jdk(folder.toAbsolutePath().normalize(), feature));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The JDK's {@code java}. */
  public Path java() {
    return home.resolve("bin/java");
  }

  private static Optional<Integer> feature(String version) {
    String start = version.startsWith("1.") ? version.substring(2) : version;
    String digits = start.replaceFirst("[^0-9].*", "");
    return digits.isEmpty() || digits.length() > 4
        ? Optional.empty()
        : Optional.of(Integer.parseInt(digits));
  }
}
