package dev.hephaestus.benchmarks.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code hephaestus fix} as a process of its own, as a person would. */
final class FixRun {
  private final Path command;
  private final List<String> options;
  private final Duration most;
  private final Path out;
  private final ObjectMapper json = new ObjectMapper();

  FixRun(Path command, List<String> options, Duration most, Path out) {
    this.command = command;
    this.options = List.copyOf(options);
    this.most = most;
    this.out = out;
  }

  Repair of(Path place) throws IOException, InterruptedException {
    String id = place.getFileName().toString();
    Path answer = out.resolve(id + ".json");
    List<String> line = new ArrayList<>(List.of(command.toString(), "fix", "--json"));
    line.addAll(options);
    line.addAll(List.of("--repo", place.resolve("repo").toAbsolutePath().toString()));
    line.add(place.resolve("event.json").toAbsolutePath().toString());
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(line)
            .redirectOutput(answer.toFile())
            .redirectError(out.resolve(id + ".log").toFile())
            .start();
    boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return ended ? read(id, answer, took) : none(id, "too long", took);
  }

  private Repair read(String id, Path answer, Duration took) throws IOException {
    JsonNode said = Files.size(answer) == 0 ? json.nullNode() : json.readTree(answer.toFile());
    if (!said.path("patch").isTextual()) {
      return none(id, said.path("outcome").asText("failed"), took);
    }
    return new Repair(
        id,
        said.path("verdict").asText(),
        said.path("patch").asText(),
        said.path("confidence").asDouble(Double.NaN),
        took,
        Repair.Judgement.WRONG);
  }

  private static Repair none(String id, String outcome, Duration took) {
    return new Repair(id, outcome, "", Double.NaN, took, Repair.Judgement.NONE);
  }
}
