package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExplicitCharsetTest {

  @Test
  void bytesAreReadInAnEncodingThatIsSaid() {
    Bench.thrown("java.lang.NumberFormatException", "For input string: \"\uFFFD1\"")
        .within("java.lang.Integer", "parseInt")
        .repairs(
            "explicit-charset",
            """
            package shop;

            class Case {
              int number(byte[] sent) {
                String text = new String(sent);
                return Integer.parseInt(text); //! 0
              }
            }
            """,
            """
            package shop;

            import java.nio.charset.StandardCharsets;

            class Case {
              int number(byte[] sent) {
                String text = new String(sent, StandardCharsets.UTF_8);
                return Integer.parseInt(text);
              }
            }
            """);
  }

  @Test
  void anOrdinaryMessageSaysNothingOfEncodings() {
    assertThat(
            Bench.thrown("java.lang.NumberFormatException", "For input string: \"x\"")
                .texts(
                    "explicit-charset",
                    """
            package shop;

            class Case {
              int number(byte[] sent) {
                String text = new String(sent);
                return Integer.parseInt(text); //! 0
              }
            }
            """))
        .isEmpty();
  }
}
