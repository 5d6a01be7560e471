package dev.hephaestus.server.app;

import dev.hephaestus.server.app.GitHubAccount.Credential;
import dev.hephaestus.server.app.GitHubAccount.Secret;
import dev.hephaestus.server.github.GitHubHost;
import dev.hephaestus.server.github.TokensByOwner;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads {@code github}: one account by itself, and {@code github.accounts} where there are several
 * organizations or hosts.
 */
final class GitHubSettings {
  private static final String DOT_COM = "github.com";

  private final Map<String, String> environment;

  private GitHubSettings(Map<String, String> environment) {
    this.environment = environment;
  }

  static List<GitHubAccount> read(Section section, Map<String, String> environment) {
    GitHubSettings settings = new GitHubSettings(environment);
    List<GitHubAccount> accounts = new ArrayList<>();
    Optional<GitHubHost> host = settings.host(section);
    settings
        .credential(section)
        .ifPresent(
            credential ->
                host.ifPresent(at -> accounts.add(new GitHubAccount(at, "", credential))));
    for (Section item : section.items("accounts")) {
      settings.account(item).ifPresent(accounts::add);
      item.refuseUnknown();
    }
    section.refuseUnknown();
    return List.copyOf(accounts);
  }

  private Optional<GitHubAccount> account(Section item) {
    Optional<String> owner = item.text("owner").map(String::strip);
    Optional<GitHubHost> host = host(item);
    Optional<Credential> credential = credential(item);
    if (owner.isEmpty() || !TokensByOwner.Part.isOwner(owner.get())) {
      item.fault("owner", "must be a user, an organization, or one repository as owner/name");
      return Optional.empty();
    }
    if (credential.isEmpty()) {
      item.fault("tokenFile", "is missing: give tokenFile, tokenVariable, tokenSecret or app");
    }
    return host.flatMap(at -> credential.map(is -> new GitHubAccount(at, owner.get(), is)));
  }

  private Optional<GitHubHost> host(Section section) {
    String name = section.text("host").orElse(DOT_COM);
    Optional<String> api = section.text("apiUrl");
    try {
      return Optional.of(
          api.map(url -> new GitHubHost(name, URI.create(url)))
              .orElseGet(
                  () -> name.equals(DOT_COM) ? GitHubHost.dotCom() : GitHubHost.enterprise(name)));
    } catch (IllegalArgumentException e) {
      section.fault(
          api.isPresent() ? "apiUrl" : "host",
          "is no address of GitHub's API by https: " + api.orElse(name));
      return Optional.empty();
    }
  }

  private Optional<Credential> credential(Section section) {
    Section app = section.section("app");
    Optional<String> id = app.text("id").map(String::strip);
    Optional<Secret> key = secret(app, "privateKey");
    app.refuseUnknown();
    Optional<Secret> token = secret(section, "token");
    if (id.isPresent() && key.isEmpty()) {
      app.fault("privateKeyFile", "is missing: name the .pem file that GitHub made for the App");
    }
    if (id.isEmpty() && key.isPresent()) {
      app.fault("id", "is missing: give the App's client id or number");
    }
    if (id.isPresent() && token.isPresent()) {
      app.fault("id", "is given beside a token; keep one of the two");
    }
    return id.isPresent()
        ? key.map(secret -> new Credential.App(id.get(), secret))
        : token.map(Credential.Token::new);
  }

  /** From the environment, from a file, or from what is sealed in the database. */
  private Optional<Secret> secret(Section section, String name) {
    Optional<Secret> given =
        section
            .secret(name)
            .or(
                () ->
                    section
                        .text(name + "Variable")
                        .flatMap(variable -> Optional.ofNullable(environment.get(variable))))
            .map(String::strip)
            .map(Secret.Given::new);
    Optional<Secret> file =
        section.text(name + "File").map(path -> new Secret.InFile(Path.of(path.strip())));
    Optional<Secret> sealed =
        section.text(name + "Secret").map(String::strip).map(Secret.Sealed::new);
    List<Secret> found = Stream.of(given, file, sealed).flatMap(Optional::stream).toList();
    if (found.size() > 1) {
      section.fault(name, "is given more than once; keep one of its places");
    }
    return found.stream().findFirst();
  }
}
