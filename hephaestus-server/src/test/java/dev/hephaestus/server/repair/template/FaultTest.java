package dev.hephaestus.server.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hephaestus.server.ingest.Frame;
import dev.hephaestus.server.ingest.Thrown;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was thrown on purpose, and what by the JVM itself. */
final class FaultTest {

  private static Fault thrown(String type, String message, String by) {
    return new Fault(Thrown.of(type, message, List.of(Frame.of(by, "work", "X.java", 7))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.lang.ArrayIndexOutOfBoundsException | 3
          java.lang.ArrayIndexOutOfBoundsException | Index 3 out of bounds for length 3
          java.lang.NegativeArraySizeException     | -1
          java.lang.ArithmeticException            | / by zero
          java.lang.NullPointerException           | Cannot invoke "shop.Till.open()" because "till" is null
          java.lang.NullPointerException           | Cannot read the array length because "<local4>" is null
          java.lang.ClassCastException             | class shop.A cannot be cast to class shop.B
          java.lang.StackOverflowError             | deep
          """)
  void theMachineDoesNothingOnPurpose(String type, String message) {
    assertThat(thrown(type, message, "shop.Till").isDeliberate()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.lang.IllegalStateException          | closed
          java.lang.NullPointerException           | name
          java.lang.ArrayIndexOutOfBoundsException | row 3 of 3
          java.lang.ArithmeticException            | overflow
          shop.NoSuchTill                          | 3
          """)
  void whoSaysWhyMeansIt(String type, String message) {
    assertThat(thrown(type, message, "shop.Till").isDeliberate()).isTrue();
  }

  @Test
  void theLibraryOfThePlatformIsNotTheProject() {
    assertThat(
            thrown("java.lang.IllegalStateException", "closed", "java.util.Scanner").isDeliberate())
        .isFalse();
  }
}
