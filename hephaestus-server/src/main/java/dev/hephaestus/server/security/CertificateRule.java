package dev.hephaestus.server.security;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * Whom a client certificate stands for. That it is genuine is the TLS handshake's matter.
 *
 * @param name what the audit log calls its bearer
 * @param subject the distinguished name that it has, where it is known by that
 * @param alternativeName else a name of its owner: {@code dns:…}, {@code uri:…} or {@code email:…}
 * @param scope what it opens
 * @param limits how much may be done with it
 */
public record CertificateRule(
    String name,
    Optional<X500Principal> subject,
    Optional<String> alternativeName,
    Scope scope,
    KeyLimits limits) {
  // RFC 5280, section 4.2.1.6: the number of each kind of name.
  private static final Map<Integer, String> KINDS = Map.of(1, "email:", 2, "dns:", 6, "uri:");

  public CertificateRule {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a certificate's bearer has a name");
    }
    if (subject.isPresent() == alternativeName.isPresent()) {
      throw new IllegalArgumentException("a certificate is known by one of subject and name");
    }
    if (alternativeName.isPresent()
        && KINDS.values().stream().noneMatch(alternativeName.get()::startsWith)) {
      throw new IllegalArgumentException("is not dns:…, uri:… or email:…");
    }
  }

  /** Whether the certificate is one that it means. */
  boolean fits(X509Certificate certificate) {
    return subject.map(certificate.getSubjectX500Principal()::equals).orElse(false)
        || alternativeName.map(name -> names(certificate).contains(name)).orElse(false);
  }

  /** Who bears such a certificate. */
  Principal principal() {
    return new Principal("certificate:" + name, scope, limits);
  }

  private static List<String> names(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> KINDS.containsKey(name.get(0)))
              .map(name -> KINDS.get(name.get(0)) + name.get(1))
              .toList();
    } catch (CertificateParsingException unreadable) {
      // One that cannot be read names nobody.
      return List.of();
    }
  }
}
