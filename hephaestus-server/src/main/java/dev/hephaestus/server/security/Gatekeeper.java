package dev.hephaestus.server.security;

import dev.hephaestus.server.HephaestusException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Says who calls: by an API key, else by a client certificate.
 *
 * <p>As long as no key was ever made and no certificate is known, whoever reaches this machine's
 * loopback address is let in, and nobody else can reach the server: {@link #requireGuarded}.
 *
 * <p><i>Threads:</i> safe for use by many at once. A key is looked up at each call, so that one
 * that was revoked is refused at once.
 */
public final class Gatekeeper {
  private static final String SCHEME = "bearer ";

  private final ApiKeys keys;
  private final List<CertificateRule> certificates;
  private final Refusals refusals;
  private volatile boolean closed;

  /**
   * @param certificates the client certificates that are known; the first that fits counts
   * @param refusals told of whom it did not let in
   */
  public Gatekeeper(ApiKeys keys, List<CertificateRule> certificates, Refusals refusals) {
    this.keys = Objects.requireNonNull(keys, "keys");
    this.certificates = List.copyOf(certificates);
    this.refusals = Objects.requireNonNull(refusals, "refusals");
    this.closed = !certificates.isEmpty();
  }

  /** Whether everybody is let in. */
  public boolean isOpen() {
    if (!closed && keys.isAny()) {
      closed = true;
    }
    return !closed;
  }

  /**
   * Returns when nobody can reach that address without a credential.
   *
   * @param what the address belongs to: gRPC
   * @throws HephaestusException saying what to do otherwise
   */
  public void requireGuarded(String what, String host) {
    if (isOpen() && !isLoopback(host)) {
      throw new HephaestusException(
          what
              + " would listen on "
              + host
              + ", where others can reach it, and nobody would be asked for a credential: make an"
              + " API key first (hephaestus keys create), name client certificates in"
              + " security.certificates, or listen on 127.0.0.1");
    }
  }

  /** Whether only this machine can reach the address. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      // Listening will say so.
      return false;
    }
  }

  /** Judges what a call brings. */
  public Authentication authenticate(Credential credential) {
    Authentication found = judge(credential);
    if (found instanceof Authentication.Refused refused) {
      refusals.tell(refused.who(), refused.reason());
    }
    return found;
  }

  private Authentication judge(Credential credential) {
    Optional<String> header = credential.authorization();
    if (header.isPresent()) {
      return isOpen() ? local() : byKey(header.get().strip());
    }
    Optional<Principal> bearer = credential.certificate().flatMap(this::bearer);
    if (bearer.isPresent()) {
      return new Authentication.Accepted(bearer.get());
    }
    if (isOpen()) {
      return local();
    }
    return credential
        .certificate()
        .map(
            unknown ->
                new Authentication.Refused(
                    "certificate:" + unknown.getSubjectX500Principal().getName(),
                    "the client certificate is none of security.certificates"))
        .orElseGet(
            () ->
                new Authentication.Refused(
                    "", "a credential is needed: send the header authorization: Bearer <API key>"));
  }

  private Authentication byKey(String header) {
    boolean isBearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return isBearer
        ? keys.check(header.substring(SCHEME.length()).strip())
        : new Authentication.Refused("", "the header authorization is not Bearer <API key>");
  }

  private Optional<Principal> bearer(X509Certificate certificate) {
    return certificates.stream()
        .filter(rule -> rule.fits(certificate))
        .findFirst()
        .map(CertificateRule::principal);
  }

  private static Authentication local() {
    return new Authentication.Accepted(Principal.LOCAL);
  }

  /** Whether who was let in before would be let in again. */
  public boolean stillHolds(Principal principal) {
    if (principal.equals(Principal.LOCAL)) {
      return isOpen();
    }
    return !principal.name().startsWith(ApiKeys.nameOf("")) || keys.holds(principal);
  }

  /** Takes note that somebody who is known asked for what it may not have. */
  public void refused(Principal principal, String reason) {
    refusals.tell(principal.name(), reason);
  }

  /** The same of one who is not known otherwise than by what it claims to be. */
  public void refused(String claimed, String reason) {
    refusals.tell(claimed, reason);
  }
}
