package dev.hephaestus.server.github;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
interface Pause {
  void of(Duration duration) throws InterruptedException;
}
