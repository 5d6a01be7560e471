package dev.hephaestus.server.cli.demo.hub;

/** What may go wrong with a call. */
public enum HubFault {
  NONE,
  /** Status 500, and nothing was done. */
  SERVER_ERROR,
  /** Status 502, and everything was done. */
  BAD_GATEWAY_AFTER_SUCCESS,
  SECONDARY_LIMIT,
  SECONDARY_LIMIT_WITH_RETRY_AFTER,
  /** Status 404, as where access was taken away. */
  ACCESS_REVOKED,
  /** Status 401, as with a token that has had its hour. */
  TOKEN_EXPIRED,
  /** Done, but the answer breaks off. */
  TRUNCATED,
  /** Done, but there is no answer for half a minute. */
  STALLED;

  /** Whether what was asked for happens nevertheless. */
  boolean happens() {
    return switch (this) {
      case NONE, BAD_GATEWAY_AFTER_SUCCESS, TRUNCATED, STALLED -> true;
      default -> false;
    };
  }
}
