package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ThrowDeclaredTest {

  @Test
  void refusesAsTheClassDoes() {
    Bench.thrown("java.lang.ArrayIndexOutOfBoundsException", "Index 4 out of bounds for length 4")
        .repairs(
            "throw-declared",
            """
            package shop;

            import java.io.IOException;

            class Case {
              int first(byte[] bytes, int start) throws IOException {
                if (start > 100) {
                  throw new IOException("too far");
                }
                return bytes[start]; //! 0
              }
            }
            """,
            """
            package shop;

            import java.io.IOException;

            class Case {
              int first(byte[] bytes, int start) throws IOException {
                if (start > 100) {
                  throw new IOException("too far");
                }
                if (start >= bytes.length) {
                  throw new IOException("Bad input: start can be past the end of bytes");
                }
                return bytes[start];
              }
            }
            """);
  }

  @Test
  void throwsNothingThatIsNotDeclared() {
    assertThat(
            Bench.thrown(
                    "java.lang.ArrayIndexOutOfBoundsException",
                    "Index 4 out of bounds for length 4")
                .texts(
                    "throw-declared",
                    """
            package shop;

            import java.io.IOException;

            class Case {
              int first(byte[] bytes, int start) {
                if (start > 100) {
                  throw new IllegalStateException("too far");
                }
                return bytes[start]; //! 0
              }
            }
            """))
        .isEmpty();
  }
}
