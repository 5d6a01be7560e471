package dev.hephaestus.server.validation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.testkit.FolderSnapshot;
import dev.hephaestus.server.validation.ValidationTasks;
import dev.hephaestus.server.validation.ValidationTasks.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NullOnTraceTest {
  private static final String CALLEE = "A.java";
  private static final String CALLER = "B.java";
  private static final String BEFORE =
      "class A {\n  String[] name(String key) {\n    return key.split(\"x\");\n  }\n}\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "return a.name(k).clone();",
        "return a.name(k).length;",
        "return a.name(k)[0];",
        "for (String s : a.name(k)) { use(s); } return 0;"
      })
  void nullForACallerThatUsesItAtOnceIsRefused(String use) {
    boolean isField = use.contains(".length;");
    String used = isField ? "return (a.name(k)).clone().length + a.name(k).hashCode();" : use;

    assertThat(refusal(used, "key == null ? null : key.split(\"x\")"))
        .get()
        .asString()
        .contains("would return null", "find");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String[] s = a.name(k); return s == null ? 0 : s.length;",
        "return a.name(k) == null ? 0 : 1;",
        "use(a.name(k)); return 0;"
      })
  void nullForACallerThatLooksPasses(String use) {
    assertThat(refusal(use, "key == null ? null : key.split(\"x\")")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"key == null ? new String[0] : key.split(\"x\")", "key.split(\"y\")"})
  void aValueThatCanBeUsedPasses(String answer) {
    assertThat(refusal("return a.name(k).clone();", answer)).isEmpty();
  }

  private static Optional<String> refusal(String use, String answer) {
    String caller = "class B {\n  int find(A a, String k) {\n    " + use + "\n  }\n}\n";
    FolderSnapshot snapshot = FolderSnapshot.of(Map.of(CALLEE, BEFORE, CALLER, caller));
    RepairTask task =
        ValidationTasks.task(
            snapshot,
            "java.lang.NullPointerException",
            "",
            new Call("A", "name", CALLEE, "key.split", "String"),
            new Call("B", "find", CALLER, "a.name", "A"));
    FileChange change = new FileChange(CALLEE, BEFORE, BEFORE.replace("key.split(\"x\")", answer));
    return new NullOnTrace()
        .refuse(Inspection.of(task, new Patch(List.of(change)), new ParsedTexts()));
  }
}
