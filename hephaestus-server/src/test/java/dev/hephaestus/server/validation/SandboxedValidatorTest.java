package dev.hephaestus.server.validation;

import static dev.hephaestus.server.validation.ValidationTasks.replacing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hephaestus.server.repair.FileChange;
import dev.hephaestus.server.repair.Proposal;
import dev.hephaestus.server.repair.RepairTask;
import dev.hephaestus.server.testkit.FolderSnapshot;
import dev.hephaestus.server.validation.ValidationTasks.Call;
import dev.hephaestus.server.validation.build.FetchedJUnit;
import dev.hephaestus.server.validation.build.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One project without a build of its own, opened once and judged many times. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SandboxedValidatorTest {
  static final String CART = "src/main/java/shop/Cart.java";
  private static final String GUARDED = "coupon == null ? 0 : coupon.length()";

  static final Map<String, String> PROJECT =
      Map.of(
          CART,
          """
          package shop;

          import java.util.ArrayList;
          import java.util.List;

          public class Cart {
            private final List<Integer> prices = new ArrayList<>();

            public void add(int price) {
              prices.add(price);
            }

            public int total(String coupon) {
              return sum() - discount(coupon);
            }

            int sum() {
              int sum = 0;
              for (int price : prices) {
                sum += price;
              }
              return sum;
            }

            private int discount(String coupon) {
              if (prices.isEmpty()) {
                return 0;
              }
              return coupon.length();
            }
          }
          """,
          "src/main/java/shop/Power.java",
          """
          package shop;

          class Power {
            static void off() {
              System.exit(1);
            }
          }
          """,
          "src/main/java/shop/Till.java",
          """
          package shop;

          class Till {
            int pay(Cart cart) {
              return cart.total("x");
            }
          }
          """,
          "src/test/java/shop/CartTest.java",
          """
          package shop;

          import static org.junit.jupiter.api.Assertions.assertEquals;

          import org.junit.jupiter.api.Test;

          class CartTest {
            @Test
            void couponIsTakenOff() {
              Cart cart = new Cart();
              cart.add(10);
              assertEquals(7, cart.total("abc"));
            }

            @Test
            void failsAnyway() {
              assertEquals(1, new Cart().sum());
            }

            @Test
            void passesEverySecondTime() throws java.io.IOException {
              boolean kept = getClass().getClassLoader() != ClassLoader.getSystemClassLoader();
              java.io.File mark = new java.io.File("mark");
              if (!kept && !mark.delete()) {
                mark.createNewFile();
                throw new IllegalStateException("not this time");
              }
            }
          }
          """);

  private Path work;
  private FolderSnapshot snapshot = FolderSnapshot.of(PROJECT);
  private Workbench workbench;

  static SandboxedValidator validator(Path work) {
    return validator(work, Duration.ofSeconds(20));
  }

  static SandboxedValidator validator(Path work, Duration searchTime) {
    Toolchain toolchain =
        Toolchain.find(
            System.getenv("PATH"),
            Path.of(System.getProperty("user.home")),
            List.of(),
            Optional.empty());
    assumeTrue(!toolchain.mavens().isEmpty(), "no Maven is installed to fetch JUnit with");
    try {
      ValidationSettings usual = ValidationSettings.of(work, toolchain);
      SandboxedValidator validator =
          new SandboxedValidator(
              new ValidationSettings(
                  work, toolchain, usual.limits(), searchTime, usual.suiteTime()));
      assumeTrue(validator.runs(), validator.sandboxName());
      return validator;
    } catch (ValidationException e) {
      assumeTrue(false, e.getMessage());
      throw e;
    }
  }

  static RepairTask nullCoupon(FolderSnapshot snapshot) {
    return ValidationTasks.task(
        snapshot,
        "java.lang.NullPointerException",
        "",
        new Call("shop.Cart", "discount", CART, "return coupon.length()", "String"),
        new Call("shop.Cart", "total", CART, "return sum() - discount", "String"));
  }

  @BeforeAll
  void open(@TempDir Path folder) {
    work = folder;
    FetchedJUnit.into(work);
    workbench = validator(work).open(nullCoupon(snapshot), step -> {});
  }

  @AfterAll
  void nothingIsLeft() throws IOException {
    workbench.close();
    try (Stream<Path> left = Files.list(work.resolve("runs"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void theBaselineTellsWhatRanAndWhatFailedAlready() {
    assertThat(workbench.baseline().compiles()).isTrue();
    assertThat(workbench.baseline().testsRun()).isEqualTo(3);
    assertThat(workbench.baseline().failing()).containsExactly("shop.CartTest.failsAnyway");
    assertThat(workbench.baseline().flaky()).containsExactly("shop.CartTest.passesEverySecondTime");
  }

  @Test
  void theReproductionBuildsTheStateThatTheFaultNeedsAndGoesThroughTheLoggedCalls() {
    Reproduction reproduction = workbench.reproduction().orElseThrow();

    assertThat(reproduction.path()).isEqualTo("src/test/java/shop/CartFaultTest.java");
    assertThat(reproduction.source())
        .contains("import org.junit.jupiter.api.Test;", "cart.add(", "cart.total(null);");
  }

  @Test
  void aTestOfAnotherCommitTellsHowThisOneEnds() {
    Reproduction own = workbench.reproduction().orElseThrow();

    assertThat(workbench.tries(own).result()).isEqualTo(Trial.Result.FAILS_AS_LOGGED);
    assertThat(workbench.tries(with(own, "cart.total(null);", "cart.total(\"x\");")).result())
        .isEqualTo(Trial.Result.PASSES);
    Trial otherwise = workbench.tries(with(own, "cart.total(null);", "Integer.parseInt(\"x\");"));
    assertThat(otherwise.result()).isEqualTo(Trial.Result.FAILS_OTHERWISE);
    assertThat(otherwise.detail()).contains("NumberFormatException");
    Trial gone = workbench.tries(with(own, "cart.total(null);", "cart.sumUp();"));
    assertThat(gone.result()).isEqualTo(Trial.Result.DID_NOT_RUN);
    assertThat(gone.detail()).contains("does not compile");
  }

  private static Reproduction with(Reproduction test, String before, String after) {
    assertThat(test.source()).contains(before);
    return new Reproduction(
        test.path(), test.source().replace(before, after), test.testName(), test.call());
  }

  @Test
  void aGuardIsReproducedAndTested() {
    Verdict verdict = workbench.judge(replacing(snapshot, CART, "coupon.length()", GUARDED));

    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    Verdict.Accepted accepted = (Verdict.Accepted) verdict;
    assertThat(accepted.level()).isEqualTo(VerdictLevel.REPRODUCED);
    assertThat(accepted.reproduction()).isEqualTo(workbench.reproduction());
    assertThat(accepted.evidence()).anyMatch(line -> line.startsWith("3 tests"));
  }

  @Test
  void aChangeThatDoesNotHelpIsRefusedByTheReproduction() {
    assertRejected(
        replacing(snapshot, CART, "int sum = 0;", "int sum = 0; // nothing"),
        Verdict.Check.REPRODUCTION,
        "still fails");
  }

  @Test
  void aChangeThatBreaksAnotherTestIsRefused() {
    assertRejected(
        replacing(snapshot, CART, "coupon.length()", "0"),
        Verdict.Check.REGRESSION,
        "passed before");
  }

  @Test
  void aChangeThatEndsTheJavaIsRefusedAndTheNextCandidateIsJudgedAllTheSame() {
    Verdict.Rejected rejected =
        assertRejected(
            replacing(snapshot, CART, "int sum = 0;", "int sum = 0; Power.off();"),
            Verdict.Check.REPRODUCTION,
            "did not come to its end");
    assertThat(rejected.reason()).contains("exit code 1");
    assertThat(workbench.judge(replacing(snapshot, CART, "coupon.length()", GUARDED)))
        .isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void aChangeThatDoesNotCompileIsRefusedWithTheCompilersMessage() {
    Verdict.Rejected rejected =
        assertRejected(
            replacing(snapshot, CART, "coupon.length()", "coupon.size()"),
            Verdict.Check.COMPILES,
            "does not compile");
    assertThat(rejected.diagnostics().get(0))
        .startsWith(CART + ":")
        .contains("cannot find symbol")
        .endsWith("\n    return coupon.size();");
  }

  @Test
  void aChangeThatDoesNotParseIsRefused() {
    assertRejected(
        replacing(snapshot, CART, "return coupon.length();", "return coupon.length(;"),
        Verdict.Check.PARSES,
        "no longer valid Java");
  }

  @Test
  void aSwallowedExceptionIsRefusedByAGate() {
    assertRejected(
        replacing(
            snapshot,
            CART,
            "return coupon.length();",
            "try { return coupon.length(); } catch (NullPointerException e) { } return 0;"),
        Verdict.Check.GATE,
        "swallows");
  }

  @Test
  void aPatchOfAnotherStateIsRefused() {
    String text = snapshot.text(CART);
    assertRejected(
        ValidationTasks.candidate(new FileChange(CART, text + "\n", text + "\n\n")),
        Verdict.Check.PARSES,
        "not against this state");
  }

  @Test
  void aChangedSignatureRecompilesWhatDependsOnIt() {
    Verdict.Rejected rejected =
        assertRejected(
            replacing(snapshot, CART, "int total(String coupon)", "int total(long coupon)"),
            Verdict.Check.COMPILES,
            "does not compile");
    assertThat(rejected.diagnostics()).anyMatch(line -> line.contains("Till.java"));
  }

  private Verdict.Rejected assertRejected(
      Proposal.Candidate candidate, Verdict.Check check, String reason) {
    Verdict verdict = workbench.judge(candidate);
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    Verdict.Rejected rejected = (Verdict.Rejected) verdict;
    assertThat(rejected.check()).isEqualTo(check);
    assertThat(rejected.reason()).contains(reason);
    return rejected;
  }
}
