package dev.hephaestus.server.ai;

import static dev.hephaestus.server.ai.ModelCalls.failure;
import static dev.hephaestus.server.ai.ModelCalls.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ai.ModelException.Kind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FallbackModelTest {
  private final StandInModel first = new StandInModel("test/first");
  private final StandInModel second = new StandInModel("test/second");
  private final LanguageModel model = new FallbackModel(List.of(first, second));

  @Test
  void theFirstAnswersWhereItCan() {
    first.answers("one", 1, 1);

    assertThat(model.reply(request()).text()).isEqualTo("one");
    assertThat(second.asked).isZero();
    assertThat(model.name()).isEqualTo("test/first, else test/second");
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "INTERRUPTED")
  void theNextAnswersWhereTheOneBeforeDoesNot(Kind kind) {
    first.fails(kind);
    second.answers("two", 1, 1);

    assertThat(model.reply(request()).text()).isEqualTo("two");
  }

  @Test
  void nobodyElseIsAskedAfterAnInterrupt() {
    first.fails(Kind.INTERRUPTED);

    assertThat(failure(model).kind()).isEqualTo(Kind.INTERRUPTED);
    assertThat(second.asked).isZero();
  }

  @Test
  void saysWhatEachOfThemSaid() {
    first.fails(Kind.FAILING);
    second.fails(Kind.REFUSED);

    assertThat(failure(model))
        .hasMessageContaining("test/first is FAILING")
        .hasMessageContaining("test/second is REFUSED")
        .matches(ModelException::isRetryable);
  }

  @Test
  void isFinalWhereEachOfThemIs() {
    first.fails(Kind.REFUSED);
    second.fails(Kind.OVER_BUDGET);

    assertThat(failure(model).isRetryable()).isFalse();
  }

  @Test
  void oneProviderStandsInForAnotherOnTheWire() throws IOException {
    ModelCalls calls = new ModelCalls();
    try (TestServer broken = new TestServer();
        TestServer well = new TestServer()) {
      broken.answers(529, "application/json", "{\"type\":\"error\"}");
      well.answers(200, Wire.OPENAI.type, Wire.OPENAI.stream);
      LanguageModel inOrder =
          calls
              .models()
              .inOrder(
                  List.of(
                      ModelCalls.settings(Wire.ANTHROPIC, broken),
                      ModelCalls.settings(Wire.OPENAI, well)));

      assertThat(inOrder.reply(request()).model()).isEqualTo("openai/m1");
      assertThat(broken.asked).hasSize(4);
      inOrder.reply(request());
      assertThat(inOrder.reply(request()).text()).isEqualTo(Wire.TEXT);
      // The circuit opened with the fifth failure: nobody knocks at a closed door.
      assertThat(broken.asked).hasSize(5);
    }
  }
}
