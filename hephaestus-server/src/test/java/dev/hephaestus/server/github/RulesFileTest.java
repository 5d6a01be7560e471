package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RulesFileTest {

  @Test
  void readsEveryRestriction() throws Exception {
    RepositoryRules rules =
        read(
            """
            mode: suggest
            draft: true
            reviewers: none
            labels: [bot, "needs care"]
            untouchable:
              - /db/
              - "*.sql"
            maxFiles: 3
            maxLines: 40
            """);

    assertThat(rules.suggestOnly()).isTrue();
    assertThat(rules.draft()).isTrue();
    assertThat(rules.withoutReviewers()).isTrue();
    assertThat(rules.labels()).contains(List.of("bot", "needs care"));
    assertThat(rules.untouchable())
        .extracting(RepositoryRules.Untouchable::written)
        .containsExactly("/db/", "*.sql");
    assertThat(rules.untouchable().get(0).pattern().matches("db/V1.txt")).isTrue();
    assertThat(rules.maxFiles()).isEqualTo(OptionalInt.of(3));
    assertThat(rules.maxLines()).isEqualTo(OptionalInt.of(40));
    assertThat(rules.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n", "{}"})
  void anEmptyFileRestrictsNothing(String text) throws Exception {
    assertThat(read(text)).isEqualTo(RepositoryRules.NONE);
  }

  @Test
  void nothingInItGivesLeave() throws Exception {
    RepositoryRules rules = read("mode: deploy\ndraft: false\ntoken: x\n");

    assertThat(rules.suggestOnly()).isFalse();
    assertThat(rules.draft()).isFalse();
    assertThat(rules.notes())
        .containsExactlyInAnyOrder(
            ".github/hephaestus.yml has a setting that is not known: token.",
            ".github/hephaestus.yml cannot widen what the server allows: mode: deploy.",
            ".github/hephaestus.yml cannot widen what the server allows: draft: false.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mode: none",
        "mode: [suggest]",
        "mode: suggest\nmode: deploy",
        "draft: yes please",
        "reviewers: some",
        "untouchable: db",
        "untouchable: [3]",
        "untouchable: ['']",
        "untouchable: ['!db']",
        "maxFiles: -1",
        "maxLines: many",
        "maxLines: 99999999999",
        "- a",
        "just words",
        "a: [",
        "\t: x",
        "%",
        "a: !!javax.script.ScriptEngineManager [x",
        "mode: \u0000"
      })
  void aRestrictionThatCannotBeMadeOutStopsEverything(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(RulesFile.UnclearException.class);
  }

  @Test
  void hostileFilesAreBounded() {
    assertThatThrownBy(() -> read("#".repeat(20_000))).hasMessageContaining("longer than");
    assertThatThrownBy(() -> read("[".repeat(16_000)))
        .isInstanceOf(RulesFile.UnclearException.class);
    assertThatThrownBy(() -> read("untouchable: [" + "a,".repeat(300) + "]"))
        .hasMessageContaining("more than 200");
    assertThatThrownBy(() -> RulesFile.read(new byte[] {(byte) 0xC3, 0x28}))
        .hasMessageContaining("not in UTF-8");
  }

  @Test
  void labelsThatAreNoneAreLeftOut() throws Exception {
    RepositoryRules rules =
        read("labels: [ok, '', 'a,b', \"x\\u0001\", 7, ok]\nunknown\u202e: 1\n");

    assertThat(rules.labels()).contains(List.of("ok"));
    assertThat(rules.notes()).allMatch(note -> note.matches("[ -~]*"));
  }

  private static RepositoryRules read(String text) throws RulesFile.UnclearException {
    return RulesFile.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
