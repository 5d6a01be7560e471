package dev.hephaestus.scrubbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class CorpusTest {
  private final Scrubber scrubber = Scrubber.builder().build();

  private String scrub(String text) {
    return scrubber.scrub(text).text();
  }

  @Test
  void everySecretIsFoundAndNoPieceOfItIsLeft() {
    List<Corpus.Labelled> secrets = Corpus.secrets();

    assertThat(secrets).hasSizeGreaterThan(200);
    assertThat(secrets).filteredOn(each -> each.isLeakedBy(scrub(each.text))).isEmpty();
  }

  @Test
  void onlyTheSecretIsReplacedAndByTheRightMark() {
    List<String> otherwise =
        Corpus.secrets().stream()
            .filter(each -> !scrub(each.text).equals(each.expected))
            .map(each -> scrub(each.text) + " instead of " + each.expected)
            .collect(Collectors.toList());

    assertThat(otherwise).isEmpty();
  }

  @Test
  void harmlessTextsStayAsTheyAre() {
    List<String> changed =
        Corpus.harmless().stream()
            .filter(text -> !scrub(text).equals(text))
            .map(text -> scrub(text) + " instead of " + text)
            .collect(Collectors.toList());

    assertThat(changed).isEmpty();
  }

  @Test
  void scrubbingTwiceIsScrubbingOnce() {
    for (Corpus.Labelled each : Corpus.secrets()) {
      String once = scrub(each.text);
      assertThat(scrub(once)).isEqualTo(once);
    }
  }
}
