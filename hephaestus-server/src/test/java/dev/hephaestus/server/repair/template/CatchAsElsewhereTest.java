package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CatchAsElsewhereTest {

  @Test
  void handlesOneMoreException() {
    Bench.thrown("java.lang.NumberFormatException", "For input string: \"x\"")
        .within("java.lang.Integer", "parseInt")
        .repairs(
            "catch-as-elsewhere",
            """
            package shop;

            import java.io.IOException;

            class Case {
              int read(String text) {
                try {
                  open(text);
                  return Integer.parseInt(text); //! 0
                } catch (IOException e) {
                  return -1;
                }
              }

              void open(String text) throws IOException {
                if (text.isEmpty()) {
                  throw new IOException("empty");
                }
              }
            }
            """,
            """
            package shop;

            import java.io.IOException;

            class Case {
              int read(String text) {
                try {
                  open(text);
                  return Integer.parseInt(text);
                } catch (IOException | NumberFormatException e) {
                  return -1;
                }
              }

              void open(String text) throws IOException {
                if (text.isEmpty()) {
                  throw new IOException("empty");
                }
              }
            }
            """);
  }

  @Test
  void leavesAHandlerThatCoversIt() {
    assertThat(
            Bench.thrown("java.lang.NumberFormatException", "For input string: \"x\"")
                .within("java.lang.Integer", "parseInt")
                .texts(
                    "catch-as-elsewhere",
                    """
            package shop;

            import java.io.IOException;

            class Case {
              int read(String text) {
                try {
                  open(text);
                  return Integer.parseInt(text); //! 0
                } catch (Exception e) {
                  return -1;
                }
              }

              void open(String text) throws IOException {
                if (text.isEmpty()) {
                  throw new IOException("empty");
                }
              }
            }
            """))
        .isEmpty();
  }
}
