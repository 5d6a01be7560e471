package dev.hephaestus.server.github;

import java.time.Duration;
import java.util.Optional;

/** GitHub could not answer now, or what it holds has changed since it was looked at. */
final class TryAgainException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String sentence;
  private final transient Optional<Duration> asked;

  /**
   * Creates one.
   *
   * @param asked how long GitHub asks to wait
   */
  TryAgainException(String sentence, Optional<Duration> asked) {
    super(sentence);
    this.sentence = sentence;
    this.asked = asked;
  }

  String sentence() {
    return sentence;
  }

  Optional<Duration> asked() {
    return asked;
  }
}
