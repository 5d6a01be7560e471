package dev.hephaestus.server.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The checkout of Hephaestus that the demonstration takes its parts from.
 *
 * @param folder its root
 */
record Home(Path folder) {
  private static final Pattern APPENDER =
      Pattern.compile("hephaestus-logback-[0-9][^-]*(-SNAPSHOT)?\\.jar");

  /** The checkout that the launcher named, or the working directory. */
  static Home find() {
    Path folder = Path.of(System.getProperty("hephaestus.home", "")).toAbsolutePath().normalize();
    if (!Files.isDirectory(folder.resolve("examples/shop"))) {
      throw new DemoException(
          "The demo needs the checkout with examples/shop, which is not in "
              + folder
              + "; run ./hephaestus demo from the checkout.");
    }
    return new Home(folder);
  }

  Path shop() {
    return folder.resolve("examples/shop");
  }

  Path mavenWrapper() {
    return folder.resolve("mvnw");
  }

  /** The Logback appender with all that it needs, in one jar. */
  Path appenderJar() {
    Path target = folder.resolve("appender-logback/target");
    try (Stream<Path> files = Files.isDirectory(target) ? Files.list(target) : Stream.empty()) {
      Optional<Path> jar =
          files
              .filter(file -> APPENDER.matcher(file.getFileName().toString()).matches())
              .findFirst();
      return jar.orElseThrow(
          () ->
              new DemoException(
                  "The appender is not built: run ./mvnw -DskipTests package in " + folder + "."));
    } catch (IOException e) {
      throw new DemoException("The appender cannot be looked for in " + target + ".", e);
    }
  }
}
