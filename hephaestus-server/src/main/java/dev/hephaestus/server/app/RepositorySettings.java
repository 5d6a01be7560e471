package dev.hephaestus.server.app;

import dev.hephaestus.server.repository.AccessRules;
import dev.hephaestus.server.repository.MirrorSettings;
import dev.hephaestus.server.repository.RepositoryAccess;
import dev.hephaestus.server.repository.RepositoryException;
import dev.hephaestus.server.repository.RepositoryLogin;
import dev.hephaestus.server.repository.SnapshotLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads {@code repository}: how repositories are reached, fetched, kept and looked at. */
final class RepositorySettings {
  private static final Duration REFRESH = Duration.ofMinutes(5);
  private static final String TOKEN_USER = "x-access-token";

  private RepositorySettings() {}

  static Configuration.Repositories read(Section section, Map<String, String> environment) {
    MirrorSettings usual = MirrorSettings.DEFAULT;
    MirrorSettings mirrors =
        new MirrorSettings(
            access(section, environment),
            section.integer("depth", usual.depth(), 0, 1_000_000),
            section.duration("timeout", usual.timeout()),
            section.duration("timeLimit", usual.timeLimit()),
            section.bytes("packBytes", usual.packBytes()),
            section.bytes("cacheBytes", usual.cacheBytes()),
            usual.attempts(),
            usual.firstPause(),
            section.flag("submodules", usual.submodules()),
            hosts(section));
    Duration refresh = section.durationOrOff("refresh", REFRESH);
    Optional<String> secret = SecretFile.of(section, "webhookSecret");
    SnapshotLimits limits = limits(section);
    section.refuseUnknown();
    return new Configuration.Repositories(limits, mirrors, refresh, secret);
  }

  private static SnapshotLimits limits(Section section) {
    SnapshotLimits usual = SnapshotLimits.DEFAULT;
    return new SnapshotLimits(
        section.integer("maxFiles", usual.files(), 1, 1_000_000),
        section.integer("maxFileBytes", (int) usual.fileBytes(), 1, 100 << 20),
        usual.cachedBytes());
  }

  private static Set<String> hosts(Section section) {
    return Arrays.stream(section.text("submoduleHosts").orElse("").split(","))
        .map(String::strip)
        .filter(host -> !host.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static RepositoryAccess access(Section section, Map<String, String> environment) {
    List<AccessRules.Rule> rules = new ArrayList<>();
    for (Section item : section.items("access")) {
      rule(item, environment).ifPresent(rules::add);
      item.refuseUnknown();
    }
    return new AccessRules(rules);
  }

  private static Optional<AccessRules.Rule> rule(Section item, Map<String, String> environment) {
    Optional<String> place = item.text("url");
    Optional<Supplier<RepositoryLogin>> login = login(item, environment);
    if (place.isEmpty()) {
      item.fault("url", "is missing: give a host or the beginning of a URL");
      return Optional.empty();
    }
    if (!AccessRules.Rule.isPlace(place.get())) {
      item.fault("url", "is not a host or the beginning of a URL without a login");
      return Optional.empty();
    }
    return login.map(supplier -> new AccessRules.Rule(place.get(), supplier));
  }

  private static Optional<Supplier<RepositoryLogin>> login(
      Section item, Map<String, String> environment) {
    Optional<Path> tokenFile = item.text("tokenFile").map(Path::of);
    Optional<String> variable = item.text("tokenVariable");
    Optional<Path> keyFile = item.text("keyFile").map(Path::of);
    Optional<Path> passphraseFile = item.text("passphraseFile").map(Path::of);
    Optional<Path> knownHosts = item.text("knownHostsFile").map(Path::of);
    String user = item.text("user").orElse(TOKEN_USER);
    boolean bearer = item.flag("bearer", false);
    item.refuseSecret("token");
    item.refuseSecret("password");
    long given = List.of(tokenFile, variable, keyFile).stream().filter(Optional::isPresent).count();
    if (given != 1) {
      item.fault("login", "is not clear: give one of tokenFile, tokenVariable and keyFile");
      return Optional.empty();
    }
    if (keyFile.isPresent()) {
      if (knownHosts.isEmpty()) {
        item.fault(
            "knownHostsFile", "is missing: hosts are talked to only when their key is known");
        return Optional.empty();
      }
      RepositoryLogin key =
          new RepositoryLogin.SshKey(keyFile.get(), passphraseFile, knownHosts.get());
      return Optional.of(() -> key);
    }
    Supplier<String> secret =
        tokenFile
            .<Supplier<String>>map(file -> () -> content(file))
            .orElseGet(() -> () -> value(variable.orElseThrow(), environment));
    return Optional.of(() -> token(user, secret.get(), bearer));
  }

  private static RepositoryLogin token(String user, String secret, boolean bearer) {
    try {
      return bearer
          ? new RepositoryLogin.Bearer(secret)
          : new RepositoryLogin.Password(user, secret);
    } catch (IllegalArgumentException e) {
      throw new RepositoryException(
          "the token in repository.access is no token: " + e.getMessage());
    }
  }

  /** Read at each use, so that a token that was renewed is used from then on. */
  private static String content(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new RepositoryException(
          "the file " + file + " that repository.access names cannot be read");
    }
  }

  private static String value(String variable, Map<String, String> environment) {
    return Optional.ofNullable(environment.get(variable))
        .map(String::strip)
        .orElseThrow(
            () ->
                new RepositoryException(
                    "the variable " + variable + " that repository.access names is not set"));
  }
}
