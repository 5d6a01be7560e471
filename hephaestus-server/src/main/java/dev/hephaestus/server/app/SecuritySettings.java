package dev.hephaestus.server.app;

import dev.hephaestus.scrubbing.InvalidRuleException;
import dev.hephaestus.scrubbing.Scrubber;
import dev.hephaestus.server.security.CertificateRule;
import dev.hephaestus.server.security.KeyLimits;
import dev.hephaestus.server.security.RepositoryPatterns;
import dev.hephaestus.server.security.Role;
import dev.hephaestus.server.security.Scope;
import dev.hephaestus.server.security.TlsSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** Reads {@code security}: whom client certificates stand for, and what is a secret in a log. */
final class SecuritySettings {

  private SecuritySettings() {}

  static Configuration.Security read(Section section) {
    List<CertificateRule> rules = new ArrayList<>();
    for (Section item : section.items("certificates")) {
      rule(item).ifPresent(rules::add);
      item.refuseUnknown();
    }
    Configuration.Security security =
        new Configuration.Security(
            rules,
            scrubber(section.section("scrubbing")),
            section.text("auditAnchorFile").map(Path::of),
            section.text("masterKeyFile").map(Path::of),
            section.secret("masterKey"));
    section.refuseUnknown();
    return security;
  }

  /** How a port is encrypted; empty where nothing is said. */
  static Optional<TlsSettings> tls(Section section) {
    Optional<Path> certificate = section.text("certificateFile").map(Path::of);
    Optional<Path> key = section.text("keyFile").map(Path::of);
    Optional<Path> authorities = section.text("clientAuthoritiesFile").map(Path::of);
    boolean must = section.flag("clientsMust", false);
    section.refuseUnknown();
    if (certificate.isPresent() != key.isPresent()) {
      section.fault(certificate.isPresent() ? "keyFile" : "certificateFile", "is missing");
      return Optional.empty();
    }
    if (must && authorities.isEmpty()) {
      section.fault("clientAuthoritiesFile", "is missing: say whose certificates are good");
      return Optional.empty();
    }
    if (authorities.isPresent() && certificate.isEmpty()) {
      section.fault("certificateFile", "is missing");
    }
    return certificate.map(file -> new TlsSettings(file, key.orElseThrow(), authorities, must));
  }

  private static Optional<CertificateRule> rule(Section item) {
    Optional<String> name = item.text("name");
    Optional<String> alternative = item.text("alternativeName");
    Optional<X500Principal> subject = item.text("subject").flatMap(text -> subject(item, text));
    Optional<Scope> scope = scope(item);
    KeyLimits limits = limits(item.section("limits"));
    if (name.isEmpty()) {
      item.fault("name", "is missing: say what its bearer is called");
      return Optional.empty();
    }
    if (subject.isPresent() == alternative.isPresent()) {
      item.fault("subject", "is not clear: give one of subject and alternativeName");
      return Optional.empty();
    }
    try {
      return scope.map(
          opened -> new CertificateRule(name.get(), subject, alternative, opened, limits));
    } catch (IllegalArgumentException fault) {
      item.fault("alternativeName", String.valueOf(fault.getMessage()));
      return Optional.empty();
    }
  }

  /** Named as the clients' options are. */
  private static Scrubber scrubber(Section section) {
    Scrubber.Builder builder =
        Scrubber.builder()
            .emailAddresses(section.flag("emailAddresses", false))
            .ipAddresses(section.flag("ipAddresses", false));
    try {
      section.texts("names").forEach(builder::name);
      section.text("rules").ifPresent(builder::rules);
    } catch (InvalidRuleException fault) {
      section.fault("rules", "or names cannot be used: " + fault.getMessage());
    }
    section.refuseUnknown();
    return builder.build();
  }

  private static Optional<X500Principal> subject(Section item, String text) {
    try {
      return Optional.of(new X500Principal(text));
    } catch (IllegalArgumentException fault) {
      item.fault("subject", "is no distinguished name such as CN=billing,O=Shop");
      return Optional.empty();
    }
  }

  private static Optional<Scope> scope(Section item) {
    String tenant = item.text("tenant").orElse(Scope.DEFAULT_TENANT);
    List<String> patterns = item.texts("repositories");
    boolean deploy = item.flag("deploy", false);
    Set<Role> roles = roles(item);
    try {
      return Optional.of(
          new Scope(
              tenant,
              roles,
              patterns.isEmpty() ? RepositoryPatterns.ALL : new RepositoryPatterns(patterns),
              deploy));
    } catch (IllegalArgumentException fault) {
      item.fault("tenant", "or repositories do not fit: " + fault.getMessage());
      return Optional.empty();
    }
  }

  private static Set<Role> roles(Section item) {
    Set<Role> roles = new LinkedHashSet<>();
    for (String label : item.texts("roles")) {
      Optional<Role> role = Role.of(label);
      if (role.isEmpty()) {
        item.fault("roles", "has \"" + label + "\"; there are ingest, read, operate and monitor");
      }
      role.ifPresent(roles::add);
    }
    return roles.isEmpty() ? Set.of(Role.INGEST) : roles;
  }

  private static KeyLimits limits(Section section) {
    KeyLimits limits =
        new KeyLimits(
            section.count("recordsPerSecond", 0),
            section.count("bytesPerSecond", 0),
            section.count("callsPerSecond", 0),
            section.count("bytesPerDay", 0));
    section.refuseUnknown();
    return limits;
  }
}
