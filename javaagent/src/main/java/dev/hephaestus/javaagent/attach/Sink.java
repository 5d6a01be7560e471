package dev.hephaestus.javaagent.attach;

/**
 * Where a relay's events end.
 *
 * @param <E> the logging library's event
 */
interface Sink<E> {

  void append(E event);

  /** Sends what is under way and gives back what it holds; takes two seconds at most. */
  void stop();

  /** The sink of a relay that has nothing to do: it drops what it gets. */
  static <E> Sink<E> none() {
    return new Sink<>() {
      @Override
      public void append(E event) {}

      @Override
      public void stop() {}
    };
  }
}
