package dev.hephaestus.server.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.github.Command.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommandTest {

  @Test
  void takesTheWordsBehindItOverAllLines() {
    assertThat(Command.in("Hi\n\n/hephaestus revise no null\r\nplease\n"))
        .contains(new Command(Verb.REVISE, "no null\nplease"));
    assertThat(Command.in("/hephaestus CLOSE")).contains(new Command(Verb.CLOSE, ""));
    assertThat(Command.in("/hephaestus")).contains(new Command(Verb.UNKNOWN, ""));
    assertThat(Command.in("/hephaestus dance now")).contains(new Command(Verb.UNKNOWN, "now"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "please /hephaestus close",
        "> /hephaestus close",
        "    /hephaestus close",
        "```\n/hephaestus close\n```",
        "~~~ sh\n/hephaestus close",
        "/hephaestusclose",
        "//hephaestus close"
      })
  void overlooksWhatIsQuotedOrInsideOtherText(String comment) {
    assertThat(Command.in(comment)).isEmpty();
  }

  @Test
  void cutsWhatIsFarTooLong() {
    assertThat(Command.in("/hephaestus revise " + "x".repeat(100_000)).orElseThrow().words())
        .hasSize(4_000);
  }
}
