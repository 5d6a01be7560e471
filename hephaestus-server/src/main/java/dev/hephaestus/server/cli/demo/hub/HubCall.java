package dev.hephaestus.server.cli.demo.hub;

/**
 * A call as it came.
 *
 * @param number from 1
 * @param method as in HTTP
 * @param path below the API's base, decoded
 * @param query as it was written; empty for none
 * @param token what it came with; empty for nothing
 */
public record HubCall(int number, String method, String path, String query, String token) {

  /** Without the token. */
  @Override
  public String toString() {
    return method + " " + path + (query.isEmpty() ? "" : "?" + query);
  }
}
