package dev.hephaestus.benchmarks.localization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A fault whose fix is known.
 *
 * @param id names its folder too
 * @param project which project it is of
 * @param fixed the methods that its developers changed, as they stand in the faulty tree
 */
record FaultCase(String id, String project, List<Fixed> fixed) {

  /**
   * A method that was changed.
   *
   * @param name {@code Type.method}
   */
  record Fixed(String path, String name, LineRange lines) {

    /** Whether the declaration is this method: same file and name, and the lines overlap. */
    boolean is(MethodDeclaration method) {
      String simple = name.substring(name.lastIndexOf('.') + 1);
      return method.path().equals(path)
          && (method.symbol().equals(name.replaceAll(".*\\$", "")) || method.name().equals(simple))
          && method.lines().first() <= lines.last()
          && lines.first() <= method.lines().last();
    }
  }

  FaultCase {
    fixed = List.copyOf(fixed);
  }

  /**
   * Reads a file of cases.
   *
   * <p><i>Shape:</i> one JSON object a line with {@code id}, {@code project} and {@code gold}: a
   * list of {@code file} with {@code methods}, each {@code name}, {@code first} and {@code last}.
   */
  static List<FaultCase> read(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<FaultCase> cases = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        cases.add(of(json.readTree(line)));
      }
    }
    return cases;
  }

  private static FaultCase of(JsonNode line) {
    List<Fixed> fixed = new ArrayList<>();
    for (JsonNode file : line.path("gold")) {
      for (JsonNode method : file.path("methods")) {
        fixed.add(
            new Fixed(
                file.path("file").asText(),
                method.path("name").asText(),
                new LineRange(method.path("first").asInt(), method.path("last").asInt())));
      }
    }
    return new FaultCase(line.path("id").asText(), line.path("project").asText(), fixed);
  }
}
