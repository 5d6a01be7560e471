package dev.hephaestus.server.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls GitHub's REST API on one repository, with that repository's token and each call once, and
 * sorts what comes back into an answer, a no, and a not now.
 *
 * <p>A token that is not taken any more is minted anew once, and the call made again: GitHub did
 * nothing of it.
 *
 * <p><i>Threads:</i> safe for use by many at once.
 */
final class GitHubWire {
  private static final Logger log = LoggerFactory.getLogger(GitHubWire.class);
  private static final int PAGE = 100;
  private static final int ACCEPTED = 202;
  private static final Pattern NEXT = Pattern.compile("<([^<>]+)>\\s*;[^,]*\\brel=\"?next\"?");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GitHubHttp http;
  private final GitHubRepository repository;
  private final GitHubTokens tokens;

  GitHubWire(GitHubHttp http, GitHubRepository repository, GitHubTokens tokens) {
    this.http = http;
    this.repository = repository;
    this.tokens = tokens.forJob();
  }

  GitHubRepository repository() {
    return repository;
  }

  GitHubHost host() {
    return http.host();
  }

  /** Whether a GitHub App acts, and not a person. */
  boolean isOfAnApp() {
    return tokens.isOfAnApp(repository);
  }

  /** What is at a path of the repository: {@code /pulls/12}. */
  JsonNode get(String path) throws TryAgainException, RefusedException {
    return get(path, "").body();
  }

  /** The same, unless it is as it was when it had that tag. */
  GitHubReply get(String path, String etag) throws TryAgainException, RefusedException {
    return call("GET", path, target(path), etag, Optional.empty()).reply();
  }

  /** The same where GitHub may show it; what it does not show to this token is missing. */
  JsonNode wished(String path) throws TryAgainException, RefusedException {
    try {
      return get(path);
    } catch (RefusedException e) {
      goOnWithout(e);
      return MissingNode.getInstance();
    }
  }

  private static void goOnWithout(RefusedException no) throws RefusedException {
    if (no.status() != 403 && no.status() != 404) {
      throw no;
    }
    log.info("{}; going on without", no.sentence());
  }

  /**
   * The items of a list, page by page, by GitHub's links to the next one.
   *
   * @param path with a query, but without its {@code per_page}
   */
  List<JsonNode> pages(String path, int mostPages) throws TryAgainException, RefusedException {
    List<JsonNode> all = new ArrayList<>();
    String paged = path + (path.contains("?") ? "&" : "?") + "per_page=" + PAGE;
    Optional<String> next = Optional.of(target(paged));
    for (int turn = 1; next.isPresent() && turn <= mostPages; turn++) {
      Got got = call("GET", path, next.get(), "", Optional.empty());
      got.reply().body().forEach(all::add);
      boolean full = got.reply().body().size() >= PAGE;
      next =
          got.link().isEmpty() && full
              ? Optional.of(target(paged + "&page=" + (turn + 1)))
              : next(got.link());
    }
    return all;
  }

  /** The same where GitHub may show it; none where it does not show it to this token. */
  List<JsonNode> wishedPages(String path, int mostPages)
      throws TryAgainException, RefusedException {
    try {
      return pages(path, mostPages);
    } catch (RefusedException e) {
      goOnWithout(e);
      return List.of();
    }
  }

  /** Sends a body to a path of the repository. */
  JsonNode send(String method, String path, ObjectNode body)
      throws TryAgainException, RefusedException {
    return call(method, path, target(path), "", Optional.of(body)).reply().body();
  }

  private String target(String path) {
    return "/repos/" + repository.fullName() + path;
  }

  private static Optional<String> next(String link) {
    Matcher next = NEXT.matcher(link);
    return next.find() ? Optional.of(next.group(1)) : Optional.empty();
  }

  private record Got(GitHubReply reply, String link) {}

  private Got call(
      String method, String path, String target, String etag, Optional<ObjectNode> body)
      throws TryAgainException, RefusedException {
    String what = path.replaceFirst("\\?.*", "");
    String failed =
        "cannot "
            + (method.equals("GET") ? "read " : "write ")
            + (what.isEmpty() ? "" : what + " of ")
            + repository.fullName();
    String token = token(failed);
    try {
      GitHubHttp.Answer answer = http.send(method, target, token, etag, body);
      if (answer.status() == 401 && tokens.renew(repository, token)) {
        token = token(failed);
        answer = http.send(method, target, token, etag, body);
      }
      refuse(failed, GitHubRefusals.permission(method, what), method, answer, token);
      return new Got(
          new GitHubReply(answer.status(), tree(answer.body()), answer.header("ETag")),
          answer.header("Link"));
    } catch (LimitedException e) {
      throw new TryAgainException(failed + ": " + e.getMessage(), Optional.of(e.waitFor()));
    } catch (IOException e) {
      // What it did is not known.
      throw new TryAgainException(
          failed + ": no whole answer from " + host().host(), Optional.empty());
    }
  }

  private void refuse(
      String failed, String permission, String method, GitHubHttp.Answer answer, String token)
      throws TryAgainException, RefusedException {
    int status = answer.status();
    if (status >= 500 || status == 408) {
      throw new TryAgainException(failed + ": status " + status, Optional.empty());
    }
    if (status == ACCEPTED && method.equals("GET")) {
      throw new TryAgainException(
          failed + ": GitHub works it out still", Optional.of(Duration.ofSeconds(2)));
    }
    if (status >= 300 && status != 304) {
      throw GitHubRefusals.of(failed, permission, host().host(), answer, token);
    }
  }

  private String token(String failed) throws TryAgainException, RefusedException {
    return tokens
        .token(repository)
        .orElseThrow(
            () -> new RefusedException(failed + ": there is no token for it any more", 401, ""));
  }

  private static JsonNode tree(byte[] bytes) throws IOException {
    return bytes.length == 0
        ? MissingNode.getInstance()
        : Objects.requireNonNullElse(JSON.readTree(bytes), MissingNode.getInstance());
  }
}
