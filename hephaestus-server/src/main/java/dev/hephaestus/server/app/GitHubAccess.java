package dev.hephaestus.server.app;

import dev.hephaestus.server.HephaestusException;
import dev.hephaestus.server.app.GitHubAccount.Credential;
import dev.hephaestus.server.app.GitHubAccount.Secret;
import dev.hephaestus.server.github.AppIdentity;
import dev.hephaestus.server.github.GitHubAccessCheck;
import dev.hephaestus.server.github.GitHubApp;
import dev.hephaestus.server.github.GitHubHost;
import dev.hephaestus.server.github.GitHubReading;
import dev.hephaestus.server.github.GitHubTokens;
import dev.hephaestus.server.github.TokensByOwner;
import dev.hephaestus.server.repository.RepositoryAccess;
import dev.hephaestus.server.repository.RepositoryLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the accounts let the server do: deliver with one kind of token, fetch with another.
 *
 * <p><i>Errors:</i> {@link HephaestusException} at once for a key that cannot be read.
 */
final class GitHubAccess {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

  private final List<Hosted> hosts;
  private final Clock clock;

  /**
   * A GitHub with its tokens.
   *
   * @param host where
   * @param delivering tokens that may write
   * @param reading tokens for fetches
   */
  record Hosted(GitHubHost host, GitHubTokens delivering, GitHubTokens reading) {}

  private GitHubAccess(List<Hosted> hosts, Clock clock) {
    this.hosts = hosts;
    this.clock = clock;
  }

  /**
   * Creates it.
   *
   * @param sealed gives what was sealed under a name
   */
  static GitHubAccess of(
      List<GitHubAccount> accounts, Function<String, Optional<String>> sealed, Clock clock) {
    Map<GitHubHost, List<GitHubAccount>> byHost = new LinkedHashMap<>();
    accounts.forEach(
        account -> byHost.computeIfAbsent(account.host(), any -> new ArrayList<>()).add(account));
    List<Hosted> hosts = new ArrayList<>();
    byHost.forEach((host, theirs) -> hosts.add(hosted(host, theirs, sealed, clock)));
    return new GitHubAccess(List.copyOf(hosts), clock);
  }

  private static Hosted hosted(
      GitHubHost host,
      List<GitHubAccount> accounts,
      Function<String, Optional<String>> sealed,
      Clock clock) {
    List<TokensByOwner.Part> delivering = new ArrayList<>();
    List<TokensByOwner.Part> reading = new ArrayList<>();
    for (GitHubAccount account : accounts) {
      switch (account.credential()) {
        case Credential.Token token -> {
          GitHubTokens tokens = GitHubTokens.of(any -> read(token.secret(), sealed));
          delivering.add(new TokensByOwner.Part(account.owner(), tokens));
          reading.add(new TokensByOwner.Part(account.owner(), tokens));
        }
        case Credential.App app -> {
          AppIdentity identity =
              AppIdentity.of(app.id(), read(app.key(), sealed).orElseThrow(() -> lost(app.key())));
          GitHubApp tokens = new GitHubApp(host, identity, CALL_TIMEOUT, clock);
          delivering.add(new TokensByOwner.Part(account.owner(), tokens.delivering()));
          reading.add(new TokensByOwner.Part(account.owner(), tokens.reading()));
        }
      }
    }
    return new Hosted(host, new TokensByOwner(delivering), new TokensByOwner(reading));
  }

  private static Optional<String> read(Secret secret, Function<String, Optional<String>> sealed) {
    Optional<String> text =
        switch (secret) {
          case Secret.Given given -> Optional.of(given.text());
          case Secret.InFile in -> Optional.of(content(in));
          case Secret.Sealed kept -> sealed.apply(kept.name());
        };
    return text.map(String::strip).filter(found -> !found.isEmpty());
  }

  /** Read at each use, so that a token that was renewed is used from then on. */
  private static String content(Secret.InFile in) {
    try {
      return Files.readString(in.file());
    } catch (IOException e) {
      throw new HephaestusException(
          "the file " + in.file() + " of a GitHub account cannot be read");
    }
  }

  private static HephaestusException lost(Secret secret) {
    String where = secret instanceof Secret.Sealed kept ? " \"" + kept.name() + "\"" : "";
    return new HephaestusException(
        "there is no private key of the GitHub App where it should be"
            + where
            + "; put it there with: hephaestus secrets put NAME < FILE");
  }

  /** The hosts that there are accounts for. */
  List<Hosted> hosts() {
    return hosts;
  }

  /** Logins for fetches. */
  RepositoryAccess reading() {
    RepositoryAccess access = RepositoryAccess.none();
    for (Hosted hosted : hosts) {
      access = access.or(new GitHubReading(hosted.host(), hosted.reading()));
    }
    return access;
  }

  /** What stands in the way of pull requests to a repository; empty when nothing is known to. */
  List<String> faults(RepositoryLocation location) {
    return hosts.stream()
        .filter(hosted -> hosted.host().repository(location).isPresent())
        .flatMap(
            hosted ->
                new GitHubAccessCheck(hosted.host(), hosted.delivering(), CALL_TIMEOUT, clock)
                    .faults(location).stream())
        .toList();
  }
}
