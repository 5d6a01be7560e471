package dev.hephaestus.server.validation.reproduction.harness;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What the server asks the search for.
 *
 * @param target what was logged
 * @param entries the methods to try, innermost logged call first
 * @param strings texts of the record, likeliest first
 * @param literals texts of the sources nearby
 * @param numbers numbers of the record and of the sources nearby, likeliest first
 * @param types classes that the record names
 * @param methods the variations of tests to run, {@code class#method}, likeliest first
 * @param classFolders the project's classes
 * @param budgetMs how long to search
 */
record Request(
    Target target,
    List<Entry> entries,
    List<String> strings,
    List<String> literals,
    List<String> numbers,
    List<String> types,
    List<String> methods,
    List<Path> classFolders,
    long budgetMs) {

  /**
   * A method to try.
   *
   * @param className its class
   * @param method its name, {@code <init>} for a constructor
   * @param parameters the simple names of its parameters' types, as written
   */
  record Entry(String className, String method, List<String> parameters) {}

  static Request read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    List<Entry> entries = new ArrayList<>();
    for (String entry : list(properties, "entry")) {
      String[] parts = entry.split("#", 3);
      entries.add(
          new Entry(
              parts[0],
              parts[1],
              parts[2].isEmpty() ? List.of() : List.of(parts[2].split(",", -1))));
    }
    Target target =
        new Target(
            properties.getProperty("exception"),
            properties.getProperty("message", ""),
            list(properties, "frame"),
            Integer.parseInt(properties.getProperty("line", "0")),
            Integer.parseInt(properties.getProperty("lastLine", "0")));
    return new Request(
        target,
        entries,
        list(properties, "string"),
        list(properties, "literal"),
        list(properties, "number"),
        list(properties, "type"),
        list(properties, "method"),
        list(properties, "classes").stream().map(Path::of).toList(),
        Long.parseLong(properties.getProperty("budgetMs", "20000")));
  }

  private static List<String> list(Properties properties, String key) {
    List<String> values = new ArrayList<>();
    for (int i = 0; ; i++) {
      String value = properties.getProperty(key + "." + i);
      if (value == null) {
        return List.copyOf(values);
      }
      values.add(value);
    }
  }
}
