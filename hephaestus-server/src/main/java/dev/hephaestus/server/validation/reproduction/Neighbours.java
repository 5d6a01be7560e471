package dev.hephaestus.server.validation.reproduction;

import dev.hephaestus.server.validation.ValidationException;
import dev.hephaestus.server.validation.build.IncrementalBuild;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Makes simple calls of the logged methods before and after a change, where the fault is not.
 *
 * <p><i>Shape:</i> the code as it was is surveyed twice, when it is first asked for; what does not
 * end alike both times is left out.
 */
public final class Neighbours {
  private static final Duration TIME = Duration.ofSeconds(4);
  private static final long MAX_BYTES = 4 << 20;

  private final IncrementalBuild build;
  private final SearchProgram program;
  private final Properties request;
  private Optional<Map<String, String>> before = Optional.empty();

  /**
   * The neighbours of one fault.
   *
   * @param request what the search was asked for
   */
  Neighbours(IncrementalBuild build, SearchProgram program, Properties request) {
    this.build = build;
    this.program = program;
    this.request = request;
  }

  /** Compares the candidate that was compiled last with the code as it was. */
  public Neighbourhood compare() {
    if (before.isEmpty()) {
      Map<String, String> steady = new HashMap<>(survey(List.of()));
      if (!steady.isEmpty()) {
        steady.entrySet().retainAll(survey(List.of()).entrySet());
      }
      before = Optional.of(steady);
    }
    return before.get().isEmpty()
        ? Neighbourhood.of(Map.of(), Map.of())
        : Neighbourhood.of(before.get(), survey(build.candidateClasses()));
  }

  private Map<String, String> survey(List<Path> classes) {
    Properties asked = new Properties();
    asked.putAll(request);
    try {
      Path output =
          program.run(
              "NeighbourSurvey", asked, classes.stream().filter(Files::isDirectory).toList(), TIME);
      return read(output.resolve("outcomes.properties"));
    } catch (IOException e) {
      throw new ValidationException("The neighbours cannot be surveyed: " + e.getMessage(), e);
    }
  }

  /** It comes out of the sandbox, where foreign code may have written it, or nothing. */
  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> outcomes = new HashMap<>();
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_BYTES) {
      Properties all = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        all.load(reader);
      } catch (IllegalArgumentException e) {
        return Map.of();
      }
      all.stringPropertyNames().forEach(call -> outcomes.put(call, all.getProperty(call)));
    }
    return outcomes;
  }
}
