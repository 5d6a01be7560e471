package dev.hephaestus.client.resource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a process looks to learn about itself: environment, system properties, files, class path.
 *
 * <p><em>Units:</em> of a file 64 KiB are read at most, of a value 1,024 characters.
 *
 * <p><em>Errors:</em> what cannot be read is empty.
 */
public final class Surroundings {
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_CHARS = 1024;

  private final UnaryOperator<@Nullable String> environment;
  private final UnaryOperator<@Nullable String> properties;
  private final Path root;
  private final @Nullable ClassLoader application;

  Surroundings(
      UnaryOperator<@Nullable String> environment,
      UnaryOperator<@Nullable String> properties,
      Path root,
      @Nullable ClassLoader application) {
    this.environment = environment;
    this.properties = properties;
    this.root = root;
    this.application = application;
  }

  /** This process's own, and the application's classes. */
  public static Surroundings ofThisProcess(@Nullable ClassLoader application) {
    return new Surroundings(
        System::getenv,
        name -> name == null ? null : System.getProperty(name),
        Path.of("/"),
        application);
  }

  /** The environment's value, or empty. */
  String variable(String name) {
    return looked(environment, name);
  }

  /** The first of these variables that is set, or empty. */
  String variable(Iterable<String> names) {
    for (String name : names) {
      String value = variable(name);
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /** The system property's value, or empty. */
  String property(String name) {
    return looked(properties, name);
  }

  /** A list in the property, else in the variable, of any length, or empty. */
  String list(String variable, String property) {
    try {
      String value = properties.apply(property);
      String list = value == null ? environment.apply(variable) : value;
      return list == null ? "" : list;
    } catch (SecurityException hidden) {
      return "";
    }
  }

  @Nullable ClassLoader application() {
    return application;
  }

  /** What a small file says, or empty; its path from the root. */
  String file(String path) {
    try {
      Path file = root.resolve(path);
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        return "";
      }
      try (InputStream in = Files.newInputStream(file)) {
        return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      }
    } catch (IOException | RuntimeException unreadable) {
      return "";
    }
  }

  /** Properties on the application's class path; empty where there are none. */
  Properties resource(String name) {
    Properties found = new Properties();
    try (InputStream in =
        application == null
            ? ClassLoader.getSystemResourceAsStream(name)
            : application.getResourceAsStream(name)) {
      if (in != null) {
        found.load(new ByteArrayInputStream(in.readNBytes(MAX_BYTES)));
      }
    } catch (IOException | RuntimeException unreadable) {
      found.clear();
    }
    return found;
  }

  private static String looked(UnaryOperator<@Nullable String> where, String name) {
    try {
      String value = where.apply(name);
      return value == null ? "" : bounded(value);
    } catch (SecurityException hidden) {
      return "";
    }
  }

  static String bounded(String value) {
    String trimmed = value.trim();
    return trimmed.length() <= MAX_CHARS ? trimmed : trimmed.substring(0, MAX_CHARS);
  }
}
