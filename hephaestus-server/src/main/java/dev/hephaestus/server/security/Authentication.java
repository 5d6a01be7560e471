package dev.hephaestus.server.security;

/** What came of looking at a credential. */
public sealed interface Authentication {

  /** It is good, and this is who bears it. */
  record Accepted(Principal principal) implements Authentication {}

  /**
   * It is not.
   *
   * @param who what the credential says of itself, as far as it could be read; for the audit log
   * @param reason why, in words that help who has the right key and nobody else
   */
  record Refused(String who, String reason) implements Authentication {}
}
