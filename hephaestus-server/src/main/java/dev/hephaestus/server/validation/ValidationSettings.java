package dev.hephaestus.server.validation;

import dev.hephaestus.server.validation.build.Toolchain;
import dev.hephaestus.server.validation.sandbox.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * How candidates are judged.
 *
 * @param workDirectory where work trees and the dependency cache are; made when it is missing
 * @param toolchain what there is to build with
 * @param limits what one build or test run may use
 * @param searchTime how long to search for a reproduction
 * @param suiteTime how long one run of a whole test suite may take; what is not come to by then
 *     does not count
 */
public record ValidationSettings(
    Path workDirectory,
    Toolchain toolchain,
    Limits limits,
    Duration searchTime,
    Duration suiteTime) {

  public ValidationSettings {
    Objects.requireNonNull(workDirectory, "workDirectory");
    Objects.requireNonNull(toolchain, "toolchain");
    Objects.requireNonNull(limits, "limits");
    Objects.requireNonNull(searchTime, "searchTime");
    Objects.requireNonNull(suiteTime, "suiteTime");
  }

  /** The usual limits. */
  public static ValidationSettings of(Path workDirectory, Toolchain toolchain) {
    return new ValidationSettings(
        workDirectory, toolchain, Limits.DEFAULT, Duration.ofSeconds(20), Duration.ofMinutes(1));
  }
}
