package dev.hephaestus.server.github;

import java.time.Instant;

/**
 * A token of an App's installation.
 *
 * @param token never printed
 * @param expires when GitHub takes it no more
 */
record AppToken(String token, Instant expires) {

  @Override
  public String toString() {
    return "AppToken[until " + expires + "]";
  }
}
