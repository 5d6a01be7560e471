package dev.hephaestus.client.resource;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * The jar that the JVM was started with, and its manifest.
 *
 * <p>Manifests of other jars are not asked: theirs speak of libraries.
 */
final class MainJar {
  private final Optional<Path> file;
  private final String mainClass;
  private final Attributes manifest;

  private MainJar(Optional<Path> file, String mainClass) {
    this.file = file;
    this.mainClass = mainClass;
    this.manifest = file.map(MainJar::manifest).orElseGet(Attributes::new);
  }

  static MainJar of(Surroundings surroundings) {
    String classPath = surroundings.property("java.class.path");
    String command = surroundings.property("sun.java.command").split(" ", 2)[0];
    String mainClass = command.endsWith(".jar") || command.contains("/") ? "" : command;
    Optional<Path> alone = jar(classPath); // java -jar has that jar alone as its class path.
    return new MainJar(
        alone.isPresent() ? alone : containing(mainClass, surroundings.application()), mainClass);
  }

  Attributes manifest() {
    return manifest;
  }

  /** The jar's name without version and ending, else the main class's, or empty. */
  String name() {
    return file.map(path -> path.getFileName().toString())
        .map(name -> name.replaceFirst("\\.jar$", "").replaceFirst("[-_.]v?\\d.*$", ""))
        .filter(name -> !name.isEmpty())
        .orElse(mainClass.substring(mainClass.lastIndexOf('.') + 1));
  }

  private static Optional<Path> jar(String path) {
    try {
      Path file = Path.of(path);
      return path.endsWith(".jar") && Files.isRegularFile(file)
          ? Optional.of(file)
          : Optional.empty();
    } catch (RuntimeException noPath) {
      return Optional.empty();
    }
  }

  /** {@code java -cp orders.jar:lib/* shop.Main}: the jar that the main class is in. */
  private static Optional<Path> containing(String mainClass, @Nullable ClassLoader application) {
    if (mainClass.isEmpty()) {
      return Optional.empty();
    }
    try {
      String name =
          mainClass.substring(mainClass.lastIndexOf('/') + 1).replace('.', '/') + ".class";
      URL found =
          application == null ? ClassLoader.getSystemResource(name) : application.getResource(name);
      URLConnection connection = found == null ? null : found.openConnection();
      if (connection instanceof JarURLConnection) {
        return Optional.of(Path.of(((JarURLConnection) connection).getJarFileURL().toURI()));
      }
    } catch (IOException | URISyntaxException | RuntimeException unreadable) {
      // As if it were in no jar.
    }
    return Optional.empty();
  }

  private static Attributes manifest(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      return manifest == null ? new Attributes() : manifest.getMainAttributes();
    } catch (IOException | RuntimeException unreadable) {
      return new Attributes();
    }
  }
}
