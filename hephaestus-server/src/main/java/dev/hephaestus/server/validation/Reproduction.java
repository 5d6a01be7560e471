package dev.hephaestus.server.validation;

import java.util.Objects;

/**
 * A test that fails with the logged exception, at the place where it was logged, before the fix.
 *
 * @param path where it belongs in the repository
 * @param source the whole test class
 * @param testName {@code CartTest.totalOfEmptyCart}
 * @param call the failing call, for people: {@code new Cart().total(null)}
 */
public record Reproduction(String path, String source, String testName, String call) {

  public Reproduction {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(testName, "testName");
    Objects.requireNonNull(call, "call");
  }
}
