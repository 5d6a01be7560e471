package dev.hephaestus.server.delivery;

import java.util.Objects;

/**
 * Where a delivered solution is.
 *
 * @param channel how it went
 * @param link where it can be read: the server's page, the branch, the pull request
 */
public record Receipt(Channel channel, String link) {

  /** How a solution goes to people. */
  public enum Channel {
    SUGGESTION,
    BRANCH,
    PULL_REQUEST
  }

  public Receipt {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(link, "link");
  }
}
