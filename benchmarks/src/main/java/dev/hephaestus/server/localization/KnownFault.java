package dev.hephaestus.server.localization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hephaestus.server.ingest.LogExcerptParser;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.repository.GitRepositories;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.repository.MethodDeclaration;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.repository.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A logged exception whose fix is known, with its code read in. */
record KnownFault(
    String id, String project, Snapshot snapshot, LogRecord record, Scene scene, List<Gold> gold) {

  /** A method that the fix touched. */
  record Gold(String path, String name, LineRange lines) {

    boolean is(MethodDeclaration method) {
      return method.path().equals(path)
          && (method.symbol().equals(name.replaceAll(".*\\$", ""))
              || method.name().equals(name.substring(name.lastIndexOf('.') + 1)))
          && method.lines().first() <= lines.last()
          && lines.first() <= method.lines().last();
    }

    boolean isShownIn(PackedContext context) {
      return context.parts().stream()
          .filter(part -> part.kind() == PackedContext.Kind.METHOD)
          .anyMatch(
              part ->
                  part.path().equals(path)
                      && part.lines().contains(lines.last())
                      && part.lines().first() <= lines.first() + 3);
    }
  }

  /** The ranks of all methods that the fix touched. */
  List<Integer> ranks(List<Suspect> suspects) {
    return suspects.stream()
        .filter(suspect -> gold.stream().anyMatch(each -> each.is(suspect.method())))
        .map(Suspect::rank)
        .toList();
  }

  Localization localize(Weights weights, List<Signal> signals) {
    return new Localization(snapshot.commit(), suspects(weights, signals), scene.frames());
  }

  /** The cases of a file, one JSON object a line, whose trees lie in {@code folder/ID}. */
  static List<KnownFault> read(Path cases, Path folder, GitRepositories repositories)
      throws IOException {
    List<KnownFault> faults = new ArrayList<>();
    for (String line : Files.readAllLines(cases)) {
      faults.add(read(new ObjectMapper().readTree(line), folder, repositories));
    }
    return faults;
  }

  private static KnownFault read(JsonNode line, Path folder, GitRepositories repositories)
      throws IOException {
    String id = line.path("id").asText();
    Path place = folder.resolve(id);
    LogRecord record =
        new LogExcerptParser(Clock.systemUTC())
            .parseFirst(Files.readString(place.resolve("event.json")));
    Snapshot snapshot =
        repositories.snapshot(
            RepositoryLocation.of(place.resolve("repo").toString()), Optional.empty());
    Scene scene =
        new Scene(
            snapshot, CodeGraph.of(snapshot), record, new Trail(snapshot).follow(record.thrown()));
    return new KnownFault(id, line.path("project").asText(), snapshot, record, scene, gold(line));
  }

  private static List<Gold> gold(JsonNode line) {
    List<Gold> gold = new ArrayList<>();
    for (JsonNode file : line.path("gold")) {
      for (JsonNode method : file.path("methods")) {
        LineRange lines = new LineRange(method.path("first").asInt(), method.path("last").asInt());
        gold.add(new Gold(file.path("file").asText(), method.path("name").asText(), lines));
      }
    }
    return gold;
  }

  /** The rank of the first method that the fix touched; 0 when none is among the suspects. */
  int rank(List<Suspect> suspects) {
    return suspects.stream()
        .filter(suspect -> gold.stream().anyMatch(each -> each.is(suspect.method())))
        .mapToInt(Suspect::rank)
        .findFirst()
        .orElse(0);
  }

  KnownFault withoutFrames() {
    List<Thrown> chain = new ArrayList<>(Objects.requireNonNull(record.thrown()).chain());
    Collections.reverse(chain);
    @Nullable Thrown bare = null;
    for (Thrown link : chain) {
      bare = new Thrown(link.className(), link.message(), List.of(), 0, bare, List.of());
    }
    LogRecord told =
        LogRecord.of(record.time(), record.level(), record.logger(), record.message(), bare);
    Scene empty = new Scene(snapshot, scene.graph(), told, List.of());
    return new KnownFault(id, project, snapshot, told, empty, gold);
  }

  List<Suspect> suspects(Weights weights, List<Signal> signals) {
    Scene weighed = new Scene(snapshot, scene.graph(), record, scene.frames(), weights);
    return FrameLocalizer.judge(weighed, signals).ranking(100);
  }
}
