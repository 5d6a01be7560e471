package dev.hephaestus.client.testkit;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a packaged jar tells the builder of a native image about reflection and resources.
 *
 * <p><em>Source:</em> GraalVM's reachability metadata, {@code reflect-config.json} and {@code
 * resource-config.json}.
 */
final class NativeImageMetadata {
  private static final String FOLDER = "META-INF/native-image/";

  /** A class with its methods and fields, of which none has objects in it. */
  private static final Pattern TYPE =
      Pattern.compile("\\{\\s*\"name\"\\s*:\\s*\"([^\"]+)\"((?:[^{}]|\\{[^{}]*})*)}");

  private static final Pattern METHOD =
      Pattern.compile(
          "\\{\\s*\"name\"\\s*:\\s*\"([^\"]+)\"\\s*,\\s*\"parameterTypes\"\\s*:"
              + "\\s*\\[((?:\\s*\"[^\"]*\"\\s*,?)*)\\s*]\\s*}");

  private static final Pattern FIELD = Pattern.compile("\\{\\s*\"name\"\\s*:\\s*\"([^\"]+)\"\\s*}");

  private static final Pattern RESOURCE = Pattern.compile("\"pattern\"\\s*:\\s*\"([^\"]+)\"");

  private final Path jar;
  private final List<Pattern> resources = new ArrayList<>();
  private final Map<String, String> types = new TreeMap<>();

  private NativeImageMetadata(Path jar) {
    this.jar = jar;
  }

  static NativeImageMetadata of(Path file) throws IOException {
    NativeImageMetadata metadata = new NativeImageMetadata(file);
    PackagedJar jar = new PackagedJar(file);
    for (String entry :
        jar.entries(name -> name.startsWith(FOLDER) && name.endsWith("/reflect-config.json"))) {
      TYPE.matcher(jar.text(entry))
          .results()
          .forEach(found -> metadata.types.merge(found.group(1), found.group(2), String::concat));
    }
    for (String entry :
        jar.entries(name -> name.startsWith(FOLDER) && name.endsWith("/resource-config.json"))) {
      RESOURCE
          .matcher(jar.text(entry))
          .results()
          .map(found -> Pattern.compile(found.group(1).replace("\\\\", "\\")))
          .forEach(metadata.resources::add);
    }
    return metadata;
  }

  /** Whether a native image has a resource of this name. */
  boolean includes(String resource) {
    return resources.stream().anyMatch(pattern -> pattern.matcher(resource).matches());
  }

  /** The classes that are named. */
  Set<String> types() {
    return types.keySet();
  }

  /** The fields that are named of a class. */
  Set<String> fields(String type) {
    return FIELD
        .matcher(types.getOrDefault(type, ""))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Classes, methods and fields that are named and that an application with the jar has not. */
  List<String> missing(List<Path> logging) throws IOException {
    List<String> missing = new ArrayList<>();
    URL[] urls =
        Stream.concat(Stream.of(jar), logging.stream())
            .map(IsolatedApplication::url)
            .toArray(URL[]::new);
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      for (String type : types.keySet()) {
        try {
          missing.addAll(missing(Class.forName(type, false, loader)));
        } catch (ClassNotFoundException renamed) {
          missing.add(type);
        }
      }
    }
    return missing;
  }

  private List<String> missing(Class<?> type) {
    List<String> missing = new ArrayList<>();
    Matcher methods = METHOD.matcher(types.get(type.getName()));
    while (methods.find()) {
      String parameters = methods.group(2).replaceAll("[\"\\s]", "");
      if (!methods(type).contains(methods.group(1) + "(" + parameters + ")")) {
        missing.add(type.getName() + "." + methods.group(1) + "(" + parameters + ")");
      }
    }
    Set<String> fields = fields(type.getName());
    Arrays.stream(type.getDeclaredFields()).forEach(field -> fields.remove(field.getName()));
    fields.forEach(field -> missing.add(type.getName() + "." + field));
    return missing;
  }

  private static Set<String> methods(Class<?> type) {
    return Stream.concat(
            Stream.of(type.getDeclaredMethods())
                .map(method -> method.getName() + "(" + parameters(method) + ")"),
            Stream.of(type.getDeclaredConstructors())
                .map(constructor -> "<init>(" + parameters(constructor) + ")"))
        .collect(Collectors.toSet());
  }

  private static String parameters(Executable method) {
    return Stream.of(method.getParameterTypes())
        .map(Class::getCanonicalName)
        .collect(Collectors.joining(","));
  }
}
