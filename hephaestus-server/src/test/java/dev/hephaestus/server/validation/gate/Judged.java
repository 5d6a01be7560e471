package dev.hephaestus.server.validation.gate;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.testkit.FolderSnapshot;
import dev.hephaestus.server.validation.ValidationTasks;
import dev.hephaestus.server.validation.ValidationTasks.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One gate's word on one change. */
final class Judged {
  static final String SOURCE = "src/main/java/a/A.java";
  static final String TEST = "src/test/java/a/ATest.java";

  private Judged() {}

  /** On a whole source, before and after. */
  static Optional<String> source(Gate gate, String before, String after) {
    return file(gate, SOURCE, before, after);
  }

  /** On statements of a method. */
  static Optional<String> body(Gate gate, String before, String after) {
    return source(gate, method(before), method(after));
  }

  /** On a file that the patch makes. */
  static Optional<String> newFile(Gate gate, String path, String text) {
    return file(gate, path, null, text);
  }

  private static String method(String statements) {
    return "package a;\n\nclass A {\n  int size(String s) {\n" + statements + "\n  }\n}\n";
  }

  private static Optional<String> file(
      Gate gate, String path, @Nullable String before, String after) {
    Map<String, String> files =
        before == null
            ? Map.of(SOURCE, method("    return 0;"))
            : Map.of(path, before, "src/main/java/a/Socket.java", "package a;\nclass Socket {}\n");
    FolderSnapshot snapshot = FolderSnapshot.of(files);
    String at = snapshot.text(SOURCE.equals(path) ? path : files.keySet().iterator().next());
    RepairTask task =
        ValidationTasks.task(
            snapshot,
            "java.lang.NullPointerException",
            "",
            new Call(
                "a.A",
                "size",
                SOURCE.equals(path) ? path : files.keySet().iterator().next(),
                at.lines().findFirst().orElse(""),
                "String"));
    Patch patch = new Patch(List.of(new FileChange(path, before, after)));
    return gate.refuse(Inspection.of(task, patch, new ParsedTexts()));
  }
}
