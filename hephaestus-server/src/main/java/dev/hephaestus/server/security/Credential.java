package dev.hephaestus.server.security;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What a call brings to say who it is from.
 *
 * @param authorization the header of that name
 * @param certificate the client's, as the TLS handshake found it good
 */
public record Credential(Optional<String> authorization, Optional<X509Certificate> certificate) {
  /** Nothing. */
  public static final Credential NONE = new Credential(Optional.empty(), Optional.empty());
}
