package dev.hephaestus.client;

/**
 * Fills a template's arguments in, as the logging library does.
 *
 * <p><em>Errors:</em> what it throws makes a message that says so.
 *
 * <p><em>Threads:</em> called on a thread of the client, once a record that is shipped.
 */
@FunctionalInterface
public interface MessageRendering {
  /** The message; the arguments are values that cannot change any more. */
  String render(String template, Object[] arguments);
}
