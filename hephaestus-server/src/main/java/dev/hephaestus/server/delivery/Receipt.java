package dev.hephaestus.server.delivery;

import java.util.List;
import java.util.Objects;

/**
 * Where a delivered solution is.
 *
 * @param channel how it went
 * @param link where it can be read: the server's page, the branch, the pull request
 * @param notes what was left out or changed on the way, one sentence each, for people
 */
public record Receipt(Channel channel, String link, List<String> notes) {

  /** How a solution goes to people. */
  public enum Channel {
    SUGGESTION,
    BRANCH,
    PULL_REQUEST
  }

  public Receipt {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(link, "link");
    notes = List.copyOf(notes);
  }

  /** One of which nothing need be said. */
  public Receipt(Channel channel, String link) {
    this(channel, link, List.of());
  }
}
