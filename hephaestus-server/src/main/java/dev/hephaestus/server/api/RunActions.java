package dev.hephaestus.server.api;

import dev.hephaestus.server.pipeline.Experience;
import dev.hephaestus.server.pipeline.Run;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What may be done to runs and solutions over HTTP.
 *
 * @param cancel cancels the run of an id and returns it as it then is
 * @param experience keeps what reviewers did
 * @param clock when they did it
 */
public record RunActions(
    Function<String, Optional<Run>> cancel, Experience experience, Clock clock) {

  public RunActions {
    Objects.requireNonNull(cancel, "cancel");
    Objects.requireNonNull(experience, "experience");
    Objects.requireNonNull(clock, "clock");
  }
}
