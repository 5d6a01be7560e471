package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class NothingInsteadOfRefusalTest {

  @Test
  void aLeafHasNoChildren() {
    Bench.thrown("java.lang.UnsupportedOperationException", "a leaf has no children")
        .repairs(
            "nothing-instead-of-refusal",
            """
            package shop;

            import java.util.List;

            class Case {
              List<Case> children() {
                throw new UnsupportedOperationException("a leaf has no children"); //! 0
              }
            }
            """,
            """
            package shop;

            import java.util.Collections;
            import java.util.List;

            class Case {
              List<Case> children() {
                return Collections.emptyList();
              }
            }
            """);
  }

  @Test
  void aNumberIsNotNothing() {
    assertThat(
            Bench.thrown("java.lang.UnsupportedOperationException", "a leaf has no children")
                .texts(
                    "nothing-instead-of-refusal",
                    """
            package shop;

            class Case {
              int size() {
                throw new UnsupportedOperationException("no size"); //! 0
              }
            }
            """))
        .isEmpty();
  }
}
