package dev.hephaestus.server.repair.model;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Level;
import dev.hephaestus.server.ingest.LogRecord;
import dev.hephaestus.server.ingest.Thrown;
import dev.hephaestus.server.localization.Localization;
import dev.hephaestus.server.localization.PackedContext;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.repository.LineRange;
import dev.hephaestus.server.testkit.FolderSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A repository of the recorded set, with its odd encodings and line endings. */
record RecordedTask(String name, FolderSnapshot snapshot) {

  static Map<String, RecordedTask> all() {
    Map<String, RecordedTask> tasks = new LinkedHashMap<>();
    String name = "";
    List<String> traits = List.of();
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Sections section : Sections.read("tasks.txt")) {
      if (section.kind().equals("task")) {
        files = new LinkedHashMap<>();
        List<String> words = List.of(section.words().split(" ", -1));
        name = words.get(0);
        traits = words.subList(1, words.size());
      } else {
        files.put(section.words(), bytes(section.text() + "\n", traits));
        tasks.put(name, new RecordedTask(name, FolderSnapshot.ofBytes(files)));
      }
    }
    return tasks;
  }

  private static byte[] bytes(String text, List<String> traits) {
    String odd = text;
    if (traits.contains("crlf")) {
      odd = odd.replace("\n", "\r\n");
    }
    if (traits.contains("mixed")) {
      odd = everyThird(odd);
    }
    if (traits.contains("nonewline")) {
      odd = odd.stripTrailing();
    }
    if (traits.contains("bom")) {
      odd = "\uFEFF" + odd;
    }
    return odd.getBytes(
        traits.contains("latin1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  private static String everyThird(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    StringBuilder mixed = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      mixed.append(lines.get(i)).append(i % 3 == 0 ? "\r\n" : "\n");
    }
    return mixed.toString();
  }

  RepairTask task() {
    Thrown thrown =
        Thrown.of(
            "java.lang.IllegalStateException",
            "it failed",
            List.of(Frame.of("a.B", "c", "B.java", 2)));
    List<PackedContext.Part> parts =
        snapshot.files().stream()
            .map(
                file ->
                    new PackedContext.Part(
                        file.path(),
                        new LineRange(1, 9),
                        PackedContext.Kind.METHOD,
                        snapshot.text(file.path())))
            .toList();
    return new RepairTask(
        snapshot,
        LogRecord.of(Instant.EPOCH, Level.ERROR, "shop", "it failed", thrown),
        new Localization(snapshot.commit(), List.of(), List.of()),
        new PackedContext(10, parts));
  }
}
