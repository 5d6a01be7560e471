package dev.hephaestus.server.repair;

import java.util.Objects;

/**
 * What was said to a model and what it answered, as it went over the wire.
 *
 * @param prompt the last turn that was sent; the turns before are those of the exchanges before
 * @param reply the answer, or as much of it as came
 */
public record Exchange(String prompt, String reply) {

  public Exchange {
    Objects.requireNonNull(prompt, "prompt");
    Objects.requireNonNull(reply, "reply");
  }
}
