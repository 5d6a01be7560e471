package dev.hephaestus.server.validation.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * A way to keep a program away from the host.
 *
 * <p><i>Shape:</i> an adapter only says how to start a command; {@link SandboxSession} runs it,
 * bounds it and ends it.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
public interface Sandbox {

  /** Its name for people: {@code bubblewrap 0.8.0}. */
  String name();

  /**
   * The host's command that runs {@code command} confined.
   *
   * @param command what to run
   * @param uid the user to run as where the host lets us choose, else ignored
   * @param session a folder of the session's own, for files that the adapter shows to the command
   */
  List<String> wrap(Command command, int uid, Path session);

  /** Whether it runs anything at all. */
  default boolean confines() {
    return true;
  }

  /** A command that ends what {@link #wrap} started, where killing its process does not. */
  default List<String> stop(Command command, Path session) {
    return List.of();
  }
}
