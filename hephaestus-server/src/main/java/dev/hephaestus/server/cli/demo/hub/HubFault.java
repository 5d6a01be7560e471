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
  /** All calls of this hour are made; the limit ends in 20 seconds. */
  PRIMARY_LIMIT,
  /** Status 429, with no word of how long. */
  TOO_MANY_REQUESTS,
  /** Status 404, as where access was taken away. */
  ACCESS_REVOKED,
  /** Status 401, as with a token that has had its hour. */
  TOKEN_EXPIRED,
  /** Status 403, as where a permission is missing. */
  FORBIDDEN,
  /** Done, but the answer breaks off. */
  TRUNCATED,
  /** The line breaks, and nothing was done. */
  DROPPED,
  /** The line breaks when all was done. */
  DROPPED_AFTER_SUCCESS,
  /** Done, but there is no answer for half a minute. */
  STALLED,
  /** Done, and answered by a page for people. */
  NOT_JSON;

  /** Whether what was asked for happens nevertheless. */
  boolean happens() {
    return switch (this) {
      case NONE, BAD_GATEWAY_AFTER_SUCCESS, TRUNCATED, DROPPED_AFTER_SUCCESS, STALLED, NOT_JSON ->
          true;
      default -> false;
    };
  }
}
