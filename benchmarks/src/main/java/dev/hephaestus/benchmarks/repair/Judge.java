package dev.hephaestus.benchmarks.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.benchmarks.repair.Repair.Judgement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Lays a patched tree out and asks somebody else's program about it. */
final class Judge {
  private final Path program;
  private final ObjectMapper json = new ObjectMapper();

  Judge(Path program) {
    this.program = program;
  }

  Repair judge(Path place, Repair repair) throws IOException, InterruptedException {
    if (repair.patch().isEmpty()) {
      return repair;
    }
    Path work = Files.createTempDirectory("hephaestus-judged");
    try {
      Path patch = Files.writeString(work.resolve("patch"), repair.patch());
      Path tree = work.resolve("tree");
      run(work, List.of("cp", "-r", place.resolve("repo").toString(), tree.toString()));
      run(tree, List.of("git", "apply", "--whitespace=nowarn", patch.toString()));
      String answer =
          run(
              tree,
              List.of(program.toString(), place.toAbsolutePath().toString(), tree.toString()));
      return repair.judged(judgement(json.readTree(answer)));
    } finally {
      run(Path.of("."), List.of("rm", "-rf", work.toString()));
    }
  }

  static Judgement judgement(JsonNode answer) {
    if (!answer.path("trigger").asText().equals("pass")) {
      return Judgement.WRONG;
    }
    return answer.path("class_failed").isEmpty() ? Judgement.RIGHT : Judgement.BREAKS;
  }

  private static String run(Path folder, List<String> line)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream printed = process.getInputStream()) {
      String text = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(line + " ended with " + code + ": " + text);
      }
      return text;
    }
  }
}
