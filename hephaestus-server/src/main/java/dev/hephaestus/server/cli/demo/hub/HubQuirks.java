package dev.hephaestus.server.cli.demo.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * In what a hub differs from GitHub as it usually is, and still keeps to its documentation: other
 * servers that speak its API do.
 *
 * <p><i>Threads:</i> set by one, seen by all.
 */
public final class HubQuirks {
  /** Calls that it does not know at all: {@code GET /issues/1/comments}. */
  public volatile Predicate<String> lacks = call -> false;

  /** What it tells of what it did for such a call. */
  public volatile BiFunction<String, JsonNode, JsonNode> tells = (call, answer) -> answer;

  /** How many items of a list it gives at most, whatever it is asked for. */
  public volatile int mostPerPage = 100;

  /** Whether answers come in chunks of unknown length. */
  public volatile boolean chunked;

  /** Whether hashes are in upper case. */
  public volatile boolean shouting;

  /** Whether there are no drafts in its repositories. */
  public volatile boolean withoutDrafts;

  /** Whether no tree comes whole. */
  public volatile boolean truncating;

  /** Whether trees take files by their hash only. */
  public volatile boolean withoutInlineFiles;

  /** Whether lists of pull requests are not narrowed to a head or a base. */
  public volatile boolean withoutFilters;

  /** Whether it refuses everything, and says the token with it. */
  public volatile boolean repeatsTokens;

  HubQuirks() {}
}
