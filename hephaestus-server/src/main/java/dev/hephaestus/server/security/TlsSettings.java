package dev.hephaestus.server.security;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How a port is encrypted.
 *
 * @param certificate the server's certificate and those above it, in PEM
 * @param key its private key, PKCS #8 in PEM
 * @param clientAuthorities who may have issued clients' certificates, in PEM; empty when clients
 *     are not asked for one
 * @param clientsMust whether a client without a certificate is turned away
 */
public record TlsSettings(
    Path certificate, Path key, Optional<Path> clientAuthorities, boolean clientsMust) {

  public TlsSettings {
    Objects.requireNonNull(certificate, "certificate");
    Objects.requireNonNull(key, "key");
    if (clientsMust && clientAuthorities.isEmpty()) {
      throw new IllegalArgumentException(
          "clients cannot have to show a certificate when nobody says whose are good");
    }
  }
}
