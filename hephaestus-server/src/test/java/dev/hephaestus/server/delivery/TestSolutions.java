package dev.hephaestus.server.delivery;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Patch;
import dev.hephaestus.server.repository.RepositoryLocation;
import dev.hephaestus.server.validation.Reproduction;
import dev.hephaestus.server.validation.Verdict;
import dev.hephaestus.server.validation.VerdictLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Solutions for tests: one real fault, told in full, and what to vary in it. */
public record TestSolutions(
    String id,
    String fingerprint,
    String title,
    String cause,
    String trace,
    List<FileChange> changes,
    Verdict.Accepted verdict,
    RepositoryLocation repository,
    String baseCommit) {

  public static final String PATH = "shop/src/main/java/shop/Cart.java";
  public static final String TEST_PATH = "shop/src/test/java/shop/CartFixTest.java";
  public static final String BEFORE =
      """
      package shop;

      final class Cart {
        int total(String coupon) {
          return coupon.trim().length();
        }
      }
      """;
  public static final String AFTER =
      BEFORE.replace("coupon.trim().length()", "coupon == null ? 0 : coupon.trim().length()");
  public static final String TEST =
      """
      package shop;

      final class CartFixTest {
      }
      """;

  public static TestSolutions nullCoupon(RepositoryLocation repository, String baseCommit) {
    return new TestSolutions(
        "sol-0192f3a7c2d1",
        "1a2b3c4d5e6f708192a3b4c5d6e7f809",
        "java.lang.NullPointerException: Cannot invoke \"String.trim()\" because \"coupon\" is null",
        "`coupon` is null when the cart has none, and `Cart.total` trims it without asking.",
        """
        java.lang.IllegalStateException: checkout failed
        	at shop.Checkout.pay(Checkout.java:31)
        	at shop.Main.main(Main.java:12)
        Caused by: java.lang.NullPointerException: Cannot invoke "String.trim()"
        	at shop.Cart.total(Cart.java:5)
        	at shop.Checkout.sum(Checkout.java:44)
        	... 2 more
        """,
        List.of(new FileChange(PATH, BEFORE, AFTER)),
        new Verdict.Accepted(
            VerdictLevel.REPRODUCED,
            List.of(
                "CartFixTest.totalWithoutCoupon failed with NullPointerException before the fix",
                "All 14 tests of the project pass with it"),
            Optional.of(
                new Reproduction(
                    TEST_PATH, TEST, "CartFixTest.totalWithoutCoupon", "new Cart().total(null)"))),
        repository,
        baseCommit);
  }

  public Solution solution() {
    return solution("inc-77", "node-1");
  }

  /** One of an incident that is kept somewhere. */
  public Solution solution(String incidentId, String nodeId) {
    return new Solution(
        id,
        incidentId,
        nodeId,
        fingerprint,
        title,
        cause,
        new Patch(changes),
        verdict,
        "null-guard",
        repository,
        baseCommit,
        trace,
        Instant.parse("2026-03-04T05:06:07Z"));
  }

  public TestSolutions withId(String other) {
    return new TestSolutions(
        other, fingerprint, title, cause, trace, changes, verdict, repository, baseCommit);
  }

  public TestSolutions withTitle(String other) {
    return new TestSolutions(
        id, fingerprint, other, cause, trace, changes, verdict, repository, baseCommit);
  }

  public TestSolutions withText(String text) {
    return new TestSolutions(
        id, fingerprint, text, text, text, changes, verdict, repository, baseCommit);
  }

  public TestSolutions withTrace(String other) {
    return new TestSolutions(
        id, fingerprint, title, cause, other, changes, verdict, repository, baseCommit);
  }

  public TestSolutions withChanges(FileChange... other) {
    return new TestSolutions(
        id, fingerprint, title, cause, trace, List.of(other), verdict, repository, baseCommit);
  }

  public TestSolutions withVerdict(Verdict.Accepted other) {
    return new TestSolutions(
        id, fingerprint, title, cause, trace, changes, other, repository, baseCommit);
  }

  public TestSolutions at(RepositoryLocation other) {
    return new TestSolutions(
        id, fingerprint, title, cause, trace, changes, verdict, other, baseCommit);
  }
}
