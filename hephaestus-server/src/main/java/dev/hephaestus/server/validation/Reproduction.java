package dev.hephaestus.server.validation;

import java.util.Objects;

/**
 * A test that fails with the logged exception, at the place where it was logged, before the fix.
 *
 * @param path where it belongs in the repository
 * @param source the whole test class
 * @param testName {@code CartTest.totalOfEmptyCart}
 * @param call the failing call, for people: {@code new Cart().total(null)}
 * @param inputs where the values of the call come from
 */
public record Reproduction(
    String path, String source, String testName, String call, Inputs inputs) {

  /** Where the values of a failing call come from, the most telling first. */
  public enum Inputs {
    /** They are those that failed, as the application captured them. */
    CAPTURED,
    /** The project's own tests use them. */
    FIXTURES,
    /** A model wrote the test. */
    WRITTEN,
    /** They were made up until the call failed. */
    MADE_UP,
    UNKNOWN
  }

  public Reproduction {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(testName, "testName");
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(inputs, "inputs");
  }

  /** One of which is not known where its values come from. */
  public Reproduction(String path, String source, String testName, String call) {
    this(path, source, testName, call, Inputs.UNKNOWN);
  }

  /** The same with values from elsewhere. */
  public Reproduction with(Inputs other) {
    return new Reproduction(path, source, testName, call, other);
  }
}
