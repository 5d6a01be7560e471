package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a GitHub App is installed, and the tokens that it mints there: one App may be installed in
 * any number of organizations.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 *
 * <p><i>Source:</i> GitHub's "Authenticating as a GitHub App installation".
 */
final class AppInstallations {
  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int NOT_FOUND = 404;
  private static final int FORBIDDEN = 403;
  private static final int UNAUTHORIZED = 401;
  private static final Pattern BY_NUMBER =
      Pattern.compile("/repositories/(\\d{1,18})/installation");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GitHubHttp http;
  private final AppIdentity app;
  private final Clock clock;
  private final Map<GitHubRepository, Installation> found = new ConcurrentHashMap<>();
  private final Map<GitHubRepository, Long> numbers = new ConcurrentHashMap<>();

  AppInstallations(GitHubHttp http, AppIdentity app, Clock clock) {
    this.http = http;
    this.app = app;
    this.clock = clock;
  }

  /**
   * Where it is installed for a repository.
   *
   * @param id GitHub's number
   * @param granted what it may do there; empty where GitHub does not say
   * @param moved GitHub's number of the repository, where another name than this led to it
   * @param until for so long this is not asked again
   */
  private record Installation(
      long id, Optional<Map<String, String>> granted, OptionalLong moved, Instant until) {}

  /** Mints a token for this repository alone, with no other permissions than these. */
  AppToken mint(GitHubRepository repository, AppPermissions permissions)
      throws TryAgainException, RefusedException {
    Installation installation = installation(repository);
    ObjectNode body = JSON.createObjectNode();
    if (installation.moved().isPresent()) {
      // By a name that it had once nothing is minted, or for whoever took that name.
      body.putArray("repository_ids").add(installation.moved().getAsLong());
    } else {
      body.putArray("repositories").add(repository.name());
    }
    if (installation.granted().isPresent()) {
      Map<String, String> granted = installation.granted().get();
      refuseMissing(repository, permissions, granted);
      ObjectNode asked = body.putObject("permissions");
      permissions.of(granted).forEach(asked::put);
    }
    JsonNode token = minted(repository, installation, body);
    refuseAnother(repository, token.path("repositories"));
    return new AppToken(token.path("token").asText(""), expiry(token));
  }

  private JsonNode minted(GitHubRepository repository, Installation installation, ObjectNode body)
      throws TryAgainException, RefusedException {
    try {
      return call(
              "mint a token of " + app + " for " + repository.fullName(),
              "POST",
              "/app/installations/" + installation.id() + "/access_tokens",
              Optional.of(body))
          .body();
    } catch (RefusedException e) {
      found.remove(repository);
      throw inWords(e, repository);
    }
  }

  /** A name that somebody else took is not worked on as if it were the same. */
  private void refuseAnother(GitHubRepository repository, JsonNode minted) throws RefusedException {
    long id = minted.size() == 1 ? minted.path(0).path("id").asLong() : 0;
    Long known = id == 0 ? null : numbers.putIfAbsent(repository, id);
    if (known != null && known != id) {
      throw new RefusedException(
          repository.fullName()
              + " is another repository now than it was (number "
              + id
              + ", before "
              + known
              + "); restart the server if that is meant to be",
          NOT_FOUND,
          "");
    }
  }

  /** Forgets where the App is installed for it: it may be installed anew, or with other rights. */
  void forget(GitHubRepository repository) {
    found.remove(repository);
  }

  private void refuseMissing(
      GitHubRepository repository, AppPermissions permissions, Map<String, String> granted)
      throws RefusedException {
    if (!permissions.missing(granted).isEmpty()) {
      found.remove(repository);
      throw new RefusedException(
          app
              + " lacks the permissions "
              + String.join(" and ", permissions.missing(granted))
              + " on "
              + repository.fullName()
              + "; grant them in the App's settings and accept them where it is installed",
          FORBIDDEN,
          "");
    }
  }

  private Installation installation(GitHubRepository repository)
      throws TryAgainException, RefusedException {
    Installation last = found.get(repository);
    if (last != null && clock.instant().isBefore(last.until())) {
      return last;
    }
    try {
      Told told =
          call(
              "find where " + app + " is installed for " + repository.fullName(),
              "GET",
              "/repos/" + repository.fullName() + "/installation",
              Optional.empty());
      Installation installation =
          new Installation(
              told.body().path("id").asLong(),
              granted(told.body()),
              number(told.path()),
              clock.instant().plus(REMEMBERED));
      found.put(repository, installation);
      return installation;
    } catch (RefusedException e) {
      found.remove(repository);
      throw inWords(e, repository);
    }
  }

  private static Optional<Map<String, String>> granted(JsonNode installation) {
    JsonNode told = installation.path("permissions");
    Map<String, String> granted = new HashMap<>();
    told.properties().forEach(each -> granted.put(each.getKey(), each.getValue().asText()));
    return told.isObject() ? Optional.of(Map.copyOf(granted)) : Optional.empty();
  }

  private static OptionalLong number(String path) {
    Matcher number = BY_NUMBER.matcher(path);
    return number.matches()
        ? OptionalLong.of(Long.parseLong(number.group(1)))
        : OptionalLong.empty();
  }

  /**
   * An answer.
   *
   * @param path what gave it, where that has moved
   */
  private record Told(JsonNode body, String path) {}

  private Told call(String doing, String method, String path, Optional<ObjectNode> body)
      throws TryAgainException, RefusedException {
    GitHubCall call = new GitHubCall("cannot " + doing, "\"Metadata: read\"", http.host().host());
    String token = app.token(clock);
    try {
      GitHubHttp.Answer answer = http.send(method, path, token, "", body);
      return new Told(JSON.readTree(answer.body()), answer.path());
    } catch (IOException e) {
      throw call.sorted(e, token);
    }
  }

  private RefusedException inWords(RefusedException no, GitHubRepository repository) {
    return switch (no.status()) {
      case NOT_FOUND ->
          new RefusedException(
              app
                  + " is not installed on "
                  + repository.fullName()
                  + ", or there is no such repository; install it there",
              NOT_FOUND,
              "");
      case UNAUTHORIZED ->
          new RefusedException(
              http.host().host()
                  + " does not take the key of "
                  + app
                  + "; check its id and its key",
              UNAUTHORIZED,
              "");
      default -> no;
    };
  }

  private Instant expiry(JsonNode token) {
    try {
      return Instant.parse(token.path("expires_at").asText(""));
    } catch (DateTimeException e) {
      // Without a time it is good for what is done right now.
      return clock.instant();
    }
  }
}
