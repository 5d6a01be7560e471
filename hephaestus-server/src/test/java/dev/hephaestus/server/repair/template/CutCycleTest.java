package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CutCycleTest {
  private static final Bench ENDLESS = Bench.thrown("java.lang.StackOverflowError");

  @Test
  void namesTheOwnerByItsClassWhereDescriptionsCallEachOther() {
    ENDLESS.repairs(
        "cut-cycle",
        """
        package shop;

        class Case {
          private Case parent;
          private String label;

          @Override
          public String toString() {
            return label + " in " + parent; //! 0 //! 1 //! 2
          }
        }
        """,
        """
        package shop;

        class Case {
          private Case parent;
          private String label;

          @Override
          public String toString() {
            return label + " in " + (parent == null ? null : parent.getClass().getSimpleName());
          }
        }
        """);
  }

  @Test
  void countsTheManyThatLeadBack() {
    ENDLESS.offers(
        "cut-cycle",
        """
        package shop;

        import java.util.List;

        class Case {
          private List<Case> friends;

          @Override
          public String toString() {
            return "with " + friends; //! 0 //! 1
          }
        }
        """,
        """
        package shop;

        import java.util.List;

        class Case {
          private List<Case> friends;

          @Override
          public String toString() {
            return "with " + (friends == null ? null : friends.size());
          }
        }
        """);
  }

  @Test
  void leavesTheOwnerOutOfAHash() {
    assertThat(hashOf("name, owner")).first().asString().contains("Objects.hash(name);");
    assertThat(hashOf("owner, name")).first().asString().contains("Objects.hash(name);");
  }

  @Test
  void keepsTheOnlyPartOfAHash() {
    assertThat(hashOf("owner")).isEmpty();
  }

  private static java.util.List<String> hashOf(String parts) {
    return ENDLESS.texts(
        "cut-cycle",
        """
        package shop;

        import java.util.Objects;

        class Case {
          private Case owner;
          private String name;

          @Override
          public int hashCode() {
            return Objects.hash(%s); //! 0 //! 1
          }
        }
        """
            .formatted(parts));
  }

  @Test
  void leavesARecursionThatIsNoDescription() {
    assertThat(
            ENDLESS.texts(
                "cut-cycle",
                """
                package shop;

                class Case {
                  private Case parent;

                  public String path() {
                    return "/" + parent + parent.path(); //! 0 //! 1
                  }
                }
                """))
        .isEmpty();
  }

  @Test
  void leavesWhatHasOnlyBegunOnce() {
    assertThat(
            ENDLESS.texts(
                "cut-cycle",
                """
                package shop;

                class Case {
                  private Case parent;

                  @Override
                  public String toString() {
                    return "in " + parent; //! 0
                  }
                }
                """))
        .isEmpty();
  }
}
