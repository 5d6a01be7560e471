package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CloseResourceTest {

  @Test
  void whatIsOpenedIsClosed() {
    Bench.thrown("java.io.FileNotFoundException", "a.txt (Too many open files)")
        .within("java.io.FileInputStream", "<init>")
        .repairs(
            "close-resource",
            """
            package shop;

            import java.io.FileInputStream;
            import java.io.IOException;

            class Case {
              int first(String path) throws IOException {
                FileInputStream in = new FileInputStream(path); //! 0
                int one = in.read();
                return one;
              }
            }
            """,
            """
            package shop;

            import java.io.FileInputStream;
            import java.io.IOException;

            class Case {
              int first(String path) throws IOException {
                try (FileInputStream in = new FileInputStream(path)) {
                  int one = in.read();
                  return one;
                }
              }
            }
            """);
  }

  @Test
  void whatIsGivenBackStaysOpen() {
    assertThat(
            Bench.thrown("java.io.FileNotFoundException", "a.txt (Too many open files)")
                .within("java.io.FileInputStream", "<init>")
                .texts(
                    "close-resource",
                    """
            package shop;

            import java.io.FileInputStream;
            import java.io.IOException;

            class Case {
              FileInputStream first(String path) throws IOException {
                FileInputStream in = new FileInputStream(path); //! 0
                return in;
              }
            }
            """))
        .isEmpty();
  }
}
