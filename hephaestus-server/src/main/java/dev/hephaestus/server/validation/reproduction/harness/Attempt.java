package dev.hephaestus.server.validation.reproduction.harness;

import java.util.function.BooleanSupplier;

/** What is done with each call that a search comes to. */
@FunctionalInterface
interface Attempt {

  /**
   * Makes the call.
   *
   * @param isAbandoned whether the call took so long that nobody waits for it any more
   * @return whether it counts towards as many as are wanted of a method
   */
  boolean of(Expression.Call call, BooleanSupplier isAbandoned);
}
