package dev.hephaestus.server.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SayingsTest {

  @Test
  void findsALiteralByAWordInsideOfIt() {
    assertThat(mayBe("cannot open {} for writing", "cannot open a.txt for writing")).isTrue();
    assertThat(mayBe("cannot open {} for writing", "cannot close a.txt for reading")).isFalse();
  }

  @Test
  void findsALiteralWhoseWordsValuesTouch() {
    assertThat(mayBe("port", "port8080")).isTrue();
    assertThat(mayBe("items", "12items")).isTrue();
    assertThat(mayBe("id%sno", "id7no")).isTrue();
  }

  @Test
  void takesNoPlaceholderForAWord() {
    assertThat(mayBe("a {customerNumber} b", "a 12 b")).isTrue();
  }

  @Test
  void findsALiteralWithoutWordsAlways() {
    assertThat(mayBe("-----", "nothing")).isTrue();
  }

  @Test
  void findsALiteralWithAnEndlessWord() {
    String word = "x".repeat(100);

    assertThat(mayBe(word, word + "1")).isTrue();
  }

  @Test
  void readsOnlyTheBeginningOfAnEndlessMessage() {
    assertThat(Sayings.asked(List.of("word ".repeat(1_000_000) + "last"))).hasSizeLessThan(20);
  }

  private static boolean mayBe(String literal, String message) {
    return Sayings.asked(List.of(message)).contains(Sayings.term(List.of(literal)));
  }
}
