package dev.hephaestus.server.repair.patch;

import org.jspecify.annotations.Nullable;

/**
 * A line to be written.
 *
 * @param content without its ending
 * @param ending the one that it had; null for a new line, which ends as the lines around it
 */
record Line(String content, @Nullable String ending) {

  static Line fresh(String content) {
    return new Line(content, null);
  }
}
