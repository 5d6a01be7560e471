package dev.hephaestus.server.validation;

import static dev.hephaestus.server.validation.SandboxedValidatorTest.CART;
import static dev.hephaestus.server.validation.SandboxedValidatorTest.PROJECT;
import static dev.hephaestus.server.validation.SandboxedValidatorTest.nullCoupon;
import static dev.hephaestus.server.validation.SandboxedValidatorTest.validator;
import static dev.hephaestus.server.validation.ValidationTasks.replacing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.testkit.FolderSnapshot;
import dev.hephaestus.server.validation.build.FetchedJUnit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A work tree that is opened again by a run that goes on. */
final class KnownReproductionTest {
  private static final String SHOWS =
      """
      package shop;

      import org.junit.jupiter.api.Test;

      class CartFaultTest {
        @Test
        void totalFails() {
          Cart cart = new Cart();
          cart.add(1);
          cart.total(null);
        }
      }
      """;

  /** One for all: what is built and tested once is known from then on. */
  @TempDir private static Path work;

  private final FolderSnapshot snapshot = FolderSnapshot.of(PROJECT);
  private final List<String> steps = new ArrayList<>();

  @Test
  void isProvenAgainAndNotSearchedFor() {
    try (Workbench workbench = open(SHOWS)) {
      assertThat(workbench.reproduction().orElseThrow().source()).isEqualTo(SHOWS);
      assertThat(steps).noneMatch(step -> step.startsWith("searching"));

      Verdict verdict =
          workbench.judge(
              replacing(
                  snapshot,
                  CART,
                  "return coupon.length()",
                  "return coupon == null ? 0 : coupon.length()"));
      assertThat(((Verdict.Accepted) verdict).level()).isEqualTo(VerdictLevel.REPRODUCED);
    }
  }

  @Test
  void isSearchedForWhereItShowsNothingAnyMore() {
    try (Workbench workbench = open(SHOWS.replace("cart.total(null)", "cart.total(\"x\")"))) {
      assertThat(workbench.reproduction().orElseThrow().source()).contains("cart.total(null);");
      assertThat(steps).anyMatch(step -> step.startsWith("searching"));
    }
  }

  private Workbench open(String source) {
    Reproduction known =
        new Reproduction(
            "src/test/java/shop/CartFaultTest.java", source, "CartFaultTest.totalFails", "total");
    FetchedJUnit.into(work);
    return validator(work).open(nullCoupon(snapshot), known, steps::add);
  }
}
