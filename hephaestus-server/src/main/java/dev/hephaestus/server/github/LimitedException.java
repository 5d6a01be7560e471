package dev.hephaestus.server.github;

import java.io.IOException;
import java.time.Duration;

/** A rate limit of GitHub's, or a server that asks to be left alone for a while. */
final class LimitedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Duration wait;

  LimitedException(String message, Duration wait) {
    super(message);
    this.wait = wait;
  }

  Duration waitFor() {
    return wait;
  }
}
