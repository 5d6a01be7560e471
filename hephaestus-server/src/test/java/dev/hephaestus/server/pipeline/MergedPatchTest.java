package dev.hephaestus.server.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MergedPatchTest {
  private static final String BEFORE = "a\nb\nc\nd\ne\nf\ng\nh\n";
  private static final Patch PATCH = patch("A.java", BEFORE, BEFORE.replace("b\n", "B\n"));

  @Test
  void staysWhereNothingChanged() {
    assertThat(on(Map.of("A.java", BEFORE)).patch()).contains(PATCH);
  }

  @Test
  void isMergedWithAChangeElsewhereInTheFile() {
    String head = BEFORE.replace("g\n", "G\n");

    assertThat(on(Map.of("A.java", head)).patch())
        .contains(patch("A.java", head, head.replace("b\n", "B\n")));
  }

  @Test
  void isRefusedWhereTheSameLinesChanged() {
    MergedPatch merged = on(Map.of("A.java", BEFORE.replace("b\n", "x\n")));

    assertThat(merged.patch()).isEmpty();
    assertThat(merged.obstacle()).isEqualTo("A.java has changed where the fix changes it");
  }

  @Test
  void isRefusedWhereTheFileIsGoneOrTheFixIsThere() {
    assertThat(on(Map.of()).obstacle()).isEqualTo("A.java is gone by now");
    assertThat(on(Map.of("A.java", BEFORE.replace("b\n", "B\n"))).obstacle())
        .isEqualTo("the head has the whole fix already");
  }

  private static MergedPatch on(Map<String, String> head) {
    return MergedPatch.of(PATCH, path -> Optional.ofNullable(head.get(path)));
  }

  private static Patch patch(String path, String before, String after) {
    return new Patch(List.of(new FileChange(path, before, after)));
  }
}
