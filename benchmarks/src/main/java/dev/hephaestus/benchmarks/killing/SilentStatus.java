package dev.hephaestus.benchmarks.killing;

import dev.hephaestus.client.StatusReporter;
import org.jspecify.annotations.Nullable;

/** Says warnings on standard error and nothing else. */
final class SilentStatus implements StatusReporter {
  @Override
  public void info(String message) {}

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    System.err.println(message + (cause == null ? "" : " " + cause));
  }

  @Override
  public void solution(String line) {}
}
