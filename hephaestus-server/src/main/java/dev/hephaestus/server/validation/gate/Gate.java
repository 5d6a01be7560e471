package dev.hephaestus.server.validation.gate;

import java.util.Optional;

/**
 * Something that no patch may do.
 *
 * <p><i>Threads:</i> stateless.
 */
interface Gate {

  /** Its name for people, two or three words: {@code swallowed exception}. */
  String name();

  /** Why the patch is refused, in one sentence; empty when this gate lets it pass. */
  Optional<String> refuse(Inspection patch);
}
