package dev.hephaestus.server.repository;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made when it is first asked for.
 *
 * <p><i>Threads:</i> safe for use by many at once; it is made once, others wait for it.
 */
final class Lazy<T> implements Supplier<T> {

  private final Supplier<T> make;
  private @Nullable T made;

  Lazy(Supplier<T> make) {
    this.make = make;
  }

  @Override
  public synchronized T get() {
    T present = made;
    if (present == null) {
      present = make.get();
      made = present;
    }
    return present;
  }
}
