package dev.hephaestus.server.validation.reproduction;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A call that failed as the logged one did. It comes out of the sandbox, so it is foreign text; it
 * is compiled and run only there.
 *
 * @param packageName the package of the method's class
 * @param className the method's class
 * @param method the method, {@code <init>} for a constructor
 * @param imports classes that the statements name
 * @param statements what goes before the call
 * @param call the call as a statement
 * @param allowed checked exceptions by which the method says no
 * @param human the call in one line
 * @param frames how many of the logged calls were on the stack
 * @param sameMessage whether the exception had the logged message
 * @param extremes how many nulls and other borders the call passes
 * @param cost how complicated it is
 */
record Hit(
    String packageName,
    String className,
    String method,
    List<String> imports,
    List<String> statements,
    String call,
    List<String> allowed,
    String human,
    int frames,
    boolean sameMessage,
    int extremes,
    int cost) {

  private static final long MAX_BYTES = 64 * 1024;

  /** Resembling what happened first, then plausible, then simple. */
  static final Comparator<Hit> BEST_FIRST =
      Comparator.comparingInt(Hit::frames)
          .reversed()
          .thenComparing(hit -> !hit.sameMessage())
          .thenComparingInt(Hit::extremes)
          .thenComparingInt(Hit::cost)
          .thenComparingInt(hit -> hit.human().length())
          .thenComparing(Hit::human);

  /** The hits that a search wrote, best first. */
  static List<Hit> read(Path folder) throws IOException {
    List<Hit> hits = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".properties")).sorted().toList()) {
        readFile(file).ifPresent(hits::add);
      }
    }
    hits.sort(BEST_FIRST);
    return hits;
  }

  private static Optional<Hit> readFile(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Hit(
              properties.getProperty("package", ""),
              properties.getProperty("class", ""),
              properties.getProperty("method", ""),
              list(properties, "import"),
              list(properties, "statement"),
              properties.getProperty("call", ""),
              list(properties, "allowed"),
              properties.getProperty("human", ""),
              Integer.parseInt(properties.getProperty("frames", "0")),
              Boolean.parseBoolean(properties.getProperty("message")),
              Integer.parseInt(properties.getProperty("extremes", "0")),
              Integer.parseInt(properties.getProperty("cost", "0"))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static List<String> list(Properties properties, String key) {
    List<String> values = new ArrayList<>();
    for (int i = 0; properties.getProperty(key + "." + i) != null; i++) {
      values.add(properties.getProperty(key + "." + i));
    }
    return values;
  }
}
